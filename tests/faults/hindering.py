"""A ledger locked under its sender, and a clock stepped."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgc.push.ledger.postgres_connection import connect
from tests.faults.stage import Stage

# Messages that are taken before something happens.
SOME = 15
# Seconds for which a lock is waited for.
PATIENCE = 3.0
FAKETIME = "/usr/lib/*/faketime/libfaketimeMT.so.1"

Event = Callable[[Stage], bool]
"""Lets something happen to a round's senders, and tells whether it really did."""


def locked(seconds: float, *codes: int) -> Event:
    """Return what locks the ledger from outside."""

    def event(stage: Stage) -> bool:
        sender = stage.start()
        happens = stage.after(sender, SOME)
        if happens:
            with _locking(stage.orders.ledger):
                time.sleep(seconds)
        code = stage.ended(sender)
        if happens:
            stage.expect(code, codes, f"ledger locked {seconds:g} s")
        return happens

    return event


@contextmanager
def _locking(ledger: str) -> Iterator[None]:
    if "://" in ledger:
        with closing(connect(ledger)) as database, database.transaction():
            database.execute("LOCK TABLE msgc_payloads IN EXCLUSIVE MODE")
            yield
        return
    with closing(sqlite3.connect(ledger, timeout=PATIENCE, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def clock(step: str) -> Event:
    """Return what steps the clock under a sender, and kills it: the next has the right time."""

    def event(stage: Stage) -> bool:
        file = stage.folder / "clock"
        file.write_text("+0", encoding="utf-8")
        sender = stage.start(environment=_faked(file))
        happens = stage.after(sender, SOME)
        file.write_text(step, encoding="utf-8")
        if happens and stage.after(sender, 3 * SOME):
            stage.kill_now(sender)
        stage.ended(sender)
        return happens

    return event


def _faked(file: Path) -> dict[str, str]:
    library = next(iter(sorted(Path("/").glob(FAKETIME[1:]))), None)
    if library is None:
        raise RuntimeError("libfaketime is missing: run .ci/servers")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
