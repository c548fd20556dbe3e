"""How much one push takes up: each payload counts once, however often it is tried."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from msgc.push.ledger.model import Claim, Outcome
from msgc.push.ledger.sending import FURTHEST_DUE
from msgc.push.states import Event

Payload = tuple[int, int]
"""An entry's number, and the step."""


class Quota:
    """Counts what a push takes up, up to a limit; None is no limit."""

    def __init__(self, limit: int | None) -> None:
        self._left = limit
        # What this push has taken up and put off, by when it is due.
        self._put_off: dict[Payload, float] = {}

    @property
    def is_used_up(self) -> bool:
        """Tell whether nothing more may be taken up."""
        return self._left == 0

    @property
    def has_put_off(self) -> bool:
        """Tell whether anything waits that may be tried again although all is used up."""
        return bool(self._put_off)

    def allowed(self, want: int) -> int:
        """Return how many of `want` may be taken up."""
        return want if self._left is None else min(want, self._left)

    def take(self, count: int) -> None:
        """Count entries that are taken up for the first time."""
        if self._left is not None:
            self._left -= count

    def take_again(self, claims: Iterable[Claim]) -> None:
        """Count what was due again, without what this push had taken up itself."""
        if self._left is not None:
            for claim in claims:
                known = self._put_off.pop((claim.seq, claim.step), None)
                self._left -= known is None

    def note(self, outcome: Outcome) -> None:
        """Remember what is put off."""
        if self._left is not None and outcome.event is Event.POSTPONE:
            due = outcome.at if outcome.due is None else outcome.due
            self._put_off[outcome.seq, outcome.step] = due

    def due(self, most: int, now: float) -> list[Payload]:
        """Return what was put off and is due; what is too far ahead a stepped clock put off."""
        found = (
            payload
            for payload, due in self._put_off.items()
            if due <= now or due > now + FURTHEST_DUE
        )
        return list(islice(found, most))

    def drop(self, payloads: Iterable[Payload]) -> None:
        """Forget what isn't there to be tried again any more."""
        for payload in payloads:
            self._put_off.pop(payload, None)
