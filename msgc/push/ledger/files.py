"""A ledger's file: made whole or not at all, and opened only in a format that is known."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from msgc.push.ledger.data import NOBODY_SHARED, Shares
from msgc.push.ledger.dialects import FACTS
from msgc.push.ledger.faults import told
from msgc.push.ledger.locking import OWNER_ONLY, SenderLock
from msgc.push.ledger.model import LedgerError, RunFacts
from msgc.push.ledger.schema import APPLICATION, MIGRATIONS, TABLES, VERSION
from msgc.push.ledger.values import joined

OWNER_ONLY_FOLDER = 0o700
PATIENCE = 5.0
"""Seconds that a statement waits for another program's lock."""
# What SQLite's file format says of its first bytes.
_MAGIC = b"SQLite format 3\0"
_VERSION_AT, _APPLICATION_AT, _HEADER = 60, 68, 100
_CACHE = "PRAGMA cache_size = -16384"


def make_file(path: Path, facts: RunFacts, shares: Shares = NOBODY_SHARED) -> None:
    """Make a run's ledger; the caller holds its lock. Raises LedgerError."""
    if path.exists():
        raise LedgerError(f"There is a ledger at {path} already: push again to resume its run.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
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
    values = [*(getattr(facts, name) for name in FACTS), joined(shares.sources)]
    places = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in (*FACTS, "sources"))
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
    or what is no ledger, is left as it is.
    """
    if _version_in(path) < VERSION and not sender:
        _migrate_unsent(path)
    with told(path):
        database = _connection(path, "rw" if sender else "ro")
        try:
            _check(database, path, may_migrate=sender)
            database.execute("PRAGMA journal_mode = WAL" if sender else "PRAGMA query_only = ON")
            database.execute("PRAGMA synchronous = FULL")
            database.execute(_CACHE)
        except BaseException:
            database.close()
            raise
    return database


def _connection(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        # It is opened in one thread and used in another, never in two at once.
        check_same_thread=False,
    )


def _version_in(path: Path) -> int:
    """Return the format that a file says it has, without SQLite. Raises LedgerError."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        raise LedgerError(
            f"There is no ledger at {path}: see `msgc status` for the runs."
        ) from None
    except OSError as error:
        raise LedgerError(f"The ledger {path} can't be read: {error.strerror}.") from None
    application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4])
    if not header.startswith(_MAGIC) or application != APPLICATION:
        raise LedgerError(f"{path} is no ledger: name the run's own file.")
    version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4])
    _refuse_newer(path, version)
    return version


def _refuse_newer(path: Path, version: int) -> None:
    if version > VERSION:
        raise LedgerError(
            f"The ledger {path} has format {version}, and this msgc knows formats up to {VERSION}:"
            " use the msgc that made it, or a newer one."
        )


def _migrate_unsent(path: Path) -> None:
    """Migrate a ledger that isn't being sent."""
    lock = SenderLock(path)
    try:
        connect(path, sender=True).close()
    finally:
        lock.release()


def _check(database: sqlite3.Connection, path: Path, *, may_migrate: bool) -> None:
    """Bring a ledger to this format, in one transaction."""
    version = _version_of(database)
    _refuse_newer(path, version)
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
    return int(database.execute("PRAGMA user_version").fetchone()[0])
