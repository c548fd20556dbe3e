"""The two clocks of a sender: the one on the wall, kept in the ledger, and one that can't step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clocks:
    """`now` is in seconds since 1970; `monotonic` counts seconds from any time."""

    now: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
