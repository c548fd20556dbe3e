"""The records of a block of CSV: all at once, and each again as it was written."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any

from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.csv_faults import broken, long_line
from msgc.recipients.delimited import Header, cells_of, is_blank, row_of_cells
from msgc.recipients.limits import MAX_LINE
from msgc.recipients.quick_table import NO_ROWS, TableReader, table_of
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.strict_json import SURROGATE
from msgc.recipients.tables import ColumnTable
from msgc.recipients.text import bad_bytes

if TYPE_CHECKING:
    from _csv import Reader as CellReader

CUT_OFF = "unexpected end"

Columns = list[tuple[str, ...]]


class Records:
    """The records of a block: each one's cells, or the error that it raises, and where it ends."""

    def __init__(self, block: Block, header: Header, number: int) -> None:
        self._block = block
        self._header = header
        self._number = number
        text, is_utf8 = decoded(block.data)
        self._is_clean = is_utf8 and "\0" not in text
        self._text, self._fault = _readable(text, block.line)
        self._rest = b""
        self._cells = self._read_all()
        self._rows: Sequence[int] = range(len(self._cells))

    def chunk(self, reader: TableReader) -> Chunk:
        """Return the block's rows."""
        table, places = self._table(reader)
        return Chunk(len(self._rows), table, places, self.raw, self._rest, self._fault)

    def raw(self, place: int) -> RawRow:
        """Read a row as one record is read."""
        index = self._rows[place]
        start, end = self._ends[index : index + 2]
        cells, line, written = self._cells[index], self._block.line + start, self._lines[start:end]
        is_broken = isinstance(cells, csv.Error)
        fault = broken(cells, line) if is_broken else _bad(written, line)
        number = self._number + place
        row = row_of_cells(self._header, number, [] if is_broken else cells, fault, line)
        return replace(row, raw="".join(written)) if row.data is None else row

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self._text)

    @cached_property
    def _ends(self) -> list[int]:
        """The line after which each record ends; before the first, 0."""
        return [0, *(end for _, end in self._each())]

    def _reader(self) -> CellReader:
        return cells_of(self._lines, self._header.delimiter)

    def _read_all(self) -> list[Any]:
        try:
            return list(self._reader())
        except csv.Error:
            self._is_clean = False
            return [cells for cells, _ in self._each()]

    def _each(self) -> Iterator[tuple[Any, int]]:
        """Yield each record's cells, or the error that it raises, and the line where it ends.

        What the last one leaves over, because it goes on in the next block, is the rest.
        """
        reader, end = self._reader(), 0
        while True:
            try:
                for cells in reader:
                    end = reader.line_num
                    yield cells, end
                return
            except csv.Error as error:
                if CUT_OFF in str(error) and (self._fault or not self._block.is_last):
                    rest = "" if self._fault else "".join(self._lines[end:])
                    self._rest = rest.encode("utf-8", "surrogateescape")
                    return
                end = reader.line_num
                yield error, end

    def _table(self, reader: TableReader) -> tuple[ColumnTable, Sequence[int]]:
        """Return the table of records, and the places of those that can be taken so."""
        places, columns = self._columns()
        if not columns:
            return NO_ROWS
        return table_of(reader, nested(dict(zip(self._header.names, columns, strict=True))), places)

    def _columns(self) -> tuple[Sequence[int], Columns]:
        """Return the columns of the records that have a cell for each, and their places."""
        width = len(self._header.names)
        if self._is_clean and set(map(len, self._cells)) == {width}:
            columns = list(zip(*self._cells, strict=True))
            # Where a column is full, no record is blank.
            if any(map(all, columns)):
                return self._rows, columns
        self._rows = [i for i, cells in enumerate(self._cells) if self._is_row(cells)]
        found = [(place, self._cells[i]) for place, i in enumerate(self._rows)]
        usual = [(place, cells) for place, cells in found if _is_usual(cells, width)]
        return [place for place, _ in usual], list(zip(*(cells for _, cells in usual), strict=True))

    def _is_row(self, cells: Any) -> bool:
        return isinstance(cells, csv.Error) or not is_blank(cells, self._header)


def decoded(data: bytes) -> tuple[str, bool]:
    """Return bytes as text, as files are read, and whether they are UTF-8."""
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape"), False


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their breaks, of which there are three."""
    if text.count("\r") != text.count("\r\n"):
        return list(StringIO(text, newline=""))
    *lines, last = text.split("\n")
    return [*[line + "\n" for line in lines], *([last] if last else ())]


def _readable(text: str, line: int) -> tuple[str, RowFault | None]:
    """Return the text before the first line that is too long to be read, and the fault of that."""
    if len(text) < MAX_LINE:
        return text, None
    lines = lines_of(text)
    for index, each in enumerate(lines):
        if len(each) >= MAX_LINE:
            return "".join(lines[:index]), long_line(line + index)
    return text, None


def _bad(written: list[str], line: int) -> RowFault | None:
    """Return the fault of the first byte that isn't UTF-8 in a record's lines."""
    found = (bad_bytes(each, line + index) for index, each in enumerate(written))
    return next((fault for fault in found if fault), None)


def _is_usual(cells: Any, width: int) -> bool:
    if not isinstance(cells, list) or len(cells) != width:
        return False
    text = "".join(cells)
    return "\0" not in text and not SURROGATE.search(text)


def nested(columns: dict[str, Any]) -> dict[str, Any]:
    """Return columns with those below a name, such as `order.id`, as its own."""
    made: dict[str, Any] = {}
    for name, column in columns.items():
        *outer, last = name.split(".")
        inside = made
        for key in outer:
            inside = inside.setdefault(key, {})
        inside[last] = column
    return made
