"""CSV and TSV as people have them, to raw rows of text cells."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, TextIO

from msgc.recipients.csv_faults import broken, cell_count, long_line, nul_cell
from msgc.recipients.header import Nest, delimiter_hint, delimiter_of, header_faults, nest
from msgc.recipients.limits import MAX_CELL, MAX_LINE
from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource
from msgc.recipients.text import bad_bytes, check_start, text_of
from msgc.records import dataclass

if TYPE_CHECKING:
    from _csv import Reader as CellReader

TAB = "\t"
EMPTY = "MSG501"


def csv_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Yield the rows of a CSV file; its header's line decides between `,`, `;` and tab."""
    with text_of(stream, newline="") as text:
        yield from _rows(Lines(text), None)


def tsv_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Yield the rows of a TSV file, whose cells are separated by tabs."""
    with text_of(stream, newline="") as text:
        yield from _rows(Lines(text), TAB)


@dataclass(frozen=True, slots=True)
class Header:
    """What a file's header says: the columns' names, the delimiter, and how rows are built."""

    names: list[str]
    delimiter: str
    build: Nest


class Lines:
    """The lines of a file, with its line breaks, counted.

    Remembers the first byte that isn't UTF-8, and in `record` the lines taken since it was cleared.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.number = 0
        self.bad: RowFault | None = None
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self.record.append(line)
        if len(line) == MAX_LINE:
            raise RowsError(long_line(self.number))
        if not line.isascii() and self.bad is None:
            self.bad = bad_bytes(line, self.number)
        return line

    def filled(self) -> str:
        """Return the next line that isn't blank; "" at the end."""
        return next((line for line in self if line.strip("\r\n")), "")


def _rows(lines: Lines, delimiter: str | None) -> Iterator[RawRow]:
    header, reader = read_header(lines, delimiter)
    yield from _data_rows(reader, lines, header)


def read_header(lines: Lines, delimiter: str | None) -> tuple[Header, Iterator[list[str]]]:
    """Read a file's first lines; return what they say, and the reader of the rows below.

    Without `delimiter` the header's line decides. Raises `RowsError` where no row can be read.
    """
    first = lines.filled()
    check_start(first, lines.number)
    hint = delimiter_hint(first)
    if hint:
        first = lines.filled()
    if not first:
        message = "The file is empty."
        help = "Its first line names the columns, such as `phone,name`."
        raise RowsError(RowFault(EMPTY, message, help, None, 1, 1))
    mark = delimiter or hint or delimiter_of(first)
    reader = cells_of(chain([first], lines), mark)
    names = _header(reader, lines)
    return Header(names, mark, nest(names)), reader


def cells_of(lines: Iterable[str], delimiter: str) -> CellReader:
    """Return the reader of the cells of lines that keep their breaks."""
    # The csv module has one bound for the whole process, and its own is too small for JSON cells.
    csv.field_size_limit(MAX_CELL)
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _header(reader: Iterator[list[str]], lines: Lines) -> list[str]:
    line = lines.number
    try:
        names = [name.strip() for name in next(reader)]
    except csv.Error as error:
        raise RowsError(broken(error, line)) from None
    if lines.bad:
        raise RowsError(lines.bad)
    faults = header_faults(names, line)
    if faults:
        raise RowsError(*faults)
    return names


def _data_rows(reader: Iterator[list[str]], lines: Lines, header: Header) -> Iterator[RawRow]:
    number = 0
    while True:
        line = lines.number + 1
        fault = None
        lines.record.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells, fault = [], broken(error, line)
        if cells is None:
            return
        if fault or not is_blank(cells, header):
            number += 1
            row = row_of_cells(header, number, cells, fault or lines.bad, line)
            yield replace(row, raw="".join(lines.record)) if row.data is None else row
        lines.bad = None


def is_blank(cells: list[str], header: Header) -> bool:
    """Tell an empty line, as spreadsheets leave them at the end: no cell holds anything."""
    is_spaces = len(cells) == 1 < len(header.names) and not cells[0].strip()
    return is_spaces or not any(cells)


def row_of_cells(
    header: Header, number: int, cells: list[str], fault: RowFault | None, line: int
) -> RawRow:
    """Return the row of a record that starts at `line`, where the file has `fault` or none."""
    fault = fault or nul_cell(header.names, cells, line)
    if fault:
        return RawRow(number, None, (fault,), True, line, cells)
    data = header.build(cells)
    if len(cells) == len(header.names):
        return RawRow(number, data, (), True, line)
    counted = cell_count(len(cells), len(header.names), header.delimiter, line)
    return RawRow(number, data, (counted,), True, line, cells)
