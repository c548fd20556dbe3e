"""Record batches of recipients to record batches of payloads, row for row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgc.arrow.bundles import Bundle, row_compiler
from msgc.pipeline.rows import RowResult
from msgc.recipients.arrow_library import pyarrow
from msgc.recipients.arrow_rows import batch_rows, column_decoders
from msgc.report.json import diagnostic_dict

ROW_SCHEMA = "payload binary, fallback binary, row bigint, diagnostics string"
"""The columns that come out, in the words of Spark's `mapInArrow`; kept ones stand before them."""

TAKES = "`compile_batches` takes record batches"
# Rows that are held at a time; a batch of more goes in slices.
SLICE = 1_024


def compile_batches(
    message: Bundle, batches: Iterable[Any], *, keep: Sequence[str] = ()
) -> Iterator[Any]:
    """Yield a message's payloads for record batches of recipients, one row for each of theirs.

    The columns are those of `ROW_SCHEMA`: `payload` and `fallback` are JSON in UTF-8, both null
    where the row is rejected, and `fallback` where the message has none; `row` counts the rows of
    `batches` from 1; `diagnostics` is a JSON list that says why a row is rejected, null where it
    isn't. The columns that `keep` names stand before them as they came in.

    Raises `RowsError` where a column that the message reads is of a type that can't be read, or
    where pyarrow isn't installed; `BundleError` for a bundle of another version; `ValueError` for a
    column to keep that isn't there; `TypeError` for what isn't a bundle, or isn't record batches.
    """
    _require_bundle(message)
    compiler = row_compiler(message)
    wanted = compiler.compiler.message.variables
    row = 1
    for batch in _slices(batches):
        decoders = column_decoders(batch.schema, wanted)
        rows = list(batch_rows(batch, decoders, row, tuple(batch.schema.names)))
        results = compiler.results(rows)
        yield _batch(results, _kept(batch, keep))
        row += batch.num_rows


def _require_bundle(message: object) -> None:
    if not isinstance(message, Bundle):
        told = f"not a value of type `{type(message).__name__}`"
        raise TypeError(
            f"`compile_batches` takes a bundle, {told}: give it `bundle(CATALOG, NAME)`."
        )


def _slices(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in _checked(batches):
        for start in range(0, batch.num_rows, SLICE):
            yield batch.slice(start, SLICE)


def _checked(batches: Iterable[Any]) -> Iterator[Any]:
    pa = pyarrow()
    if isinstance(batches, pa.Table):
        raise TypeError(f"{TAKES}, not a table: give it `table.to_batches()`.")
    if isinstance(batches, pa.RecordBatch):
        raise TypeError(f"{TAKES}, not a single one: give it `[batch]`.")
    for batch in batches:
        if not isinstance(batch, pa.RecordBatch):
            raise TypeError(f"{TAKES}, not a value of type `{type(batch).__name__}`.")
        yield batch


def _kept(batch: Any, keep: Sequence[str]) -> dict[str, Any]:
    columns = {}
    for name in keep:
        if batch.schema.names.count(name) != 1:
            raise ValueError(f"There isn't just one column `{name}` to keep.")
        columns[name] = batch.column(name)
    return columns


def _batch(results: list[RowResult], kept: dict[str, Any]) -> Any:
    pa = pyarrow()
    made = {
        "payload": pa.array([each.payload for each in results], pa.binary()),
        "fallback": pa.array([each.fallback for each in results], pa.binary()),
        "row": pa.array([each.row for each in results], pa.int64()),
        "diagnostics": pa.array(list(map(_diagnostics, results)), pa.string()),
    }
    if twice := made.keys() & kept.keys():
        raise ValueError(f"A column to keep can't be named `{twice.pop()}`, as a made one is.")
    return pa.RecordBatch.from_pydict({**kept, **made})


def _diagnostics(result: RowResult) -> bytes | None:
    if not result.found:
        return None
    told = [diagnostic_dict(each) for each in result.found]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", errors="backslashreplace")
