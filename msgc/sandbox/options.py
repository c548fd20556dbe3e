"""What a sandbox is told when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from msgc.sandbox.keys import Key

HOST = "127.0.0.1"
PORT = 4010


class Window(StrEnum):
    """Whether a recipient wrote within the last 24 hours."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long after its acceptance a message reaches each state, in seconds."""

    processing: float = 0.2
    sent: float = 0.5
    delivered: float = 1.0


@dataclass(frozen=True, slots=True)
class Options:
    """A sandbox's settings; times are in seconds, `port` 0 picks a free one.

    Without `key` any key is taken; without `workspaces` and `channels` any UUID is one. `rates`
    gives faults by name the share of messages that meet them, `magic` lets numbers of certain
    endings meet theirs. `window` holds for all recipients but those of the two lists of endings.
    `rate` is how many messages a second are taken before 429, None for any number.
    """

    host: str = HOST
    port: int = 0
    key: Key | None = None
    workspaces: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    read_only: bool = False
    rates: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0
    magic: bool = False
    lag: float = 0.0
    latency: float = 0.0
    slow: float = 5.0
    rate: float | None = None
    schedule: Schedule = Schedule()
    window: Window = Window.OPEN
    open_endings: tuple[str, ...] = ()
    closed_endings: tuple[str, ...] = ()
    log: Path | None = None
    forget_bodies: bool = False
