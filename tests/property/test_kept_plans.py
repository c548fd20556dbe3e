"""Whatever is generated, a plan that is kept writes what the definition does, or leaves it be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from msgc.bulk.batches import Batch, RowResult, joined
from msgc.bulk.jobs import compile_blocks
from msgc.bulk.threads import compile_by_threads
from msgc.cli.plan_document import plan_document
from msgc.cli.warm_asked import function_of
from msgc.emit.portable import NotPortableError
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.chunks import Chunk
from msgc.recipients.quick_reading import chunks_of, open_blocks, quick_reader
from msgc.recipients.rows import RawRow, RowsError
from msgc.warm import many
from msgc.warm import program as kept_program
from msgc.warm.many import KeptCompiler
from msgc.warm.many_tools import kept_reader
from msgc.warm.plans import Plan
from msgc.warm.unusual import UnusualError
from tests.property.speed_messages import catalogs
from tests.property.speed_rows import file_of, rows_of
from tests.property.speed_runs import EFFORT, Written, opened_catalog, source_of, written
from tests.property.speed_runs import written_of_batches as of_batches
from tests.property.test_speed import SEEDS, often

HELLO = """\
vars: {phone: phone, name: string}
to: "{{ phone }}"
text: "Hello {{ name }}"
"""
FORMATS = ("ndjson", "csv", "tsv")
EXAMPLES, LEARNED, ROWS = 25, 40, 30


def kept(message: Message, seed: int) -> dict[str, object] | None:
    """What a run over some rows keeps, as it comes back from disk."""
    compiler = RowCompiler(Compiler(message), "rows")
    data = file_of("ndjson", message.variables, rows_of(message.variables, LEARNED, seed), seed)
    source = source_of(message, "ndjson", data)
    quick = quick_reader("ndjson", compiler.compiler.reader)
    assert quick is not None and compiler.specialised is not None
    try:
        list(compile_blocks(compiler, open_blocks(source, quick), quick))
        document: dict[str, object] = json.loads(
            json.dumps(plan_document(message, compiler.specialised))
        )
    except (NotPortableError, RowsError):
        return None
    return document


def by_kept(
    message: Message, document: dict[str, object], format: str, data: bytes, threads: int = 0
) -> tuple[Written, bool]:
    """What a run by a kept plan writes, and whether it was left alone with the rows."""
    compiler = KeptCompiler(
        document["programs"],  # type: ignore[arg-type]
        function_of,
        lambda: RowCompiler(Compiler(message), "rows"),
    )
    quick = quick_reader(format, kept_reader(document["fields"]))  # type: ignore[arg-type]
    assert quick is not None
    made: list[Batch] = []
    try:
        blocks = open_blocks(source_of(message, format, data), quick)
        if threads:
            made += compile_by_threads(compiler, blocks, quick, threads)
        else:
            made += compiler.chunks(chunks_of(blocks, quick))
    except RowsError as error:
        return of_batches(made, error.faults), compiler.is_alone
    return of_batches(made, ()), compiler.is_alone


# Rows that are worth the program of all shapes: any number, or those of a larger file.
TOGETHER = st.sampled_from([1, kept_program.MANY])
# What may be left of a chunk: any number of its rows, or few of them.
LEFT = st.sampled_from([1, many.PART_LEFT])


@settings(often, max_examples=EXAMPLES * EFFORT)
@given(catalogs(), SEEDS, st.sampled_from(FORMATS), LEFT, TOGETHER)
def test_many_rows_by_a_kept_plan(
    files: dict[str, str], seed: int, format: str, left: int, together: int
) -> None:
    with (
        opened_catalog(files) as message,
        patch.object(many, "PART_LEFT", left),
        patch.object(kept_program, "MANY", together),
    ):
        assume(message.is_sound)
        document = kept(message, seed)
        assume(document is not None)
        assert document is not None
        for others in (seed, seed + 1):
            rows = rows_of(message.variables, ROWS, others)
            data = file_of(format, message.variables, rows, others)
            wanted = written(message, format, data, fast=False)
            for threads in (0, 2):
                assert by_kept(message, document, format, data, threads)[0] == wanted


@settings(often, max_examples=EXAMPLES * EFFORT)
@given(catalogs(), SEEDS)
def test_few_rows_by_a_kept_plan(files: dict[str, str], seed: int) -> None:
    with opened_catalog(files) as message:
        assume(message.is_sound)
        document = kept(message, seed)
        assume(document is not None)
        assert document is not None
        for row in rows_of(message.variables, ROWS, seed):
            data = file_of("ndjson", message.variables, [row], seed)
            wanted = written(message, "ndjson", data, fast=False)
            try:
                payloads, fallbacks = Plan(document, function_of).compile(data)
            except UnusualError:
                continue
            assert not wanted.rejected
            assert [line + b"\n" for line in payloads] == wanted.payloads
            assert [line + b"\n" for line in fallbacks or ()] == wanted.fallbacks


class Opened:
    """The whole of a message, which counts the rows that are left to it."""

    def __init__(self, message: Message) -> None:
        self._rows = RowCompiler(Compiler(message), "rows")
        self.left = 0

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        return self._counted(self._rows.many(rows))

    def each(self, rows: Iterable[RawRow]) -> list[RowResult]:
        return self._counted(self._rows.each(rows))

    def chunk(self, chunk: Chunk) -> Batch:
        self.left += chunk.count
        return self._rows.chunk(chunk)

    def _counted(self, results: list[RowResult]) -> list[RowResult]:
        self.left += len(results)
        return results


def test_bad_rows_alone_are_left_to_the_whole() -> None:
    files = {"m.msg.yaml": HELLO}
    good: dict[str, object] = {"phone": "+31612345678", "name": "Ann"}
    rows = [good] * 100
    rows[7], rows[50], rows[99] = {**good, "name": None}, {**good, "name": "x" * 9999}, {"name": 5}
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    with opened_catalog(files) as message:
        document = kept(message, 1)
        assert document is not None
        whole = Opened(message)
        compiler = KeptCompiler(document["programs"], function_of, lambda: whole)  # type: ignore[arg-type]
        quick = quick_reader("ndjson", kept_reader(document["fields"]))  # type: ignore[arg-type]
        assert quick is not None
        blocks = open_blocks(source_of(message, "ndjson", data), quick)
        batch = joined(list(compiler.chunks(chunks_of(blocks, quick))))
    assert [each.row for each in batch.rejected] == [8, 51, 100]
    assert whole.left == 3
    assert batch.payloads.count(b"\n") == batch.made == 97


def test_rows_of_all_shapes_go_by_one_kept_program() -> None:
    shaped = (
        "vars: {name: string, vip: boolean}\nto: '+31612345678'\nchannel: any\n"
        "text: Hi {{ name }}\nactions: [{if: vip, reply: More}, {reply: '{{ name }}'}]\n"
    )
    rows: list[dict[str, object]] = [{"name": f"A{n}", "vip": n % 3 == 0} for n in range(100)]
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    with opened_catalog({"m.msg.yaml": shaped}) as message:
        document = kept(message, 1)
        assert document is not None
        wanted = written(message, "ndjson", data, fast=False)
        with patch.object(kept_program.KeptProgram, "_parted", side_effect=AssertionError):
            assert by_kept(message, document, "ndjson", data) == (wanted, True)


def test_most_of_what_is_generated_is_kept_and_used() -> None:
    found: Counter[str] = Counter()

    @settings(often, max_examples=12, derandomize=True, database=None)
    @given(catalogs(), SEEDS)
    def look(files: dict[str, str], seed: int) -> None:
        with opened_catalog(files) as message:
            document = kept(message, seed) if message.is_sound else None
            found["kept" if document else "not kept"] += 1
            if document:
                good = rows_of(message.variables, 1, seed)
                data = file_of("ndjson", message.variables, good, seed)
                found["used"] += by_kept(message, document, "ndjson", data)[1]

    look()
    assert found["kept"] and found["used"]
