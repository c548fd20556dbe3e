"""The options of `msgc status`, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from pathlib import Path

from msgc.push.policy import WindowUnknown


@dataclass(frozen=True, slots=True)
class FollowOptions:
    """How a run is followed: by which profile, with the key from where, for how many seconds.

    `suppress` are lists of those who are left out, besides those that the run knows;
    `window_unknown` says what goes to whom nobody knows the window of.
    """

    profile: str | None = None
    env_file: Path | None = None
    seconds: float = inf
    suppress: tuple[Path, ...] = ()
    window_unknown: WindowUnknown | None = None


@dataclass(frozen=True, slots=True)
class StatusOptions:
    """What the one who asks wants to know; `seconds` is for how long a run is followed."""

    run: str | None = None
    everything: bool = False
    ledger: str | None = None
    follow: bool = False
    seconds: float = inf
    profile: str | None = None
    env_file: Path | None = None
    suppress: tuple[Path, ...] = ()
    window_unknown: WindowUnknown | None = None
    target: str | None = None
    with_recipients: bool = False
    forget: bool = False
    yes: bool = False
    format: str = "text"

    @property
    def following(self) -> FollowOptions:
        """How a run is followed."""
        return FollowOptions(
            self.profile, self.env_file, self.seconds, self.suppress, self.window_unknown
        )
