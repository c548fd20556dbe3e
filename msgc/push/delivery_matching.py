"""Accepted payloads found again among the messages that the API lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgc.push.answers import Listed
from msgc.push.delivery_statuses import FINAL, code_of, met_closed_window
from msgc.push.keys import hidden
from msgc.push.ledger.model import Delivery, Record


@dataclass(frozen=True, slots=True)
class Said:
    """What the API says of an accepted payload."""

    record: Record
    listed: Listed

    @property
    def is_news(self) -> bool:
        """Tell whether the ledger doesn't have it yet."""
        now = (self.listed.status, code_of(self.listed))
        return bool(self.listed.status) and now != (self.record.delivery, self.record.code)

    @property
    def met_closed_window(self) -> bool:
        """Tell whether it failed since the recipient's window was closed."""
        return met_closed_window(self.listed)

    def delivery(self) -> Delivery:
        """Return what the ledger keeps of it."""
        status = self.listed.status
        code, is_final = code_of(self.listed), status in FINAL
        return Delivery(self.record.seq, self.record.step, status, code, is_final)


@dataclass(slots=True)
class Segment:
    """Accepted payloads of a run, and between which times the API must have taken them.

    Times are in seconds since 1970.
    """

    start: float
    end: float
    _by_id: dict[str, Record] = field(default_factory=dict)
    _by_reference: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Sequence[Record], references_are_unique: bool) -> Segment:
        """Return a segment of some records, one at the least."""
        times = [each.attempted or 0.0 for each in records]
        segment = cls(min(times), max(times))
        for record in records:
            if record.message_id:
                segment._by_id[record.message_id] = record
            elif references_are_unique:
                # The answer to it was broken, and had no id.
                segment._by_reference[record.reference] = record
        return segment

    def found(self, page: Iterable[Listed]) -> list[Said]:
        """Return what a page says of the segment's payloads."""
        pairs = ((self._record_of(listed), listed) for listed in page)
        return [Said(record, listed) for record, listed in pairs if record is not None]

    def _record_of(self, listed: Listed) -> Record | None:
        known = self._by_id.get(listed.id) or self._by_reference.get(listed.reference)
        return known or self._by_reference.get(hidden(listed.reference))
