"""A ledger's file that says of itself, while it is sent, that more stands in its log."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from msgc.push.ledger.header import OPENED, Header, hold, is_opened
from msgc.push.ledger.schema import VERSION


class Mark:
    """What a sender's commits say of that; `file` is a descriptor of the ledger's file."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        """Begin with what was said last. Raises OSError, sqlite3.Error."""
        self._database = database
        self.read()
        self.file = hold(path)

    def read(self) -> None:
        """Take what was said last, where a transaction was undone."""
        [number] = self._database.execute("PRAGMA user_version").fetchone()
        self.is_said = Header.of(number).is_opened

    def say(self, is_opened: bool) -> None:
        """Say it in the log, from the next commit on."""
        if is_opened != self.is_said:
            self._database.execute(f"PRAGMA user_version = {VERSION | OPENED * is_opened}")
            self.is_said = is_opened

    def prepare(self) -> bool:
        """Say it in a transaction; return whether the file is to be told after the commit.

        That is so where all of the log was copied to it since, or nothing was written yet.
        """
        is_first = not is_opened(self.file)
        self.say(is_first)
        return is_first

    def tell_file(self) -> None:
        """Let the file say it, before anything is done by what was committed.

        While somebody reads what was there before, or the disk is full, it can't: the next commit
        tries it again. What was committed stands all the same. Once the file says it, the log says
        that nothing is missing, for whoever copies it to the file.
        """
        with suppress(sqlite3.Error):
            self._database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            if is_opened(self.file):
                self.say(False)
