"""A file's bytes in blocks of whole lines, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from msgc.late import Late
from msgc.recipients.limits import (
    BLOCK_LINES,
    FIRST_BLOCK,
    KERNEL_BLOCK,
    KERNEL_LINES,
    MAX_BLOCK,
    MAX_LINE_BYTES,
    MIN_BLOCK,
)
from msgc.records import dataclass

if TYPE_CHECKING:
    from msgc.native import counting
else:
    # The kernel takes what a start of a few rows needn't wait for.
    counting = Late("msgc.native.counting", "msgc.native.nothing")

QUOTE, BREAK, RETURN = b'"', b"\n", b"\r"
_LONE_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(slots=True)
class Block:
    """Some lines of a file, the first of them numbered `line`; `is_last` where the file ends."""

    data: bytes
    line: int = 1
    is_last: bool = False

    def lines(self) -> int:
        """Return how many lines end in it, by any of the three line breaks."""
        found = counting.count_lines(self.data)
        if found is not None:
            return found
        # Looking for one byte is far quicker than for a pattern.
        lone = len(_LONE_RETURN.findall(self.data)) if RETURN in self.data else 0
        return _count(self.data, BREAK) + lone


def blocks_of(
    stream: BinaryIO, quoted: bool, has_kernel: Callable[[], bool] = lambda: False
) -> Iterator[Block]:
    """Yield a file in blocks of about `BLOCK_LINES` lines, at least one; each ends with a break.

    Where `has_kernel` says so, the next one is larger. Where lines are `quoted`, a block ends where
    as many quotes have opened as have closed, if such a place is found. Of a line that is too long
    to be read only the beginning is kept.
    """
    held, line, size = b"", 1, FIRST_BLOCK
    while True:
        added = stream.read(size)
        lines, held = _parted(held, added, quoted) if added else (held, b"")
        if lines or not added:
            block = Block(lines, line, not added)
            count = block.lines() if quoted else _count(lines, BREAK)
            line += count
            yield block
            size = _next_size(len(lines) / (count or 1), has_kernel())
        elif len(held) > MAX_LINE_BYTES:
            held = held[:MAX_LINE_BYTES] + _rest_of_line(stream)
        else:
            size = max(size, len(held))
        if not added:
            return


def _next_size(line: float, has_kernel: bool) -> int:
    """Return how many bytes to read, of lines of about so many each."""
    size = int(line * BLOCK_LINES)
    if has_kernel:
        size = max(size, min(int(line * KERNEL_LINES), KERNEL_BLOCK))
    size = min(max(size, MIN_BLOCK), MAX_BLOCK)
    # Of other sizes, a stream's buffer keeps what is read beyond its own. What follows is then
    # copied to where no word begins, which takes some processors eight times as long.
    return size - size % MIN_BLOCK


def _parted(held: bytes, added: bytes, quoted: bool) -> tuple[bytes, bytes]:
    """Return the whole lines of what was held and what was added, and what follows them."""
    if BREAK not in added:
        held, added = b"", held + added
    last = added.rfind(BREAK) + 1
    # Of what is added, lines are copied once.
    lines, rest = b"".join((held, memoryview(added)[:last])), added[last:]
    end = _end(lines) if quoted else len(lines)
    return lines[:end], lines[end:] + rest


def _count(data: bytes, byte: bytes) -> int:
    found = counting.count(data, byte)
    # That takes a third of the time in which `bytes.count` does.
    return len(data) - len(data.replace(byte, b"")) if found is None else found


def _end(data: bytes) -> int:
    """Return where the last whole line of quoted ones ends; the last of them ends with a break."""
    last = end = len(data)
    quotes = _count(data, QUOTE)
    for _ in range(BLOCK_LINES):
        if not quotes % 2 or not end:
            break
        before = data.rfind(BREAK, 0, end - 1) + 1
        quotes -= data.count(QUOTE, before, end)
        end = before
    # A quote may stand in a cell that isn't quoted: the reader then says what it leaves over.
    return last if quotes % 2 or not end else end


def _rest_of_line(stream: BinaryIO) -> bytes:
    """Skip to the next line break; return what follows it."""
    while added := stream.read(MAX_BLOCK):
        at = added.find(BREAK)
        if at >= 0:
            return added[at:]
    return b""
