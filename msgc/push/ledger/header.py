"""What a ledger's file says of itself in its first bytes, read without SQLite."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from msgc.push.ledger.model import LedgerError
from msgc.push.ledger.schema import APPLICATION, VERSION

# What SQLite's file format says of its first bytes.
_MAGIC = b"SQLite format 3\0"
_VERSION_AT, _APPLICATION_AT, _HEADER = 60, 68, 100

OPENED = 1 << 16
"""Added to the number of a ledger's format in its file while that alone isn't the ledger.

What was committed last stands in the log beside it then. The log itself says the number alone: who
copies all of it to the file, whichever program that is, makes the file whole.
"""


# Descriptors of the files that this process sends to, by device and number. To close any other
# descriptor of such a file would let go of all locks that SQLite has on it: fcntl(2).
_HELD: dict[tuple[int, int], int] = {}


@dataclass(frozen=True, slots=True)
class Header:
    """The format of a ledger, and whether more stands in its log."""

    version: int
    is_opened: bool

    @classmethod
    def of(cls, number: int) -> Header:
        """Return what a number in a ledger's `user_version` says."""
        return cls(number & ~OPENED, bool(number & OPENED))


def read_header(path: Path) -> Header:
    """Return what a file says of itself. Raises LedgerError: no ledger, or one of a newer format.

    It may be less than what the log beside it says.
    """
    try:
        found = _first_bytes(path)
    except FileNotFoundError:
        raise LedgerError(
            f"There is no ledger at {path}: see `msgc status` for the runs."
        ) from None
    except OSError as error:
        raise LedgerError(f"The ledger {path} can't be read: {error.strerror}.") from None
    application = int.from_bytes(found[_APPLICATION_AT : _APPLICATION_AT + 4])
    if not found.startswith(_MAGIC) or application != APPLICATION:
        raise LedgerError(f"{path} is no ledger: name the run's own file.")
    header = Header.of(int.from_bytes(found[_VERSION_AT : _VERSION_AT + 4]))
    refuse_newer(path, header.version)
    return header


def _first_bytes(path: Path) -> bytes:
    status = path.stat()
    held = _HELD.get((status.st_dev, status.st_ino))
    if held is not None:
        return os.pread(held, _HEADER, 0)
    with path.open("rb") as file:
        return file.read(_HEADER)


def hold(path: Path) -> int:
    """Return a descriptor of a ledger's file, for as long as this process sends to it.

    Raises OSError.
    """
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    status = os.fstat(file)
    _HELD[status.st_dev, status.st_ino] = file
    return file


def let_go_of(file: int) -> None:
    """Close such a descriptor, when SQLite has closed the file."""
    status = os.fstat(file)
    _HELD.pop((status.st_dev, status.st_ino), None)
    os.close(file)


def is_opened(file: int) -> bool:
    """Tell by its descriptor whether a ledger's file says that more stands in its log."""
    return Header.of(int.from_bytes(os.pread(file, 4, _VERSION_AT))).is_opened


def refuse_newer(path: Path, version: int) -> None:
    """Raise LedgerError for a format that isn't known yet."""
    if version > VERSION:
        raise LedgerError(
            f"The ledger {path} has format {version}, and this msgc knows formats up to {VERSION}:"
            " use the msgc that made it, or a newer one."
        )
