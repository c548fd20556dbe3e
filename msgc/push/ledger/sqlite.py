"""A run's ledger in one file: WAL, `synchronous=FULL`, one sender."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import finalize

from msgc.push.ledger.core import Row, Values
from msgc.push.ledger.data import NOBODY_SHARED, Shares
from msgc.push.ledger.deciding import Deciding
from msgc.push.ledger.dialects import rendered
from msgc.push.ledger.faults import told
from msgc.push.ledger.files import connect, make_file, make_folder
from msgc.push.ledger.locking import SenderLock
from msgc.push.ledger.logs import let_go
from msgc.push.ledger.marking import Mark
from msgc.push.ledger.model import Leased, Ledger, LedgerError, LostLeaseError, RunFacts, Span
from msgc.push.ledger.schema import DIALECT
from msgc.push.ledger.spans import Unclaimed

_UNCLAIMED = (
    "SELECT cursor, entries, (SELECT count(*) FROM {rows} WHERE step = 0) FROM {runs} WHERE {this}"
)


def create_sqlite(path: Path, facts: RunFacts, shares: Shares = NOBODY_SHARED) -> Ledger:
    """Make a run's ledger and return it as its sender's. Raises LedgerError where one is there."""
    path = path.resolve()
    make_folder(path)
    lock = SenderLock(path)
    try:
        make_file(path, facts, shares)
        return SqliteLedger(path, lock)
    except BaseException:
        lock.release()
        raise


def open_sqlite(path: Path, *, sender: bool) -> Ledger:
    """Return the ledger at a path: its one sender's, or one that can only be read.

    What resolves, retries or forgets is a sender as well. Raises LedgerError: no ledger, a newer
    format, another sender.
    """
    # SQLite keeps its log beside the file itself, whatever leads there.
    path = path.resolve()
    if not sender:
        return SqliteLedger(path, None)
    if not path.is_file():
        # Nothing is made beside what isn't there.
        raise LedgerError(f"There is no ledger at {path}: see `msgc status` for the runs.")
    lock = SenderLock(path)
    try:
        return SqliteLedger(path, lock)
    except BaseException:
        lock.release()
        raise


class SqliteLedger(Deciding):
    """`Ledger` in SQLite."""

    is_shared = False

    def __init__(self, path: Path, lock: SenderLock | None) -> None:
        """Open the file. Raises LedgerError. Without a lock it can only be read."""
        self._path = path
        self._lock = lock
        # Python closes what nobody has closed as it ends.
        self._database = connect(path, sender=lock is not None)
        with told(path):
            self._mark = None if lock is None else Mark(path, self._database)
        file = self._mark.file if self._mark else None
        self._let_go = finalize(self, let_go, self._database, path, file)
        self._epoch = self._written_epoch()
        self._is_fenced = False

    def take_over(self, now: float) -> int:
        """Make this sender the one that writes, and what an earlier one left claimed ambiguous."""
        with self._writing():
            self._change("UPDATE {runs} SET epoch = epoch + 1 WHERE {this}")
            left = self._orphan(now)
            epoch = self._written_epoch()
        self._epoch = epoch
        return left

    def next_span(self, now: float) -> Span | None:
        """Return what the cursor has before it; None where that is nothing."""
        start, stop = self._one("SELECT cursor, entries FROM {runs} WHERE {this}")
        return Span(start, stop) if start < stop else None

    def unclaimed(self) -> Unclaimed:
        """Return what the cursor has before it, and how many it has passed unclaimed."""
        [(start, stop, begun)] = self._rows(_UNCLAIMED)
        return Unclaimed((Span(start, stop),) if start < stop else (), start - begun)

    def leased(self) -> Leased | None:
        """Return None: there is no other sender."""
        return None

    def is_held(self, monotonic: float) -> bool:
        """Tell whether this sender holds the lock, and no other was met."""
        return self._lock is not None and not self._is_fenced

    def _move(self, cursor: int) -> None:
        moved = self._change(
            "UPDATE {runs} SET cursor = %(cursor)s"
            " WHERE {this} AND %(cursor)s BETWEEN cursor AND entries",
            cursor=cursor,
        )
        if not moved:
            raise LedgerError(f"The ledger's cursor can't move to entry {cursor} of the plan.")

    def _scrub(self) -> None:
        with told(self._path):
            self._database.execute("PRAGMA secure_delete = ON")
            self._database.execute("VACUUM")
            [checkpoint] = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if checkpoint[0]:
            raise LedgerError(
                "Another program reads this ledger, so that deleted data stays beside it on disk:"
                " close that program, then forget again."
            )

    def close(self) -> None:
        """Let go of the file, then of its lock."""
        with suppress(LedgerError):
            if self._mark is not None and self._mark.is_said:
                with self._writing():
                    self._mark.say(False)
        self._let_go()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None or self._mark is None:
            raise LedgerError("This ledger was opened to read only, or is closed.")
        with told(self._path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._fence()
                before = self._database.total_changes
                yield
                is_first = self._database.total_changes > before and self._mark.prepare()
                self._database.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            if is_first:
                self._mark.tell_file()

    def _roll_back(self) -> None:
        """Undo what was begun; on some errors SQLite has done so itself."""
        with suppress(sqlite3.Error):
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            if self._mark is not None:
                self._mark.read()

    def _fence(self) -> None:
        if self._written_epoch() != self._epoch:
            self._is_fenced = True
            raise LostLeaseError("Another sender has taken over this run: this one stops.")

    def _written_epoch(self) -> int:
        return int(self._one("SELECT epoch FROM {runs} WHERE {this}")[0])

    def _rows(self, text: str, **values: object) -> list[Row]:
        with told(self._path):
            return self._executed(text, values).fetchall()

    def _change(self, text: str, **values: object) -> int:
        with told(self._path):
            return self._executed(text, values).rowcount

    def _each(self, text: str, values: Sequence[Values]) -> list[int]:
        with told(self._path):
            statement, execute = rendered(DIALECT, text), self._database.execute
            return [execute(statement, each).rowcount for each in values]

    def _add_others(self, people: AbstractSet[bytes]) -> None:
        self._each(
            "INSERT INTO {others} VALUES (%(person)s) ON CONFLICT DO NOTHING",
            [{"person": each} for each in people],
        )

    def _executed(self, text: str, values: Mapping[str, object]) -> sqlite3.Cursor:
        return self._database.execute(rendered(DIALECT, text), values)
