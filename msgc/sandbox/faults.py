"""Which fault a message meets: what was asked for next, its number's digits, or a seeded draw."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from hashlib import blake2b
from math import isfinite

from msgc.sandbox.kinds import (
    BY_DIGITS,
    ENDING_LENGTH,
    FAULTS,
    Fault,
    UnknownFaultError,
    fault_named,
)

_DRAW_BYTES = 8
_DRAWS = float(1 << 8 * _DRAW_BYTES)


def checked_rates(rates: Mapping[str, float]) -> dict[str, float]:
    """Return the shares of faults, in the table's order. Raises UnknownFaultError."""
    for name, rate in rates.items():
        fault_named(name)
        if not (isfinite(rate) and 0 <= rate <= 1):
            raise UnknownFaultError(f"the share of `{name}` is a number from 0 to 1")
    if sum(rates.values()) > 1:
        raise UnknownFaultError("the shares of the faults are more than 1 together")
    return {each.name: rates[each.name] for each in FAULTS if rates.get(each.name)}


class Faults:
    """The faults of a sandbox, and how often each fired.

    A draw hangs on the seed, the recipient, and how many messages the recipient was sent before:
    the same run meets the same faults, in whatever order its requests arrive.
    """

    def __init__(self, rates: Mapping[str, float], seed: int, magic: bool) -> None:
        """Begin with shares by name. Raises UnknownFaultError."""
        self.fired: Counter[str] = Counter()
        self._magic = magic
        self._next: deque[Fault] = deque()
        self._met: set[tuple[str, str]] = set()
        self.set_rates(rates, seed)

    def set_rates(self, rates: Mapping[str, float], seed: int) -> None:
        """Take other shares and another seed; draws begin anew. Raises UnknownFaultError."""
        self.rates = checked_rates(rates)
        self.seed = seed
        self._posts: Counter[str] = Counter()

    def ask(self, name: str, times: int) -> None:
        """Let the next messages meet a fault. Raises UnknownFaultError."""
        self._next.extend([fault_named(name)] * times)

    def clear(self) -> None:
        """Let no further message meet a fault, but those of the numbers."""
        self.set_rates({}, self.seed)
        self._next.clear()

    def met_by(self, recipient: str, template: bool) -> Fault | None:
        """Return the fault that a message to a recipient meets now, and count it."""
        found = self._asked(template) or self._of_number(recipient) or self._drawn(recipient)
        if found is None or not found.can_meet(template):
            return None
        self.fired[found.name] += 1
        return found

    def _asked(self, template: bool) -> Fault | None:
        ready = self._next and self._next[0].can_meet(template)
        return self._next.popleft() if ready else None

    def _of_number(self, recipient: str) -> Fault | None:
        found = BY_DIGITS.get(recipient[-ENDING_LENGTH:]) if self._magic else None
        if found is None or not found.once:
            return found
        meeting = (found.name, recipient)
        if meeting in self._met:
            return None
        self._met.add(meeting)
        return found

    def _drawn(self, recipient: str) -> Fault | None:
        if not self.rates:
            return None
        self._posts[recipient] += 1
        drawn = self._draw(recipient, self._posts[recipient])
        for name, rate in self.rates.items():
            if drawn < rate:
                return fault_named(name)
            drawn -= rate
        return None

    def _draw(self, recipient: str, post: int) -> float:
        """Return a number from 0 to 1 that looks random, and is the same for the same message."""
        what = f"{self.seed} {post} {recipient}".encode("utf-8", "surrogatepass")
        digest = blake2b(what, digest_size=_DRAW_BYTES).digest()
        return int.from_bytes(digest) / _DRAWS
