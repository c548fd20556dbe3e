"""NDJSON: one object a line; a broken line costs its own row alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, TextIO

from msgc.recipients.limits import MAX_LINE
from msgc.recipients.quick_json import quick_parse
from msgc.recipients.rows import RawRow, RowFault, RowsSource
from msgc.recipients.strict_json import StrictJsonError
from msgc.recipients.text import bad_bytes, check_start, text_of

_WORDS = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}


def ndjson_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Yield a row for each line that isn't blank."""
    with text_of(stream, newline="\n") as text:
        for number, (line, written) in enumerate(_lines(text), 1):
            yield row_of_line(number, line, written)


def object_row(number: int, value: object, line: int | None, raw: str | None = None) -> RawRow:
    """Return the row of a parsed value, which must be an object; `raw` is what was written."""
    if isinstance(value, dict):
        return RawRow(number, value, (), False, line)
    word = _WORDS.get(type(value), "a number")
    message = f"The row is {word}, not an object."
    help = 'Write each row as an object, such as `{"phone": "+31612345678"}`.'
    fault = RowFault("MSG508", message, help, None, line, 1)
    return RawRow(number, None, (fault,), False, line, raw)


def row_of_line(number: int, line: int, written: str) -> RawRow:
    """Return the row of a line, of which no more than `MAX_LINE` characters are given."""
    bad = bad_bytes(written, line)
    raw = written.rstrip("\r\n")
    if bad or len(written) == MAX_LINE:
        return RawRow(number, None, (bad or _long_line(line),), False, line, raw)
    try:
        value = quick_parse(written)
    except StrictJsonError as fault:
        column = None if fault.offset is None else fault.offset + 1
        told = RowFault(fault.code, fault.message, fault.help, None, line, column)
        return RawRow(number, None, (told,), False, line, raw)
    return object_row(number, value, line, raw)


def _lines(text: TextIO) -> Iterator[tuple[int, str]]:
    line = 0
    while written := text.readline(MAX_LINE):
        line += 1
        if line == 1:
            check_start(written)
        if not written.isspace():
            yield line, written
        while len(written) == MAX_LINE and not written.endswith("\n"):
            written = text.readline(MAX_LINE)


def _long_line(line: int) -> RowFault:
    message = f"Line {line} is longer than {MAX_LINE} characters."
    return RowFault("MSG509", message, "Write each row on a line of its own.", None, line, 1)
