"""Whatever is generated, a plan that is kept writes what the definition does, or leaves it be."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from msgc.bulk.batches import Batch
from msgc.bulk.jobs import compile_blocks
from msgc.cli.plan_document import plan_document
from msgc.cli.warm_asked import function_of
from msgc.emit.portable import NotPortableError
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.quick_reading import open_blocks, quick_reader
from msgc.recipients.rows import RowsError
from msgc.warm.many import KeptCompiler, kept_reader
from msgc.warm.plans import Plan
from msgc.warm.unusual import UnusualError
from tests.property.speed_messages import catalogs
from tests.property.speed_rows import file_of, rows_of
from tests.property.speed_runs import EFFORT, Written, opened_catalog, source_of, written
from tests.property.speed_runs import written_of_batches as of_batches
from tests.property.test_speed import SEEDS, often

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
    message: Message, document: dict[str, object], format: str, data: bytes
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
        made += compile_blocks(compiler, blocks, quick)
    except RowsError as error:
        return of_batches(made, error.faults), compiler.is_alone
    return of_batches(made, ()), compiler.is_alone


@settings(often, max_examples=EXAMPLES * EFFORT)
@given(catalogs(), SEEDS, st.sampled_from(FORMATS))
def test_many_rows_by_a_kept_plan(files: dict[str, str], seed: int, format: str) -> None:
    with opened_catalog(files) as message:
        assume(message.is_sound)
        document = kept(message, seed)
        assume(document is not None)
        assert document is not None
        for others in (seed, seed + 1):
            rows = rows_of(message.variables, ROWS, others)
            data = file_of(format, message.variables, rows, others)
            wanted = written(message, format, data, fast=False)
            assert by_kept(message, document, format, data)[0] == wanted


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
