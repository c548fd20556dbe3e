"""The fast copy of reading NDJSON: a block of lines at once, to a table of typed rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.recipients.block_lines import BlockLines
from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.kernel_lines import KernelBlock
from msgc.recipients.leaves import Checks
from msgc.recipients.limits import MAX_LINE
from msgc.recipients.line_keys import LineKeys
from msgc.recipients.ndjson import row_of_line
from msgc.recipients.quick_counts import Counted, is_line_each
from msgc.recipients.quick_leaves import UnusualError
from msgc.recipients.quick_rows import with_locale
from msgc.recipients.quick_table import NO_ROWS, Raw, TableReader, table_of
from msgc.recipients.rows import RawRow
from msgc.recipients.strict_json import StrictJsonError, parse
from msgc.recipients.tables import AllBut
from msgc.recipients.text import check_start, without_mark
from msgc.types import ObjectType

if TYPE_CHECKING:
    from msgspec import Struct

    from msgc.recipients import line_decoder
else:
    # Files whose lines the kernel reads need no decoder.
    line_decoder = Late("msgc.recipients.line_decoder")

# Lines from which keys are learned: a file's first ones, or some that aren't understood.
LESSONS = 16
# Lines that are decoded at once where those of a block can't be: few of them hold a bad one.
PIECE = 32

Found = tuple[Sequence[int], "Callable[[], Sequence[Struct]]", tuple[Raw, Counted] | None]
"""The places of some lines, what they are decoded to, and their columns."""


class QuickLines:
    """Reads blocks of NDJSON lines for the variables of a message."""

    def __init__(self, variables: ObjectType, checks: Checks) -> None:
        self._keys = LineKeys(with_locale(variables))
        self._reader = TableReader(variables, checks, cells=False, exact=True)

    @cached_property
    def _decoder(self) -> line_decoder.LineDecoder:
        return line_decoder.LineDecoder(self._keys)

    def has_kernel(self) -> bool:
        """Tell whether the kernel reads blocks, as far as is known."""
        return self._keys.by_kernel.is_there

    def begin(self, block: Block) -> bool:
        """Take the mark off a file's first block. Raises `RowsError` for a file of no text."""
        block.data = without_mark(block.data)
        check_start(_text(block.data[:MAX_LINE].partition(b"\n")[0]))
        self._keys.learn(_first_values(block.data))
        return True

    def chunk(self, block: Block, number: int = 1) -> Chunk:
        """Return the rows of a block, numbered from `number`."""
        lines = _Lines(block, number)
        if not block.data:
            return Chunk(0, *NO_ROWS, lines.raw)
        return self.plain_chunk(block, number) or lines.chunk(self._decoder, self._reader)

    def plain_chunk(self, block: Block, number: int = 1) -> Chunk | None:
        """Return the rows of a block that the kernel reads; threads may ask it at once."""
        found = self._keys.by_kernel.read(block.data)
        return _Lines(block, number).plain_chunk(found, self._reader) if found else None


