"""The end of a push: how long it waits for what is ambiguous, and for what other senders have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from msgc.push.clocks import Clocks
from msgc.push.ledger.model import Leased

# Seconds more than a lease has left: the one who waits for it comes after it has lapsed.
MARGIN = 1.0


@dataclass(slots=True)
class Settling:
    """Counts the time of waiting; `seconds` is how long, or until what others have may be free.

    `note` says what others have, behind the progress; empty where that is nothing.
    """

    seconds: float
    clocks: Clocks
    note: str = ""
    _leased: Leased | None = None
    _until: float | None = None

    def begin_anew(self) -> None:
        """Note that there is work again."""
        self.note, self._leased, self._until = "", None, None

    def waits(self, is_ambiguous: bool, leased: Leased | None) -> bool:
        """Tell whether to wait for what is ambiguous, or for what others have."""
        self._leased = leased
        self.note = f"waiting for {self._told(leased)}" if leased else ""
        if not is_ambiguous and leased is None:
            return False
        now = self.clocks.monotonic()
        if self._until is None:
            lapse = leased.free_in + MARGIN if leased else 0.0
            self._until = now + max(self.seconds, lapse)
        return now < self._until

    @property
    def sentence(self) -> str | None:
        """What is to be said at the end: None where others have nothing."""
        if self._leased is None:
            return None
        return f"left to do: {self._told(self._leased)}; the same push again goes on then"

    def _told(self, leased: Leased) -> str:
        free = datetime.fromtimestamp(self.clocks.now() + leased.free_in, UTC)
        return (
            f"{leased.entries:,} that another sender has, which are free at {free:%H:%M:%S} UTC "
            "if it has ended"
        )
