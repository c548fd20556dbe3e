"""Parquet: known by name, not read yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource


def parquet_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Raise `RowsError`: the sentence says what to do instead."""
    message = (
        "This version of msgc can't read Parquet yet; "
        "a later one will with `pip install 'msgc[parquet]'`."
    )
    help = "Export the rows as NDJSON or CSV."
    raise RowsError(RowFault("MSG501", message, help), unreadable=True)
