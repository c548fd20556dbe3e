"""Threads make the same batches as one, in the same order, whatever the kernel leaves to them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import repeat

import pytest

from msgc.bulk.threads import compile_by_threads
from msgc.cli.plan_document import plan_document
from msgc.cli.warm_asked import function_of
from msgc.native.library import library
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.quick_reading import chunks_of, open_blocks, quick_reader
from msgc.recipients.rows import RowsError
from msgc.warm.many import KeptCompiler
from msgc.warm.many_tools import kept_reader
from tests.property.speed_runs import (
    Written,
    cut_at,
    opened_catalog,
    source_of,
    written,
    written_of_batches,
)

HELLO = """\
vars: {phone: phone, name: string, count: integer}
channel: any
to: "{{ phone }}"
text: "Hello {{ name }}, {{ count }} times"
"""
Row = dict[str, object]
BLOCK = 400


@pytest.fixture(scope="module")
def message() -> Iterator[Message]:
    with opened_catalog({"m.msg.yaml": HELLO}) as made:
        yield made


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_at(monkeypatch, BLOCK)
    monkeypatch.setattr("msgc.recipients.blocks.KERNEL_BLOCK", BLOCK)


def row_of(number: int) -> Row:
    return {"phone": f"+3161234{number:04}", "name": f"Zoë {number}", "count": number}


def ndjson(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def by_threads(message: Message, data: bytes, threads: int, format: str = "ndjson") -> Written:
    rows = RowCompiler(Compiler(message), "rows")
    quick = quick_reader("ndjson", rows.compiler.reader)
    assert quick is not None and rows.specialised is not None
    for chunk in chunks_of(
        open_blocks(source_of(message, "ndjson", ndjson([row_of(0)])), quick), quick
    ):
        rows.chunk(chunk)
    document = plan_document(message, rows.specialised)
    compiler = KeptCompiler(document["programs"], function_of, lambda: rows)  # type: ignore[arg-type]
    assert compiler.is_straight
    quick = quick_reader(format, kept_reader(document["fields"]))  # type: ignore[arg-type]
    assert quick is not None
    made = []
    try:
        blocks = open_blocks(source_of(message, format, data), quick)
        for batch in compile_by_threads(compiler, blocks, quick, threads):
            made.append(batch)
    except RowsError as error:
        return written_of_batches(made, error.faults)
    return written_of_batches(made, ())


CHANGES: dict[str, list[Row]] = {
    "good rows": [{}],
    "bad rows": [{}, {}, {"name": None}, {}, {"count": "many"}, {"phone": "1"}],
    "rows that Python reads": [{}, {"count": 2**70}, {"name": "a\x85b"}],
    "keys that are new": [*repeat(Row(), 40), {"more": 1}, *repeat({"sku": "x"}, 60)],
    "fields that hold others": [{"more": {"a": [1]}}],
}


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_threads_write_what_one_writes(message: Message, changes: list[Row], threads: int) -> None:
    rows = [{**row_of(i), **changes[i % len(changes)]} for i in range(300)]
    wanted = written(message, "ndjson", ndjson(rows), fast=False)
    assert wanted.rows == 300
    assert by_threads(message, ndjson(rows), threads) == wanted


@pytest.mark.parametrize("end", ["", '+31612345678,"Ann,1\n+31612345679,Bo,2\n'])
def test_a_table_goes_on_in_the_next_block_or_breaks_off(message: Message, end: str) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, ("phone", "name", "count"))
    writer.writeheader()
    writer.writerows({**row_of(i), "name": "a\nb" * (i % 9)} for i in range(1, 300))
    data = (text.getvalue() + end).encode()
    assert by_threads(message, data, 2, "csv") == written(message, "csv", data, fast=False)


@pytest.mark.skipif(library() is None, reason="there is no kernel")
def test_the_kernel_reads_what_threads_are_given(message: Message) -> None:
    quick = quick_reader("ndjson", Compiler(message).reader)
    assert quick is not None
    block = next(open_blocks(source_of(message, "ndjson", ndjson([row_of(1)])), quick))
    assert quick.plain_chunk(block) is not None


def test_what_a_block_raises_is_raised(message: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise MemoryError

    monkeypatch.setattr("msgc.bulk.threads._Compiling.begun", broken)
    with pytest.raises(MemoryError):
        by_threads(message, ndjson([row_of(1)]), 2)
