"""Places in an editor's terms: lines from 0, columns in the units that were agreed on.

The protocol (LSP 3.17, "Position") counts UTF-16 code units unless client and server agree on
UTF-8 or UTF-32; its lines end at LF, CRLF and CR, and nowhere else.
"""

from __future__ import annotations

import re
from pathlib import Path

from lsprotocol.types import Location, Position, PositionEncodingKind, Range, TextEdit

from msgc.diagnostics import Edit
from msgc.records import dataclass
from msgc.source import SourceFile, Span

# A code point above this takes two units of UTF-16.
_BMP_END = 0xFFFF
_BREAK = re.compile(r"\r\n|\r|\n")


# What may begin a file, and is no part of its text.
MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Columns:
    """What columns count: units of an encoding, the byte order mark of `marked` files among them.

    Those are the open ones whose text the client sent with the mark.
    """

    encoding: str
    marked: frozenset[Path] = frozenset()

    def first(self, path: Path | None, line: int) -> int:
        """Return the column at which the text of a line begins, lines counted from 0."""
        return units(MARK, self.encoding) if line == 0 and path in self.marked else 0


def units(text: str, encoding: str) -> int:
    """Return how many units of an encoding a text takes."""
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    if encoding == PositionEncodingKind.Utf32:
        return len(text)
    return len(text) + sum(ord(char) > _BMP_END for char in text)


def position_of(source: SourceFile, offset: int, columns: Columns) -> Position:
    """Return the place of an offset in code points."""
    line, column = source.position(offset)
    before = units(source.line(line)[: column - 1], columns.encoding)
    return Position(line - 1, columns.first(source.path, line - 1) + before)


def range_of(span: Span, columns: Columns) -> Range:
    """Return a span as a range."""
    source = span.source
    end = max(span.start, span.end)
    return Range(position_of(source, span.start, columns), position_of(source, end, columns))


def offset_of(path: Path, text: str, position: Position, columns: Columns) -> int:
    """Return the offset of a place in a file's text, in code points.

    A place beyond its line is the line's end.
    """
    start = 0
    for _ in range(position.line):
        found = _BREAK.search(text, start)
        if found is None:
            return len(text)
        start = found.end()
    line_end = _BREAK.search(text, start)
    line = text[start : line_end.start() if line_end else len(text)]
    character = position.character - columns.first(path, position.line)
    return start + _column(line, character, columns.encoding)


def _column(line: str, character: int, encoding: str) -> int:
    """Return how many code points lie before a column; one that the column splits counts."""
    count = 0
    for index, char in enumerate(line):
        if count >= character:
            return index
        count += units(char, encoding)
    return len(line)


def location_of(span: Span, uri: str, columns: Columns) -> Location:
    """Return a span as a place in a document."""
    return Location(uri, range_of(span, columns))


def text_edit(edit: Edit, columns: Columns) -> TextEdit:
    """Return an edit of the language as one of the protocol."""
    return TextEdit(range_of(edit.span, columns), edit.text)