class _Lines:
    """The lines of a block; `rows` are the indexes of those that aren't blank."""

    def __init__(self, block: Block, number: int) -> None:
        self._block = block
        self._number = number
        self._rows: Sequence[int] = ()
        self._single = BlockLines(block.data)
        self._odd: dict[int, str] = {}

    @cached_property
    def _lines(self) -> list[bytes]:
        lines = self._block.data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        return lines

    def plain_chunk(self, found: KernelBlock, reader: TableReader) -> Chunk | None:
        """Return rows of which the kernel has read the most, None where a line is blank."""
        self._single.find(found.odd)
        self._odd = {index: self._written(index) for index in found.odd}
        if any(map(str.isspace, self._odd.values())):
            return None
        self._rows = range(found.count)
        read = AllBut(self._rows, found.odd) if found.odd else self._rows
        table, places = table_of(reader, found.columns, read)
        odd = found.odd if places is read else None
        return Chunk(found.count, table, places, self.raw, odd=odd)

    def chunk(self, decoder: line_decoder.LineDecoder, reader: TableReader) -> Chunk:
        data = self._block.data
        structs = [] if decoder.expects_misfits else decoder.decoded(data)
        columns = decoder.columns(structs) if structs else None
        is_sure = columns is not None and columns[1].fills(data, len(structs))
        if columns is not None and (is_sure or is_line_each(data, len(structs))):
            self._rows = range(len(structs))
            found: Found = self._rows, lambda: structs, columns
        else:
            self._rows = range(len(self._lines))
            found = self._fitting(decoder) or self._decoded(decoder)
        places, rows, columns = found
        if columns is None:
            return Chunk(len(self._rows), *NO_ROWS, self.raw)
        raw = columns[0]
        if not is_sure:
            raw, places = self._sure(decoder, places, rows, columns)
        return Chunk(len(self._rows), *table_of(reader, raw, places), self.raw)

    def raw(self, place: int) -> RawRow:
        """Read a row as one line is read."""
        index = self._rows[place]
        written = self._odd.get(index) or self._written(index)
        return row_of_line(self._number + place, self._block.line + index, written)

    def _written(self, index: int) -> str:
        return _text(self._single.line(index))[:MAX_LINE]

    def _data(self, places: Sequence[int]) -> bytes:
        if places is self._rows:
            return self._block.data
        return b"".join([self._lines[self._rows[place]] for place in places])

    def _is_filled(self, places: Sequence[int], counted: Counted) -> bool:
        """Tell whether some of the lines hold nothing but what was decoded; all of them had that
        asked at once.
        """
        if places is self._rows:
            return False
        return counted.fill(sum([len(self._lines[self._rows[place]]) for place in places]))

    def _fitting(self, decoder: line_decoder.LineDecoder) -> Found | None:
        """Return the lines whose values fit; None where some lines can't even be told apart."""
        found, data = decoder.fitting(self._block.data), self._block.data
        if len(found.lines) != len(self._lines) or not is_line_each(data, len(self._lines)):
            return None
        return (found.places, found.rows, found.columns) if found.places else None

    def _decoded(self, decoder: line_decoder.LineDecoder) -> Found:
        """Return the lines that the decoder takes."""
        made, refused = self._tried(decoder)
        if not refused:
            return self._rows, lambda: made, decoder.columns(made) if made else None
        blank = {index for index in refused if self._written(index).isspace()}
        self._rows = [index for index in range(len(self._lines)) if index not in blank]
        unknown = {*refused} - blank
        lessons = (place for place, index in enumerate(self._rows) if index in unknown)
        if decoder.learn(self.raw(place).data for place in islice(lessons, LESSONS)):
            return self._fitting(decoder) or self._decoded(decoder)
        places = [place for place, i in enumerate(self._rows) if i not in unknown]
        return places, lambda: made, decoder.columns(made) if made else None

    def _tried(self, decoder: line_decoder.LineDecoder) -> tuple[list[Struct], list[int]]:
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
                found = decoder.decode(line if len(line) < MAX_LINE - 1 else b"")
                if found is None:
                    refused.append(index)
                else:
                    made.append(found)
        return made, refused

    def _sure(
        self,
        decoder: line_decoder.LineDecoder,
        places: Sequence[int],
        structs: Callable[[], Sequence[Struct]],
        columns: tuple[Raw, Counted],
    ) -> tuple[Raw, Sequence[int]]:
        """Return the columns of rows of which no key is lost, and their places.

        Each of the places is a line, and holds one object.
        """
        raw, counted = columns
        try:
            if self._is_filled(places, counted) or counted.explains(self._data(places)):
                return raw, places
        except UnusualError:
            return {}, ()
        rows = structs()
        sure = [i for i, place in enumerate(places) if self.raw(place).data is not None]
        raw, _ = decoder.columns([rows[i] for i in sure])
        return raw, [places[i] for i in sure]


def _first_values(data: bytes) -> Iterator[object]:
    """Yield what a file's first lines hold, of those that can be read."""
    for line in data.split(b"\n", LESSONS)[:LESSONS]:
        with suppress(StrictJsonError):
            yield parse(_text(line[:MAX_LINE]))


def _text(data: bytes) -> str:
    """Return bytes as text, as files are read: see `msgc.recipients.text`."""
    return data.decode("utf-8", "surrogateescape")
