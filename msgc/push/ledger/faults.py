"""What SQLite's errors mean to who sends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgc.push.ledger.model import LedgerError

# Extended codes hold the plain one in their lowest byte.
_PLAIN = 0xFF
_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk of the ledger {path} is full: make room, then push again.",
    sqlite3.SQLITE_IOERR: "The ledger {path} can't be read or written: look at its disk (is it"
    " full?), then push again.",
    sqlite3.SQLITE_BUSY: "The ledger {path} is locked by another program for too long: close what"
    " has it open, then push again.",
    sqlite3.SQLITE_READONLY: "The ledger {path} can't be written: look at its rights and its"
    " disk's.",
    sqlite3.SQLITE_CANTOPEN: "The ledger {path} can't be opened: look at its rights, and at its"
    " folder's.",
    sqlite3.SQLITE_CORRUPT: "The ledger {path} is damaged: bring it back from a copy; nothing was"
    " sent.",
    sqlite3.SQLITE_NOTADB: "{path} is no ledger: name the run's own file.",
}


def sentence(error: sqlite3.Error, path: Path) -> str:
    """Return what to tell of an error; it quotes nothing of what was to be written."""
    code = getattr(error, "sqlite_errorcode", None)
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    known = None if code is None else _SENTENCES.get(code & _PLAIN)
    return (known or f"The ledger {{path}} can't be used: SQLite says {name}.").format(path=path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of SQLite into LedgerError."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerError(sentence(error, path)) from None
