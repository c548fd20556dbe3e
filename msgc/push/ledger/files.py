"""A ledger's file: made whole or not at all, and opened only in a format that is known."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from msgc.push.ledger.data import NOBODY_SHARED, Shares
from msgc.push.ledger.dialects import FACTS
from msgc.push.ledger.faults import told
from msgc.push.ledger.header import Header, read_header, refuse_newer
from msgc.push.ledger.lists import written_lists
from msgc.push.ledger.locking import OWNER_ONLY, SenderLock
from msgc.push.ledger.logs import LOG, beside, clear_room, keep_whole, require_log
from msgc.push.ledger.model import LedgerError, RunFacts
from msgc.push.ledger.schema import APPLICATION, MIGRATIONS, TABLES, VERSION
from msgc.push.ledger.values import joined

OWNER_ONLY_FOLDER = 0o700
PATIENCE = 5.0
"""Seconds that a statement waits for another program's lock."""
_CACHE = "PRAGMA cache_size = -16384"


def make_file(path: Path, facts: RunFacts, shares: Shares = NOBODY_SHARED) -> None:
    """Make a run's ledger; the caller holds its lock. Raises LedgerError."""
    if path.exists():
        raise LedgerError(f"There is a ledger at {path} already: push again to resume its run.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        clear_room(path)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW, OWNER_ONLY))
        with told(path), closing(sqlite3.connect(temporary, isolation_level=None)) as database:
            _fill(database, facts, shares)
        temporary.rename(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise LedgerError(f"The ledger {path} can't be made: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make the folder of a ledger, for its owner alone. Raises LedgerError."""
    try:
        path.parent.mkdir(OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"The folder {path.parent} can't be made: {error.strerror}.") from None


def _fill(database: sqlite3.Connection, facts: RunFacts, shares: Shares) -> None:
    database.execute("PRAGMA synchronous = FULL")
    database.execute("BEGIN IMMEDIATE")
    for statement in TABLES:
        database.execute(statement)
    kept = joined(shares.sources), written_lists(shares.lists)
    values = [*(getattr(facts, name) for name in FACTS), *kept]
    places = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in (*FACTS, "sources", "lists"))
    database.execute(f"INSERT INTO run (this, {names}) VALUES (1, {places})", values)
    people = ((each,) for each in sorted(shares.left_out))
    database.executemany("INSERT INTO others VALUES (?)", people)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.execute("COMMIT")


def _sync_folder(folder: Path) -> None:
    """Put a new file's name on disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def connect(path: Path, *, sender: bool) -> sqlite3.Connection:
    """Return a connection to a ledger of this format; a sender's writes, others' only read.

    An older format is migrated, which takes the sender's lock. Raises LedgerError; a newer format,
    or what is no ledger, is left as it is, and so is one that was parted from its log.
    """
    require_log(path)
    if read_header(path).version < VERSION and not sender:
        _migrate_unsent(path)
    with told(path):
        database = _connection(path, "mode=rw" if sender else _look(path))
        try:
            _check(database, path, may_migrate=sender)
            database.execute("PRAGMA journal_mode = WAL" if sender else "PRAGMA query_only = ON")
            database.execute("PRAGMA synchronous = FULL")
            database.execute(_CACHE)
        except BaseException:
            database.close()
            if sender:
                keep_whole(path)
            raise
    return database


def _look(path: Path) -> str:
    """Return how a ledger is opened to be read: one that nobody sends or can, as it stands.

    SQLite would else make an index of its log beside it, and give up where it may not.
    """
    is_shut = not os.access(path.parent, os.W_OK)
    is_whole = not read_header(path).is_opened and not beside(path, LOG).exists()
    return "mode=ro&immutable=1" if is_shut and is_whole else "mode=ro"


def _connection(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        # It is opened in one thread and used in another, never in two at once.
        check_same_thread=False,
    )


def _migrate_unsent(path: Path) -> None:
    """Migrate a ledger that isn't being sent."""
    lock = SenderLock(path)
    try:
        connect(path, sender=True).close()
        keep_whole(path)
    finally:
        lock.release()


def _check(database: sqlite3.Connection, path: Path, *, may_migrate: bool) -> None:
    """Bring a ledger to this format, in one transaction."""
    version = _version_of(database)
    refuse_newer(path, version)
    if version == VERSION or not may_migrate:
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version, VERSION):
            for statement in MIGRATIONS[number]:
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    # A reader takes the format from the file itself.
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _version_of(database: sqlite3.Connection) -> int:
    return Header.of(database.execute("PRAGMA user_version").fetchone()[0]).version
