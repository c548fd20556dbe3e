"""A JSON file: an array of objects, read in bounded memory, or one object as the only row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.decoder import JSONDecodeError
from typing import BinaryIO, TextIO

from msgc.recipients.limits import CHUNK, FIRST, MAX_LINE
from msgc.recipients.ndjson import object_row
from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource
from msgc.recipients.strict_json import StrictJsonError, end_of, fault_of, parse_at
from msgc.recipients.text import bad_bytes, check_start, text_of

_SPACE = re.compile(r"[ \t\n\r]*")
_TAIL = 16
"""Characters at the end of what is read in which a fault can be a word or number cut in two."""
_MORE_HELP = "Write `[` before the first row and `]` after the last, or call the file `.ndjson`."


def json_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Yield the array's objects, or the one object; raise `RowsError` where the JSON breaks."""
    with text_of(stream, newline="\n") as text:
        buffer = _Buffer(text)
        first = buffer.peek()
        if first == "[":
            yield from _elements(buffer)
        elif first == "{":
            yield _element(buffer, 1)
        else:
            said = "The file holds neither an array of objects nor one object."
            raise buffer.error("MSG508", said, _MORE_HELP)
        if buffer.peek():
            raise buffer.error("MSG509", "There is more after the end of the value.", _MORE_HELP)


class _Buffer:
    """The part of a file that is read and not yet taken; `line` and `column` are of its `start`."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.held = ""
        self.start = 0
        self.line = 1
        self.column = 1
        self.more()
        check_start(self.held[:FIRST])

    def more(self) -> bool:
        """Read on, at least as much again as is held; False at the end of the file."""
        waiting = len(self.held) - self.start
        if waiting > MAX_LINE:
            said = f"The row that starts here is longer than {MAX_LINE} characters."
            raise self.error("MSG509", said, "Check that its brackets and quotes are closed.")
        added = self._text.read(max(CHUNK, waiting))
        if added:
            self.held = self.held[self.start :] + added
            self.start = 0
        return bool(added)

    def take(self, end: int) -> None:
        """Move the start to `end`."""
        self.line, self.column = self.place(end)
        self.start = end

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset from the start on."""
        breaks = self.held.count("\n", self.start, offset)
        if not breaks:
            return self.line, self.column + offset - self.start
        return self.line + breaks, offset - self.held.rfind("\n", self.start, offset)

    def peek(self) -> str:
        """Skip spaces; return the character that follows, "" at the end of the file."""
        while True:
            found = _SPACE.match(self.held, self.start)
            self.take(found.end() if found else self.start)
            if self.start < len(self.held):
                return self.held[self.start]
            if not self.more():
                return ""

    def error(self, code: str, said: str, help: str, offset: int | None = None) -> RowsError:
        """Return the error of the whole file at an offset, or at the start."""
        line, column = self.place(self.start if offset is None else offset)
        return RowsError(RowFault(code, said, help, None, line, column))


def _elements(buffer: _Buffer) -> Iterator[RawRow]:
    buffer.take(buffer.start + 1)
    number = 0
    closed = buffer.peek() == "]"
    while not closed:
        number += 1
        yield _element(buffer, number)
        mark = buffer.peek()
        if mark not in (",", "]"):
            said = f"A comma, or the array's `]`, is missing after row {number}."
            raise buffer.error("MSG509", said, _MORE_HELP)
        closed = mark == "]"
        if not closed:
            buffer.take(buffer.start + 1)
            buffer.peek()
    buffer.take(buffer.start + 1)


def _element(buffer: _Buffer, number: int) -> RawRow:
    while True:
        try:
            value, end = parse_at(buffer.held, buffer.start)
        except JSONDecodeError as error:
            if not _cut(error, buffer) or not buffer.more():
                raise _broken(buffer, error) from None
        except StrictJsonError as fault:
            return _refused(buffer, number, fault)
        else:
            # A number that ends where the text read so far ends may go on.
            if end < len(buffer.held) or not buffer.more():
                return _taken(buffer, number, value, end)


def _taken(buffer: _Buffer, number: int, value: object, end: int) -> RawRow:
    line, column, start = buffer.line, buffer.column, buffer.start
    raw = buffer.held[start:end]
    bad = bad_bytes(raw, line, column)
    buffer.take(end)
    if bad:
        return RawRow(number, None, (bad,), False, line, raw)
    return object_row(number, value, line, raw)


def _refused(buffer: _Buffer, number: int, fault: StrictJsonError) -> RawRow:
    line = buffer.line
    while True:
        try:
            end = end_of(buffer.held, buffer.start)
        except JSONDecodeError as error:
            if not _cut(error, buffer) or not buffer.more():
                raise _broken(buffer, error) from None
        except RecursionError:
            raise buffer.error(fault.code, fault.message, fault.help) from None
        else:
            raw = buffer.held[buffer.start : end]
            buffer.take(end)
            told = RowFault(fault.code, fault.message, fault.help, None, line)
            return RawRow(number, None, (told,), False, line, raw)


def _cut(error: JSONDecodeError, buffer: _Buffer) -> bool:
    near_end = error.pos >= len(buffer.held) - _TAIL
    return near_end or error.msg.startswith("Unterminated string")


def _broken(buffer: _Buffer, error: JSONDecodeError) -> RowsError:
    fault = fault_of(error)
    return buffer.error(fault.code, fault.message, "Mend the JSON at this place.", error.pos)
