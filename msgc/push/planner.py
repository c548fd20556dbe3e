"""Candidates to entries: each recipient once, each with its key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from msgc.diagnostics import Diagnostic, has_errors
from msgc.push.candidates import Candidate
from msgc.push.entries import NONE, Entry
from msgc.push.keys import FOLLOW_UP, MAIN, canonical_form, digest, key_of, person
from msgc.push.payload_facts import PayloadFacts, facts_of
from msgc.push.people import Pairs
from msgc.push.plan_findings import (
    MAX_TAGS,
    fallback_finding,
    receiver_finding,
    second_text,
    tags_finding,
)
from msgc.push.plan_tally import PlanTally
from msgc.source import SourceFile, Span

_SUM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plan is held to.

    `rows` is the file's name in findings; `suppressed` are digests of recipients; `now` is in
    seconds since 1970. With `allow_revised` a recipient may get several texts.
    """

    campaign: str
    rows: str
    now: float
    suppressed: frozenset[bytes] = frozenset()
    allow_revised: bool = False


class KeySum:
    """The digest of keys in any order, since the same rows sorted otherwise are the same push.

    It is the sum of digests: of sets of keys that nobody chose for it, no two have the same one.
    """

    def __init__(self) -> None:
        self._sum = 0
        self._count = 0

    def add(self, keys: bytes) -> None:
        """Add an entry's keys."""
        self._sum += int.from_bytes(blake2b(keys, digest_size=_SUM_BYTES).digest())
        self._count += 1

    @property
    def digest(self) -> str:
        """The digest, in hexadecimal."""
        total = self._sum % (1 << 8 * _SUM_BYTES)
        return digest((b"%d" % self._count, total.to_bytes(_SUM_BYTES))).hex()


class _Read(NamedTuple):
    """A payload read: its canonical form, and its facts."""

    form: bytes
    facts: PayloadFacts


def _read(payload: bytes) -> _Read:
    document = msgspec.json.decode(payload)
    return _Read(canonical_form(document), facts_of(document))


class Planner:
    """Takes candidates in their order, and counts what they come to."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._keys = Pairs()
        self._references = Pairs()
        self.key_sum = KeySum()
        self.tally = PlanTally(rules.now)

    def take(self, candidate: Candidate) -> Entry | tuple[Diagnostic, ...] | None:
        """Return a candidate's entry, or why it is refused; None for what is planned already.

        Its payloads are JSON.
        """
        main = _read(candidate.payload)
        fallback = None if candidate.fallback is None else _read(candidate.fallback)
        found = (*candidate.found, *self._findings(candidate, main.facts, fallback))
        if has_errors(found):
            return found
        if candidate.found:
            self.tally.warn(candidate.row, candidate.found)
        return self._unless_known(candidate, main, fallback)

    def _findings(
        self, candidate: Candidate, facts: PayloadFacts, fallback: _Read | None
    ) -> tuple[Diagnostic, ...]:
        if fallback is None and facts.is_clear and facts.tags < MAX_TAGS:
            return ()
        place = self._place(candidate)
        found = [receiver_finding(facts, place), tags_finding(facts, place)]
        if fallback is not None:
            found.append(fallback_finding(facts, fallback.facts, place))
            found.append(tags_finding(fallback.facts, place))
        return tuple(replace(each, row=candidate.row) for each in found if each is not None)

    def _place(self, candidate: Candidate) -> Span:
        return SourceFile(self._rules.rows, "", first_line=candidate.line).span()

    def _unless_known(
        self, candidate: Candidate, main: _Read, fallback: _Read | None
    ) -> Entry | tuple[Diagnostic, ...] | None:
        recipient = main.facts.recipient
        key = key_of(self._rules.campaign, recipient, MAIN, main.form)
        someone, own = person(recipient), bytes.fromhex(key)
        earlier = self._keys.of(someone)
        if own in earlier:
            self.tally.duplicates += 1
            return None
        self.tally.repeats += bool(earlier)
        if earlier and not self._rules.allow_revised:
            return (replace(second_text(self._place(candidate)), row=candidate.row),)
        self._keys.add(someone, own)
        entry = self._entry(candidate, main.facts, key, fallback)
        locale = main.facts.locale or candidate.locale
        self.tally.count(entry, main.facts, locale, someone in self._rules.suppressed)
        return entry

    def _entry(
        self, candidate: Candidate, facts: PayloadFacts, key: str, fallback: _Read | None
    ) -> Entry:
        fallback_key = self._fallback_key(facts.recipient, fallback)
        self.key_sum.add(bytes.fromhex(key + (fallback_key or "")))
        self._refer(facts.reference)
        return Entry(
            seq=self.tally.entries,
            row=candidate.row,
            to=facts.recipient,
            key=key,
            payload=msgspec.Raw(candidate.payload),
            reference=facts.reference,
            fallback=NONE if candidate.fallback is None else msgspec.Raw(candidate.fallback),
            fallback_key=fallback_key,
            last_inbound=candidate.last_inbound,
            contact=candidate.contact or facts.contact,
            is_template=facts.is_template,
        )

    def _fallback_key(self, recipient: str, fallback: _Read | None) -> str | None:
        if fallback is None:
            return None
        self._refer(fallback.facts.reference)
        return key_of(self._rules.campaign, recipient, FOLLOW_UP, fallback.form)

    def _refer(self, reference: str | None) -> None:
        """Note an author's reference; a payload without one gets its key, which is its own."""
        if reference is None or not self.tally.reference_is_unique:
            return
        known = digest((reference.encode(),))
        self.tally.reference_is_unique = not self._references.of(known)
        self._references.add(known, known)
