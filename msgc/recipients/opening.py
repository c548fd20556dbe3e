"""The bytes of a source of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from msgc.recipients.rows import RowFault, RowsError, RowsSource


@contextmanager
def opened(source: RowsSource) -> Iterator[BinaryIO]:
    """Give a source's bytes; an OSError, at first or later, becomes a `RowsError`."""
    try:
        with source.open() as stream:
            yield stream
    except OSError as error:
        message = f"`{source.name}` can't be read: {error.strerror or error}."
        help = "Check the path and its permissions."
        raise RowsError(RowFault("MSG501", message, help), unreadable=True) from None
