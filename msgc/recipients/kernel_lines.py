"""Lines of NDJSON read by the kernel to columns, where a message's variables are plain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.recipients.quick_columns import TypedColumn
from msgc.recipients.quick_table import Raw
from msgc.recipients.written_columns import TextColumn, WholeColumn, Written
from msgc.records import dataclass
from msgc.types import IntegerType, StringType, Type

if TYPE_CHECKING:
    from msgc.native import lines as native
else:
    # The kernel takes what a start of a few rows needn't wait for.
    native = Late("msgc.native.lines", "msgc.native.nothing")

# Blocks whose lines aren't plain, after which no more of a file are tried.
MOST_FAILURES = 4


@dataclass(frozen=True, slots=True)
class KernelBlock:
    """`count` lines: the columns of those that are plain, and which ones aren't, from 0."""

    count: int
    odd: Sequence[int]
    columns: Raw


class KernelLines:
    """Reads blocks of lines whose keys are `kinds`: what the message uses, and what else is met.

    A key that isn't used is None; a line that has one that isn't named is odd.
    """

    def __init__(self, kinds: Mapping[str, Type | None]) -> None:
        self._kinds = kinds
        self._failures = 0
        is_known = all(kind is None or type(kind) in _COLUMNS for kind in kinds.values())
        self._reader = native.line_reader(_numbered(kinds)) if is_known else None

    @property
    def is_there(self) -> bool:
        """Whether there is a kernel for such lines, and hasn't failed often."""
        return self._reader is not None and self._failures < MOST_FAILURES

    def read(self, data: bytes) -> KernelBlock | None:
        """Return a block's lines, None where there is no kernel or too few of them are plain."""
        if self._reader is None or not self.is_there:
            return None
        found = self._reader.read(data)
        if found is None or not found.columns:
            self._failures += 1
            return None
        columns = {name: self._column(name, each) for name, each in found.columns.items()}
        return KernelBlock(found.count, found.odd, columns)

    def _column(self, name: str, data: bytes) -> TypedColumn:
        return _COLUMNS[type(self._kinds[name])](data)


def _numbered(kinds: Mapping[str, Type | None]) -> dict[str, int]:
    numbers = {StringType: native.TEXT, IntegerType: native.WHOLE, type(None): native.UNUSED}
    return {name: numbers[type(kind)] for name, kind in kinds.items()}


_COLUMNS: dict[type, Callable[[bytes], TypedColumn]] = {
    StringType: lambda data: TextColumn(None, data),
    IntegerType: lambda data: WholeColumn(None, Written(data)),
}
