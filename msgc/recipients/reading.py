"""From a file of any known format to raw rows, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from msgc.recipients.delimited import csv_rows, tsv_rows
from msgc.recipients.json_array import json_rows
from msgc.recipients.ndjson import ndjson_rows
from msgc.recipients.opening import opened
from msgc.recipients.parquet import parquet_rows
from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource
from msgc.recipients.yaml_list import yaml_rows

Reader = Callable[[RowsSource, BinaryIO], Iterator[RawRow]]

READERS: dict[str, Reader] = {
    "csv": csv_rows,
    "tsv": tsv_rows,
    "ndjson": ndjson_rows,
    "jsonl": ndjson_rows,
    "json": json_rows,
    "yaml": yaml_rows,
    "yml": yaml_rows,
    "parquet": parquet_rows,
}
"""Every format by its name, which is also the ending of its files."""

STANDARD_INPUT = "-"


def format_of(path: str) -> str | None:
    """Return the format that a path's ending names, None where it names none; `-` is NDJSON."""
    if path == STANDARD_INPUT:
        return "ndjson"
    ending = Path(path).suffix.lower().removeprefix(".")
    return ending if ending in READERS else None


def file_source(
    path: str,
    format: str | None = None,
    *,
    stdin: BinaryIO | None = None,
    parse_yaml: Callable[[str], object] | None = None,
) -> RowsSource:
    """Return the source of a path on the command line, or of `stdin` where it is `-`.

    Without `format` the path's ending decides. `stdin` is left open.
    """

    def open() -> AbstractContextManager[BinaryIO]:
        if path == STANDARD_INPUT and stdin is not None:
            return nullcontext(stdin)
        return Path(path).open("rb")

    return RowsSource(path, format or format_of(path) or "", open, parse_yaml)


def open_rows(source: RowsSource) -> Generator[RawRow, None, None]:
    """Yield a source's rows in their order, holding one at a time (YAML: the whole file).

    Raises `RowsError`, at the first row or later, where the file can't be opened or read on; its
    `unreadable` is then true. It is false where the header, or the JSON of an array, is at fault.
    """
    reader = READERS.get(source.format)
    if reader is None:
        raise RowsError(_unknown_format(source.name), unreadable=True)
    with opened(source) as stream:
        yield from reader(source, stream)


def _unknown_format(name: str) -> RowFault:
    known = ", ".join(READERS)
    message = f"The format of `{name}` can't be told from its ending."
    return RowFault("MSG501", message, f"Name it with `--rows-format`, one of {known}.")
