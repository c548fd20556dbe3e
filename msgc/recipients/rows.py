"""What flows here: a `RawRow` as the file has it, and the faults of a row or of the whole file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO

from msgc.records import dataclass
from msgc.types import ObjectType

# The field of every row that names its language, declared or not.
LOCALE = "locale"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong with a row, or with the file.

    `field` is the dotted path of the variable (`order.items.2.name`); `line` and `column` are the
    place in the file, from 1, where they are known.
    """

    code: str
    message: str
    help: str
    field: str | None = None
    line: int | None = None
    column: int | None = None

    def at_line(self, line: int | None) -> RowFault:
        """Return the fault of a line, from 1, None where the file has no lines."""
        return RowFault(self.code, self.message, self.help, self.field, line, self.column)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it was written.

    `number` counts data rows from 1, `line` is where the row begins in its file. `data` is None
    where the row can't be read. `cells` tells that the values are CSV text, not yet typed. `raw` is
    what was written where `data` can't say it all: a line's text, or a record's cells. `columns`
    are the names of all of a file's columns, where those that aren't wanted aren't in `data`.
    """

    number: int
    data: dict[str, object] | None
    faults: tuple[RowFault, ...] = ()
    cells: bool = False
    line: int | None = None
    raw: str | list[str] | None = None
    columns: tuple[str, ...] = ()


class RowsError(Exception):
    """The file as a whole can't be read, or can't be read on.

    `unreadable` tells a file that can't be opened, or a format that isn't known, from a file with
    faults inside.
    """

    def __init__(self, *faults: RowFault, unreadable: bool = False) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults
        self.unreadable = unreadable


@dataclass(frozen=True, slots=True)
class RowsSource:
    """Where rows come from.

    `name` is what people see, `format` a key of `READERS`. `open` gives the bytes; what it raises
    as `OSError` becomes a `RowsError`. `parse_yaml` turns a YAML file's text into plain values and
    raises `ValueError` with a sentence where it can't; only the format `yaml` needs it. `wanted`
    are the variables that are read: formats that can, read no other fields.
    """

    name: str
    format: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    parse_yaml: Callable[[str], object] | None = None
    wanted: ObjectType | None = None
