"""Parquet: read a batch at a time with pyarrow, which is an extra."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, cast

from msgc.recipients.arrow_library import pyarrow, pyarrow_parquet
from msgc.recipients.arrow_rows import batch_rows, column_decoders, column_names
from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource

BATCH_ROWS = 1_024
# Bytes of a column that are read ahead; without it a row group's whole column is held.
READ_AHEAD = 1 << 16
MAX_REASON = 100
# A file begins and ends with four bytes: the format's specification, "File format".
PLAIN, ENCRYPTED = b"PAR1", b"PARE"
ENCRYPTION_WORDS = ("encrypt", "decrypt")


def parquet_rows(source: RowsSource, stream: BinaryIO) -> Iterator[RawRow]:
    """Yield a file's rows; columns that `source.wanted` doesn't name aren't read.

    Raises `RowsError` where pyarrow isn't installed, where the file isn't whole, plain Parquet, and
    where a column is of a type that can't be read.
    """
    parquet = pyarrow_parquet()
    with ExitStack() as opened, _file_faults(source.name) as read:
        file = opened.enter_context(_seekable(stream))
        _check_marks(file, source.name)
        whole = opened.enter_context(
            parquet.ParquetFile(file, pre_buffer=False, buffer_size=READ_AHEAD)
        )
        schema = whole.schema_arrow
        columns = column_names(schema.names, source.wanted)
        column_decoders(schema, source.wanted)
        for batch in whole.iter_batches(BATCH_ROWS, columns=columns, use_threads=False):
            decoders = column_decoders(batch.schema, source.wanted)
            yield from batch_rows(batch, decoders, read.rows + 1, tuple(schema.names))
            read.rows += batch.num_rows
        _check_count(source.name, read.rows, whole.metadata.num_rows)


class _Read:
    rows = 0


@contextmanager
def _file_faults(name: str) -> Iterator[_Read]:
    """Say what pyarrow's errors mean; an error of the system's own is passed on."""
    read = _Read()
    try:
        yield read
    except (pyarrow().ArrowException, OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _damaged(name, read.rows, str(error)) from None


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give the stream, or a temporary copy on disk of one that can't be read backwards.

    Parquet is read from its end.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        yield cast(BinaryIO, copy)


def _check_marks(file: BinaryIO, name: str) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    first = file.read(len(PLAIN))
    file.seek(max(0, size - len(PLAIN)))
    last = file.read(len(PLAIN))
    file.seek(0)
    if not size:
        raise _unreadable(f"`{name}` is empty: a Parquet file without rows has its columns still.")
    if ENCRYPTED in (first, last):
        raise _encrypted(name)
    if first != PLAIN:
        told = "name its format with `--rows-format`, or export it as Parquet."
        raise _unreadable(f"`{name}` isn't a Parquet file, which begins with PAR1: {told}")
    if last != PLAIN or size < 2 * len(PLAIN):
        raise _unreadable(f"`{name}` breaks off before its end: copy or export it again.")


def _check_count(name: str, rows: int, told: int) -> None:
    """Refuse a file that gives fewer rows than it tells, of which pyarrow says nothing."""
    if rows != told:
        raise _damaged(name, rows, f"it tells of {told} rows")


def _damaged(name: str, rows: int, reason: str) -> RowsError:
    if any(word in reason.lower() for word in ENCRYPTION_WORDS):
        return _encrypted(name)
    place = f" after row {rows}" if rows else ""
    lines = reason.strip().splitlines() or ["no reason is given"]
    short = lines[0][:MAX_REASON].rstrip(".")
    return _unreadable(f"`{name}` is damaged{place} ({short}): copy or export it again.")


def _encrypted(name: str) -> RowsError:
    return _unreadable(f"`{name}` is encrypted, which msgc can't read: export it in plain.")


def _unreadable(message: str) -> RowsError:
    help = "Export the rows again, as Parquet, NDJSON or CSV."
    return RowsError(RowFault("MSG501", message, help), unreadable=True)
