"""What the control endpoint is told."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from msgc.sandbox.refusals import UnreadableError

MOST_TIMES = 1_000_000

R = TypeVar("R", bound=msgspec.Struct)


class Shares(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shares of faults by name, and the seed of the draws."""

    rates: dict[str, float]
    seed: int = 0


class Next(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault, and how many of the next messages meet it."""

    fault: str
    times: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.times <= MOST_TIMES:
            raise ValueError(f"`times` is a whole number from 1 to {MOST_TIMES}")


def read_request(kind: type[R], body: bytes) -> R:
    """Return what a body asks for. Raises UnreadableError, which says why not."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableError(str(error)) from None
