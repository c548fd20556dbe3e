"""The bytes of a source of rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from msgc.recipients.rows import RowFault, RowsError, RowsSource


@contextmanager
def opened(source: RowsSource) -> Iterator[BinaryIO]:
    """Give a source's bytes; an OSError, at first or later, becomes a `RowsError`."""
    try:
        with source.open() as stream:
            yield stream
    except IsADirectoryError as error:
        raise RowsError(_folder(source.name, error.filename), unreadable=True) from None
    except OSError as error:
        message = f"`{source.name}` can't be read: {error.strerror or error}."
        help = "Check the path and its permissions."
        raise RowsError(RowFault("MSG501", message, help), unreadable=True) from None


def _folder(name: str, path: str | None) -> RowFault:
    """Return the fault of a folder, in which Spark and others write a table as several files."""
    ending = Path(name).suffix
    parts = sorted(Path(path).rglob(f"*{ending}")) if path and ending else []
    such = f", such as `{Path(name, parts[0].relative_to(path))}`" if path and parts else ""
    message = f"`{name}` is a folder, and rows are read from one file: name a file in it{such}."
    return RowFault("MSG501", message, "Name each of its files in turn, or join them into one.")
