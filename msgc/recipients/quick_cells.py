"""The fast copy of reading CSV and TSV: a block of lines at once, to a table of typed rows."""

from __future__ import annotations

from io import StringIO

from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.delimited import EMPTY, Header, Lines, read_header
from msgc.recipients.leaves import Checks
from msgc.recipients.limits import MAX_LINE
from msgc.recipients.plain_cells import plain_columns
from msgc.recipients.plain_records import PlainRecords
from msgc.recipients.quick_records import Records, decoded
from msgc.recipients.quick_table import TableReader
from msgc.recipients.rows import RowsError
from msgc.recipients.text import without_mark
from msgc.types import ObjectType

BROKEN = "MSG509"


class QuickCells:
    """Reads blocks of CSV for the variables of a message; without `delimiter` it is found."""

    def __init__(self, variables: ObjectType, checks: Checks, delimiter: str | None) -> None:
        self._reader = TableReader(variables, checks, cells=True)
        self._delimiter = delimiter
        self._header: Header | None = None

    def has_kernel(self) -> bool:
        """Tell whether the kernel reads blocks, as far as is known."""
        return False

    def plain_chunk(self, block: Block, number: int = 1) -> Chunk | None:
        """Return the rows of a block that the kernel reads; threads may ask it at once."""
        return None

    def begin(self, block: Block) -> bool:
        """Take the header off a file's first block; False where it may go on in the next.

        Raises `RowsError` where the file can't be read at all.
        """
        text = StringIO(decoded(without_mark(block.data))[0], newline="")
        lines = Lines(text)
        try:
            self._header, _ = read_header(lines, self._delimiter)
        except RowsError as error:
            may_go_on = error.faults[0].code in (BROKEN, EMPTY) and len(block.data) < MAX_LINE
            if block.is_last or not may_go_on:
                raise
            return False
        block.data = text.read().encode("utf-8", "surrogateescape")
        block.line += lines.number
        return True

    def chunk(self, block: Block, number: int = 1) -> Chunk:
        """Return the rows of a block, numbered from `number`."""
        header = self._header
        assert header is not None
        delimiter = header.delimiter.encode()
        columns = plain_columns(block.data, len(header.names), delimiter)
        plain = (
            PlainRecords(block, header, number).chunk(columns, self._reader) if columns else None
        )
        return plain or Records(block, header, number).chunk(self._reader)
