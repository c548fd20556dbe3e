"""The standard streams: those that are closed, and those that nothing more can be written to.

Every start imports this, so it imports only what Python has at hand.
"""

import errno
import os
import sys
from io import BufferedWriter, FileIO, RawIOBase, TextIOWrapper

STDOUT, STDERR = 1, 2


class _Closed(RawIOBase):
    """Stands in for a standard output that is closed: what writes to it is told so."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(errno.EBADF, "it is closed", "standard output")


class _Talk(TextIOWrapper):
    """Text on standard error. What can't be said there is let go: no run is worth less for it.

    What a run has to hand over, such as rejected rows, goes to `buffer`, which raises as ever.
    """

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            return


def settle_streams() -> None:
    """Make of standard output and standard error what a command can count on."""
    if sys.stdout is None:
        _occupy(STDOUT)
        sys.stdout = TextIOWrapper(_Closed(), encoding="utf-8", write_through=True)
    if sys.stderr is None:
        _occupy(STDERR)
        sys.stderr = _Talk(BufferedWriter(FileIO(STDERR, "w", closefd=False)), "utf-8")
    else:
        told = sys.stderr
        sys.stderr = _Talk(told.buffer, told.encoding, told.errors, line_buffering=True)


def _occupy(number: int) -> None:
    """Take a closed stream's number, or the next file that is written would have it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), number)
