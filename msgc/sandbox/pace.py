"""The API's own limit of messages a second, where the sandbox is to have one."""

from __future__ import annotations

from collections.abc import Callable


class Pace:
    """A bucket that holds a tenth of a second's messages, and fills at the rate."""

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        """Begin full; `rate` is in messages a second, `clock` in seconds and never goes back."""
        self._rate = rate
        self._room = max(1.0, rate / 10)
        self._left = self._room
        self._clock = clock
        self._at = clock()

    def takes_one(self) -> bool:
        """Tell whether one more message is taken now, and count it."""
        now = self._clock()
        self._left = min(self._room, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
