"""A YAML file: a list of mappings, or one mapping as the only row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from msgc.recipients.limits import FIRST
from msgc.recipients.ndjson import object_row
from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource
from msgc.recipients.text import bad_bytes, check_start, text_of


def yaml_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Yield the mappings of the list; the file is held whole, since YAML can't be read in parts."""
    value = _load(source, stream)
    rows = [value] if isinstance(value, dict) else value
    if not isinstance(rows, list):
        message = "The file holds neither a list of mappings nor one mapping."
        help = "Start each row with `- `, such as `- phone: +31612345678`."
        raise RowsError(RowFault("MSG508", message, help, None, 1, 1))
    for number, row in enumerate(rows, 1):
        yield object_row(number, row, None)


def _load(source: RowsSource, stream: BinaryIO) -> object:
    if source.parse_yaml is None:
        raise ValueError("the format yaml needs parse_yaml")
    with text_of(stream, newline="\n") as text:
        written = text.read()
    check_start(written[:FIRST])
    bad = bad_bytes(written, 1)
    if bad:
        raise RowsError(bad)
    try:
        return source.parse_yaml(written)
    except ValueError as error:
        help = "Mend the YAML, or write the rows as NDJSON."
        raise RowsError(RowFault("MSG509", str(error), help)) from None
