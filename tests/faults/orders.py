"""What a round tells its senders, as JSON on their command line."""

from __future__ import annotations

import msgspec

WORKSPACE = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
CHANNEL = "0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10"
ACCOUNT = f"faults {WORKSPACE}/{CHANNEL}"


class Times(msgspec.Struct, frozen=True):
    """Seconds that are minutes in earnest, shortened so that a round takes seconds.

    `looks` are after an attempt, `unanswered` until a look without an answer is tried again,
    `total` for a request; `lease` and `grace` are those of PostgreSQL's leases, which are to a
    request's time what they are in earnest.
    """

    looks: tuple[float, ...] = (0.3, 0.8, 1.4, 2.0, 2.8)
    unanswered: float = 0.5
    total: float = 0.8
    settle: float = 15.0
    lease: float = 2.4
    grace: float = 1.2


class Orders(msgspec.Struct, frozen=True):
    """What is pushed, to where, by which ledger; and where the sender is to kill itself.

    `point` is empty for a sender that lives, `file_limit` 0 where files may have any size.
    """

    ledger: str
    plan: str
    base_url: str
    marks: str
    suppressed: tuple[str, ...] = ()
    point: str = ""
    nth: int = 1
    on_absent: str = "hold"
    redact: bool = False
    rate: float = 200.0
    concurrency: int = 30
    chunk: int = 60
    file_limit: int = 0
    times: Times = Times()
