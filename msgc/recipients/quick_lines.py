"""The fast copy of reading NDJSON: a block of lines at once, to a table of typed rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from msgspec import MsgspecError, Struct

from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.leaves import Checks
from msgc.recipients.limits import MAX_LINE
from msgc.recipients.line_decoder import LineDecoder
from msgc.recipients.ndjson import row_of_line
from msgc.recipients.quick_counts import Counted, is_line_each
from msgc.recipients.quick_leaves import UnusualError
from msgc.recipients.quick_rows import with_locale
from msgc.recipients.quick_table import Raw, TableReader
from msgc.recipients.rows import RawRow
from msgc.recipients.tables import ColumnTable
from msgc.recipients.text import check_start, without_mark
from msgc.types import ObjectType

# Lines that aren't understood from which keys are learned.
LESSONS = 16
# Lines that are decoded at once where those of a block can't be: few of them hold a bad one.
PIECE = 32
NO_ROWS: tuple[ColumnTable, Sequence[int]] = ColumnTable(0, {}), ()


class QuickLines:
    """Reads blocks of NDJSON lines for the variables of a message."""

    def __init__(self, variables: ObjectType, checks: Checks) -> None:
        self._decoder = LineDecoder(with_locale(variables))
        self._reader = TableReader(variables, checks, cells=False, exact=True)

    def begin(self, block: Block) -> bool:
        """Take the mark off a file's first block. Raises `RowsError` for a file of no text."""
        block.data = without_mark(block.data)
        check_start(_text(block.data[:MAX_LINE].partition(b"\n")[0]))
        return True

    def chunk(self, block: Block, number: int = 1) -> Chunk:
        """Return the rows of a block, numbered from `number`."""
        return _Lines(block, number).chunk(self._decoder, self._reader)


class _Lines:
    """The lines of a block; `rows` are the indexes of those that aren't blank."""

    def __init__(self, block: Block, number: int) -> None:
        self._block = block
        self._number = number
        self._rows: Sequence[int] = ()

    @cached_property
    def _lines(self) -> list[bytes]:
        lines = self._block.data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        return lines

    def chunk(self, decoder: LineDecoder, reader: TableReader) -> Chunk:
        data = self._block.data
        structs = decoder.decoded(data)
        places: Sequence[int] = range(len(structs))
        found = decoder.columns(structs) if structs else None
        is_sure = found is not None and found[1].fills(data, len(structs))
        if is_sure or (structs and is_line_each(data, len(structs))):
            self._rows = places
        else:
            self._rows = range(len(self._lines))
            places, structs = self._decoded(decoder)
            found = decoder.columns(structs) if structs else None
        if found is None:
            return Chunk(len(self._rows), *NO_ROWS, self.raw)
        raw, places = (found[0], places) if is_sure else self._sure(decoder, places, structs, found)
        return Chunk(len(self._rows), *_table(reader, raw, places), self.raw)

    def raw(self, place: int) -> RawRow:
        """Read a row as one line is read."""
        index = self._rows[place]
        return row_of_line(self._number + place, self._block.line + index, self._written(index))

    def _written(self, index: int) -> str:
        is_cut = index == len(self._lines) - 1 and not self._block.data.endswith(b"\n")
        return _text(self._lines[index] + (b"" if is_cut else b"\n"))[:MAX_LINE]

    def _data(self, places: Sequence[int]) -> bytes:
        if places is self._rows:
            return self._block.data
        return b"".join([self._lines[self._rows[place]] for place in places])

    def _decoded(self, decoder: LineDecoder) -> tuple[Sequence[int], list[Struct]]:
        """Return the lines that the decoder takes, and their places."""
        made, refused = self._tried(decoder)
        if not refused:
            return self._rows, made
        blank = {index for index in refused if self._written(index).isspace()}
        self._rows = [index for index in range(len(self._lines)) if index not in blank]
        unknown = {*refused} - blank
        lessons = (place for place, index in enumerate(self._rows) if index in unknown)
        if decoder.learn(self.raw(place).data for place in islice(lessons, LESSONS)):
            return self._decoded(decoder)
        return [place for place, i in enumerate(self._rows) if i not in unknown], made

    def _tried(self, decoder: LineDecoder) -> tuple[list[Struct], list[int]]:
        """Return what the decoder makes of the lines, and the indexes of those that it refuses."""
        made: list[Struct] = []
        refused: list[int] = []
        for start in range(0, len(self._lines), PIECE):
            piece = self._lines[start : start + PIECE]
            data = b"\n".join(piece)
            structs = decoder.decoded(data)
            if len(structs) == len(piece) and is_line_each(data, len(structs)):
                made += structs
                continue
            for index, line in enumerate(piece, start):
                try:
                    made.append(decoder.decode(line if len(line) < MAX_LINE - 1 else b""))
                except (MsgspecError, ValueError, RecursionError):
                    refused.append(index)
        return made, refused

    def _sure(
        self,
        decoder: LineDecoder,
        places: Sequence[int],
        structs: list[Struct],
        found: tuple[Raw, Counted],
    ) -> tuple[Raw, Sequence[int]]:
        """Return the columns of rows of which no key is lost, and their places."""
        raw, counted = found
        try:
            if counted.explains(self._data(places)):
                return raw, places
        except UnusualError:
            return {}, ()
        sure = [i for i, place in enumerate(places) if self.raw(place).data is not None]
        raw, _ = decoder.columns([structs[i] for i in sure])
        return raw, [places[i] for i in sure]


def _table(
    reader: TableReader, raw: Raw, places: Sequence[int]
) -> tuple[ColumnTable, Sequence[int]]:
    """Return the table of columns, and the places of the rows that can be taken so."""
    if not places:
        return NO_ROWS
    try:
        table, unusual = reader.read(raw, len(places))
    except UnusualError:
        return NO_ROWS
    if not unusual:
        return table, places
    good = [i for i in range(len(places)) if i not in unusual]
    return table.take(good), [places[i] for i in good]


def _text(data: bytes) -> str:
    """Return bytes as text, as files are read: see `msgc.recipients.text`."""
    return data.decode("utf-8", "surrogateescape")
