"""Whatever is generated, the fast ways write what the definition does: messages, rows and files.

There are 5,000 rows for each change, and more where `MSGC_FAST_ROWS` says so.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from msgc.emit.tiers import Tier
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.specialising import program_of
from msgc.recipients.rows import RawRow
from tests.kernel_help import by_each, same, without_kernel
from tests.property.fast_help import by_reference, told, typed_rows
from tests.property.speed_messages import KINDS, catalogs
from tests.property.speed_rows import dumped, encoded, file_of, rows_of
from tests.property.speed_runs import EFFORT, TIERS, cut_at, opened_catalog, written

FORMATS = ("ndjson", "json", "csv", "tsv", "parquet")
IN_BLOCKS = {"ndjson", "csv", "tsv"}
SEEDS = st.integers(0, 2**32)
# Together 5,000 rows, each through every tier or reader.
TIER_EXAMPLES, TIER_ROWS = 25, 104
FILE_EXAMPLES, FILE_ROWS = 10, 50
often = settings(
    deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@settings(often, max_examples=TIER_EXAMPLES * EFFORT)
@given(catalogs(), SEEDS)
def test_every_tier_is_the_definition(files: dict[str, str], seed: int) -> None:
    with opened_catalog(files) as message:
        assume(message.is_sound)
        data = rows_of(message.variables, TIER_ROWS, seed)
        rows = [RawRow(number, row) for number, row in enumerate(data, 1)]
        wanted = told(message, rows, False)
        for name, force in TIERS.items():
            with pytest.MonkeyPatch.context() as patch:
                force(patch)
                assert (name, told(message, rows, True)) == (name, wanted)
        with without_kernel():
            assert told(message, rows, True) == wanted


@settings(often, max_examples=FILE_EXAMPLES * EFFORT)
@given(catalogs(), SEEDS, st.integers(40, 3_000))
def test_every_reader_comes_to_the_definition(files: dict[str, str], seed: int, block: int) -> None:
    with opened_catalog(files) as message:
        assume(message.is_sound)
        rows = rows_of(message.variables, FILE_ROWS, seed)
        for format in FORMATS:
            data = file_of(format, message.variables, rows, seed)
            wanted = written(message, format, data, fast=False)
            assert (format, written(message, format, data)) == (format, wanted)
            if format in IN_BLOCKS:
                run = partial(written, message, format, data)
                with pytest.MonkeyPatch.context() as patch:
                    cut_at(patch, block)
                    assert (format, by_each(run)) == (format, same(wanted))


@settings(often, max_examples=4 * EFFORT)
@given(catalogs(), SEEDS, st.sampled_from(FORMATS), st.integers(200, 2_000))
def test_processes_come_to_the_definition(
    files: dict[str, str], seed: int, format: str, block: int
) -> None:
    with opened_catalog(files) as message:
        assume(message.is_sound)
        data = file_of(format, message.variables, rows_of(message.variables, 60, seed), seed)
        wanted = written(message, format, data, fast=False)
        with pytest.MonkeyPatch.context() as patch:
            cut_at(patch, block)
            patch.setattr("msgc.bulk.jobs.TASK_BLOCKS", 1)
            patch.setattr("msgc.bulk.jobs.BATCH", 7)
            assert by_each(lambda: written(message, format, data, jobs=2)) == same(wanted)


@settings(often, max_examples=10 * EFFORT)
@given(catalogs(), SEEDS)
def test_formats_that_hold_the_same_come_to_the_same(files: dict[str, str], seed: int) -> None:
    with opened_catalog(files) as message:
        assume(message.is_sound)
        rows = [dumped(row, Random(seed)) for row in rows_of(message.variables, 20, seed)]
        lines = written(message, "ndjson", encoded("\n".join(rows)))
        array = written(message, "json", encoded(f"[{','.join(rows)}]"))
        assume(not lines.faults and not array.faults)
        assert lines.payloads == array.payloads
        assert lines.fallbacks == array.fallbacks
        assert lines.rows == array.rows == 20
        assert lines.verdicts == array.verdicts


def test_what_is_generated_takes_every_tier_and_most_rows_are_answered() -> None:
    tiers: Counter[Tier | None] = Counter()
    rows: Counter[str] = Counter()

    @settings(often, max_examples=3, derandomize=True, database=None)
    @given(st.data())
    def look(data: st.DataObject) -> None:
        for kind in KINDS:
            with opened_catalog(data.draw(catalogs(kind))) as message:
                if message.is_sound:
                    _count(message, tiers, rows)

    look()
    assert {Tier.COLUMNS, Tier.SHAPES} <= tiers.keys()
    assert rows["answered"] > 20 * rows["declined"]


def _count(message: Message, tiers: Counter[Tier | None], rows: Counter[str]) -> None:
    typed = typed_rows(message, 20)
    for plan in message.plans.values():
        program = program_of(message, plan.payload, DEFAULT_LOCALE)
        wanted = by_reference(message, plan.payload, typed)
        for line, right in zip(program.lines(typed), wanted, strict=True):
            rows["refused" if right is None else "declined" if line is None else "answered"] += 1
        tiers.update([program.top.tier, *(node.tier for node in program.top.shapes.values())])
