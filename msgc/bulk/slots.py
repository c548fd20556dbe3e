"""Where a task's rows and lines pass between processes: memory and files, quicker than pipes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from mmap import mmap

from msgc.recipients.blocks import Block

# Bytes of rows that go through shared memory, which takes none until they are written; those of a
# task with longer lines go through a pipe.
SHARED = 1 << 23

WAY_OUT = (
    "it is the temporary folder, through which processes pass lines: set TMPDIR to one with room"
)

Cut = tuple[int, int, bool]
"""A block whose bytes stand elsewhere: their number, and the rest of `Block`."""

Given = Sequence[Cut] | Sequence[Block]


class Slot:
    """Has room for one task, in all processes that are forked after it was made.

    The files have no names, and are closed with `stack`.
    """

    def __init__(self, stack: ExitStack) -> None:
        self._rows = stack.enter_context(mmap(-1, SHARED))
        self._files = [_file(stack), _file(stack)]

    def give(self, blocks: Sequence[Block]) -> Given:
        """Put blocks where `taken` finds them, of what is returned."""
        if sum(len(block.data) for block in blocks) > SHARED:
            return blocks
        self._rows.seek(0)
        for block in blocks:
            self._rows.write(block.data)
        return [(len(block.data), block.line, block.is_last) for block in blocks]

    def taken(self, given: Given) -> Iterator[Block]:
        """Yield the blocks that were given, each read when it is wanted, near the processor."""
        self._rows.seek(0)
        for each in given:
            yield each if isinstance(each, Block) else Block(self._rows.read(each[0]), *each[1:])

    def put(self, which: int, data: bytes, offset: int) -> int:
        """Write lines into one of the two files at an offset; return where they end."""
        view = memoryview(data)
        with _in_temporary_folder():
            while view:
                written = os.pwrite(self._files[which], view, offset)
                offset, view = offset + written, view[written:]
        return offset

    def lines(self, which: int, size: int) -> bytes:
        """Return so many bytes of one of the two files."""
        parts: list[bytes] = []
        done = 0
        while done < size:
            parts.append(os.pread(self._files[which], size - done, done))
            done += len(parts[-1])
        return b"".join(parts)


def _file(stack: ExitStack) -> int:
    with _in_temporary_folder():
        return stack.enter_context(tempfile.TemporaryFile()).fileno()


@contextmanager
def _in_temporary_folder() -> Iterator[None]:
    """Have errors name the folder that files without a name stand in, and a way out."""
    try:
        yield
    except OSError as error:
        # Where none of those that are tried can be written to, the error lists them.
        told = f"{error.strerror}; {WAY_OUT}"
        raise OSError(error.errno, told, tempfile.tempdir) from None
