"""What SQLite keeps beside a ledger's file: what was committed last may stand there alone."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from msgc.push.ledger.header import let_go_of, read_header
from msgc.push.ledger.locking import OWNER_ONLY
from msgc.push.ledger.model import LedgerError

LOG, JOURNAL, INDEX = "-wal", "-journal", "-shm"
# Between two looks, a sender may have closed the ledger or opened it.
_LOOKS = 3


def beside(path: Path, ending: str) -> Path:
    """Return the file of SQLite's that has a ledger's name and an ending."""
    return path.with_name(path.name + ending)


def require_log(path: Path) -> None:
    """Raise LedgerError where a ledger that wasn't closed has been parted from its log."""
    log = beside(path, LOG)
    for _ in range(_LOOKS):
        if not read_header(path).is_opened or log.exists():
            return
    raise LedgerError(
        f"The ledger {path} isn't whole: what was written to it last stands in a file of its old "
        f"name and `{LOG}`, which stayed behind when it was moved or copied; put that beside it as "
        f"`{log.name}`. Where it is gone for good, an empty file of that name lets the run go on, "
        "and whomever it has reached last may be written to again."
    )


def require_no_stray(path: Path) -> None:
    """Raise LedgerError where a ledger is to be made and another one's log has its name.

    SQLite would take that for the new one's.
    """
    for ending in (LOG, JOURNAL):
        stray = beside(path, ending)
        if stray.exists() and stray.stat().st_size:
            raise LedgerError(
                f"There is no ledger at {path}, but {stray} belongs to one: what was written to "
                "it last stands there. Put the ledger back beside it; or move this file to where "
                "the ledger is now, under its name; or away if that is gone for good, and whomever "
                "that run has reached may be written to again. Then push again."
            )


def clear_room(path: Path) -> None:
    """Delete what has the name of a new ledger's log and holds nothing.

    Raises LedgerError where it holds something.
    """
    require_no_stray(path)
    for ending in (LOG, JOURNAL, INDEX):
        beside(path, ending).unlink(missing_ok=True)


def let_go(database: sqlite3.Connection, path: Path, file: int | None) -> None:
    """Close a connection, then what a sender has besides: a descriptor of the ledger's file.

    That closed before would let go of SQLite's locks.
    """
    with suppress(sqlite3.Error):
        database.close()
    if file is not None:
        let_go_of(file)
        keep_whole(path)


def keep_whole(path: Path) -> None:
    """Say that nothing is missing of a ledger that a sender has just let go of, if nothing is.

    SQLite deletes the log only when all of it is in the file. Where the file couldn't be told that
    it is closed, an empty log says that nothing is missing.
    """
    with suppress(LedgerError, OSError):
        if read_header(path).is_opened:
            beside(path, LOG).touch(OWNER_ONLY)
