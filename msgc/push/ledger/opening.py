"""A ledger by where it is: a file, or a database's URL."""

from __future__ import annotations

from pathlib import Path

from msgc.push.ledger.data import NOBODY_SHARED, Shares
from msgc.push.ledger.model import Ledger, LedgerError, RunFacts
from msgc.push.ledger.postgres import create_postgres, open_postgres
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite

_SCHEMES = ("postgresql://", "postgres://")


def is_url(place: str | Path) -> bool:
    """Tell whether a place is a database, and no file. Raises LedgerError for an unknown one."""
    text = str(place)
    if isinstance(place, str) and "://" in text and not text.startswith(_SCHEMES):
        raise LedgerError(
            "A ledger is a file or a `postgresql://` URL; this URL's scheme isn't known."
        )
    return isinstance(place, str) and text.startswith(_SCHEMES)


def create_ledger(place: str | Path, facts: RunFacts, shares: Shares = NOBODY_SHARED) -> Ledger:
    """Make the ledger of a run at a path or in a database, and return it as its sender's.

    A file that is there is refused; a database's run that is there is joined. Raises LedgerError.
    """
    if is_url(place):
        return create_postgres(str(place), facts, shares)
    return create_sqlite(Path(place), facts, shares)


def open_ledger(place: str | Path, run: str, *, sender: bool) -> Ledger:
    """Return the ledger of a run, named by its identity or its name.

    Without `sender` it can only be read. Raises LedgerError: no such ledger, another run's, a newer
    format, another sender.
    """
    if is_url(place):
        return open_postgres(str(place), run, sender=sender)
    ledger = open_sqlite(Path(place), sender=sender)
    facts = ledger.facts()
    if run not in (facts.run, facts.identity):
        ledger.close()
        raise LedgerError(f"The ledger {place} is that of the run `{facts.run}`, not of `{run}`.")
    return ledger
