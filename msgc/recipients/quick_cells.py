"""The fast copy of reading CSV and TSV: a block of lines at once, to a table of typed rows."""

from __future__ import annotations

from io import StringIO

from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.delimited import EMPTY, TAB, Header, Lines, read_header
from msgc.recipients.kernel_cells import KernelCells
from msgc.recipients.leaves import Checks
from msgc.recipients.limits import MAX_LINE
from msgc.recipients.plain_cells import plain_columns
from msgc.recipients.plain_records import PlainBlock, PlainRecords
from msgc.recipients.quick_records import Records, decoded
from msgc.recipients.quick_table import TableReader
from msgc.recipients.rows import RowsError
from msgc.recipients.text import without_mark
from msgc.types import ObjectType

BROKEN = "MSG509"
# Of each format; None is found in the header.
DELIMITERS = {"csv": None, "tsv": TAB}


class QuickCells:
    """Reads blocks of CSV for the variables of a message; without `delimiter` it is found."""

    def __init__(self, variables: ObjectType, checks: Checks, delimiter: str | None) -> None:
        self._variables = variables
        self._reader = TableReader(variables, checks, cells=True)
        self._delimiter = delimiter
        self._header: Header | None = None
        self._kernel: KernelCells | None = None

    def has_kernel(self) -> bool:
        """Tell whether the kernel reads blocks, as far as is known."""
        return self._kernel is not None and self._kernel.takes_more

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
        self._kernel = KernelCells(self._variables, self._header)
        return True

    def chunk(self, block: Block, number: int = 1) -> Chunk:
        """Return the rows of a block, numbered from `number`."""
        header, kernel = self._begun()
        found = kernel.read(block.data) or _parted(block.data, header)
        plain = self._plain(block, number, found)
        return plain or Records(block, header, number).chunk(self._reader)

    def plain_chunk(self, block: Block, number: int = 1) -> Chunk | None:
        """Return the rows of a block that the kernel reads; threads may ask it at once."""
        _, kernel = self._begun()
        return self._plain(block, number, kernel.read(block.data))

    def _plain(self, block: Block, number: int, found: PlainBlock | None) -> Chunk | None:
        header, _ = self._begun()
        records = PlainRecords(block, header, number)
        return records.chunk(found, self._reader) if found is not None else None

    def _begun(self) -> tuple[Header, KernelCells]:
        assert self._header is not None and self._kernel is not None
        return self._header, self._kernel


def _parted(data: bytes, header: Header) -> PlainBlock | None:
    columns = plain_columns(data, len(header.names), header.delimiter.encode())
    if not columns:
        return None
    return PlainBlock(len(columns[0]), dict(zip(header.names, columns, strict=True)))
