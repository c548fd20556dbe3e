"""Contacts' ids that the answers of earlier runs told, by which windows are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from itertools import islice

from msgc.push.entries import Entry
from msgc.push.keys import channel_of, person
from msgc.push.ledger.model import LedgerError
from msgc.push.runs import Runs
from msgc.push.windows import FEW


def earlier_contacts(runs: Runs, account: str, entries: Iterable[Entry]) -> Mapping[bytes, str]:
    """Return the contacts' ids, by recipients' digests, that earlier answers of an account told.

    They are asked for those whose window nothing tells, where these are no more than `FEW`.
    """
    unknown = (person(e.to) for e in entries if not (e.is_template or e.last_inbound or e.contact))
    return known_contacts(runs, account, list(islice(unknown, FEW + 1)))


def known_contacts(runs: Runs, account: str, people: Collection[bytes]) -> Mapping[bytes, str]:
    """Return the contacts' ids of some recipients; of none where they are more than `FEW`."""
    known: dict[bytes, str] = {}
    if not people or len(people) > FEW:
        return known
    for name in runs.names():
        # Without one that can't be read fewer windows are known, and nothing else is lost.
        with suppress(LedgerError), closing(runs.open(name, sender=False)) as ledger:
            if channel_of(ledger.facts().account) == channel_of(account):
                known.update(ledger.contacts(list(people)))
    return known
