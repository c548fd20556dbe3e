"""What the one who sends has decided: how fast, what of unknown windows, what of the absent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WindowUnknown(StrEnum):
    """What a message outside templates becomes where nothing says that its window is open."""

    SEND = "send"
    FALLBACK = "fallback"
    HOLD = "hold"


class OnAbsent(StrEnum):
    """What an ambiguous payload becomes that the API doesn't list at the last look."""

    HOLD = "hold"
    RESEND = "resend"


# Seconds for which a push waits at its end for what is ambiguous.
SETTLE = 45.0
# Seconds without any answer of the API after which a push gives up for the time being.
PATIENCE = 900.0
# Requests under way at once: with these, 500 a second are reached where each takes 150 ms.
CONCURRENCY = 100


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices of a push; times are in seconds.

    `window_unknown` None stands for the fallback where there is one, else the message. `limit` is
    how many payloads this push takes up at most, planned or to be tried again; each counts once.
    With `only_due` nothing that is planned is claimed.
    """

    window_unknown: WindowUnknown | None = None
    on_absent: OnAbsent = OnAbsent.HOLD
    settle: float = SETTLE
    patience: float = PATIENCE
    concurrency: int = CONCURRENCY
    limit: int | None = None
    only_due: bool = False
