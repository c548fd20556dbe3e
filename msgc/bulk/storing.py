"""Files' lines on their way to the disk while more of them are made."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from msgc.emit.writers import Output

# Bytes of a file after which the system is told again to store what has been written of it.
STEP = 4 << 20


class Storing:
    """Has the system begin to store what is written, so that a sync at the end waits for little.

    A run's files are stored before they get their names. Begun only then, that is a tenth of the
    time of two processes, in which neither has work.
    """

    def __init__(self) -> None:
        self._begun: dict[Path, int] = {}

    def go_on(self, output: Output) -> None:
        """Take notice of what a file has been given since the last time."""
        begun, end = self._begun.get(output.path, 0), output.stream.tell()
        if end - begun >= STEP:
            _begin(output.stream.fileno(), begun, end - begun)
            self._begun[output.path] = end


def _begin(descriptor: int, offset: int, size: int) -> None:
    """Begin to store a part of a file, where the system has a way to; don't wait for it.

    Linux begins so with what won't be needed. It would forget pages too, but these are on their
    way, and stay. A fault of the disk is kept for the sync, which tells of it.
    """
    if hasattr(os, "posix_fadvise"):
        # Without it the sync takes longer, and nothing else.
        with suppress(OSError):
            os.posix_fadvise(descriptor, offset, size, os.POSIX_FADV_DONTNEED)
