"""The API of a round: the product's sandbox in a process of its own, which can go down.

`python -m tests.faults.api OPTIONS` serves until SIGINT, is down for a while, then serves on.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

from msgc.sandbox.app import build_sandbox
from msgc.sandbox.hosts import listening
from msgc.sandbox.log import Log
from msgc.sandbox.options import Options
from msgc.sandbox.running import serve


class Settings(msgspec.Struct, frozen=True):
    """The sandbox's options, its port, and for how many seconds it is down."""

    log: str
    port: int
    seed: int
    lag: float
    latency: float
    slow: float
    rates: dict[str, float]
    down: float


def main(text: str) -> None:
    """Serve for ever."""
    settings = msgspec.json.decode(text, type=Settings)
    sandbox = build_sandbox(_options(settings))
    while True:
        serve(sandbox, listening("127.0.0.1", settings.port))
        time.sleep(settings.down)
        # What was taken before isn't forgotten, and its log, which `serve` closed, goes on.
        sandbox.store.log = Log(Path(settings.log))


def _options(settings: Settings) -> Options:
    return Options(
        log=Path(settings.log),
        seed=settings.seed,
        magic=True,
        lag=settings.lag,
        latency=settings.latency,
        slow=settings.slow,
        rates=settings.rates,
    )


if __name__ == "__main__":
    main(sys.argv[1])
