"""Entries found again: those under way are held, others are read from the plan."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from msgc.push.entries import Entry
from msgc.push.fresh import Entries
from msgc.push.keys import FOLLOW_UP, with_additions
from msgc.push.ledger.model import Claim, Side

# Entries that are read at once where one of them is asked for, and how many are held.
TOGETHER, HELD = 100, 10_000


class Payloads:
    """Gives the entry of a claim, and what is posted of it."""

    def __init__(self, plan: Entries, count: int, tag: str) -> None:
        self._plan = plan
        self._count = count
        self._tag = tag
        self._held: OrderedDict[int, Entry] = OrderedDict()

    def hold(self, entries: Sequence[Entry]) -> None:
        """Keep entries at hand, and let go of those that were held the longest."""
        for entry in entries:
            self._held[entry.seq] = entry
        while len(self._held) > HELD:
            self._held.popitem(last=False)

    def let_go(self, seq: int) -> None:
        """Forget an entry that is done with."""
        self._held.pop(seq, None)

    def entry(self, seq: int) -> Entry:
        """Return an entry by its number."""
        if seq not in self._held:
            self.hold(list(self._plan.entries(seq, min(seq + TOGETHER, self._count))))
        return self._held[seq]

    def posted(self, claim: Claim, side: Side) -> bytes:
        """Return the payload of a claim as it is posted."""
        entry = self.entry(claim.seq)
        is_fallback = side is Side.FALLBACK or claim.step == FOLLOW_UP
        payload = entry.fallback if is_fallback and entry.fallback else entry.payload
        return with_additions(bytes(payload), claim.key.hex(), self._tag)
