"""Rows of JSON's values, compiled together: what the reference makes of each, findings included."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from msgc.bulk.batches import Batch, RowResult, batch_of, results_of
from msgc.bulk.jobs import compile_raw
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.typed_many import FEW
from tests.kernel_help import by_each, same
from tests.property.speed_rows import rows_of
from tests.property.speed_runs import opened_catalog

ROOT = Path(__file__).parents[2]
PROJECT = Project.open(ROOT)
NAMES = [name for name in sorted(PROJECT.paths()) if PROJECT.message(name).variables.fields]
WITH_FALLBACK = "shop/out-for-delivery"
ROWS, FIRST = 120, 41
SIZES = (0, 1, FEW, FEW + 1, 2 * FEW)


def raw_rows(message: Message, count: int, seed: int) -> list[RawRow]:
    """Return rows of a message, some bad, some with their language, and with findings of a file."""
    rows = rows_of(message.variables, count, seed)
    return [RawRow(FIRST + place, row) for place, row in enumerate(rows)]


def told(results: list[RowResult]) -> list[str]:
    # Words, since True, 1 and 1.0 are equal, and what isn't a number equals nothing.
    return [repr(each) for each in results]


def told_batch(batch: Batch) -> tuple[object, ...]:
    return batch.rows, batch.payloads, batch.fallbacks, told([*batch.rejected])


def require_same(message: Message, rows: list[RawRow], fast: bool = True) -> list[RowResult]:
    """Require what the reference makes of rows, in each way they are asked for; return it."""
    wanted = RowCompiler(Compiler(message), "rows").each(rows)
    data = [row.data or {} for row in rows]
    numbers = [row.number for row in rows]

    def made() -> list[object]:
        compiler = RowCompiler(Compiler(message), "rows", fast)
        single = results_of(compiler.dicts(data, rows.__getitem__), numbers)
        batches = compiler.batch(rows), compiler.dicts(data, rows.__getitem__)
        return [told(compiler.many(iter(rows))), told(single), *map(told_batch, batches)]

    both = told_batch(batch_of(wanted))
    assert by_each(made) == same([told(wanted), told(wanted), both, both])
    return wanted


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(3))
def test_rows_of_the_catalog_come_to_what_the_reference_makes(name: str, seed: int) -> None:
    message = PROJECT.message(name)
    require_same(message, raw_rows(message, ROWS, seed))


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("fast", [True, False])
def test_few_rows_and_many_come_to_the_same(count: int, fast: bool) -> None:
    message = PROJECT.message(WITH_FALLBACK)
    for seed in range(4):
        require_same(message, raw_rows(message, count, seed), fast)


def test_a_batch_has_good_and_bad_rows_and_fallbacks() -> None:
    """Or else the tests above would say little."""
    message = PROJECT.message(WITH_FALLBACK)
    results = require_same(message, raw_rows(message, ROWS, 1))
    made = [each for each in results if each.payload is not None]
    assert 0 < len(made) < len(results)
    assert all(each.fallback is not None for each in made)
    assert all(each.found for each in results if each.payload is None)


@pytest.mark.parametrize("good", [0, 1])
def test_rows_that_are_nearly_all_bad_are_rejected_each(good: int) -> None:
    message = PROJECT.message(WITH_FALLBACK)
    bad = [RawRow(number, {"phone": number}) for number in range(1, 200)]
    rows = [*raw_rows(message, ROWS, 0)[:good], *bad]
    require_same(message, [RawRow(i, row.data) for i, row in enumerate(rows, 1)])


CELLS = RawRow(FIRST + ROWS, {"phone": "+31612345678"}, cells=True)
NO_ROW = RawRow(FIRST + ROWS, None, (RowFault("MSG508", "The row is None.", ""),))


@pytest.mark.parametrize("other", [CELLS, NO_ROW], ids=["cells", "no row"])
def test_rows_with_another_among_them_come_to_the_same(other: RawRow) -> None:
    message = PROJECT.message(WITH_FALLBACK)
    rows = [*raw_rows(message, ROWS, 2), other]
    wanted = RowCompiler(Compiler(message), "rows").each(rows)

    def made() -> object:
        compiler = RowCompiler(Compiler(message), "rows")
        return told(compiler.many(rows)), told_batch(compiler.batch(rows))

    assert by_each(made) == same((told(wanted), told_batch(batch_of(wanted))))


ENTRIES = """\
vars:
  name: string
  count: integer
  items: [{name: string, count: integer}]
to: "+31612345678"
channel: any
text: "{{ name }}"
actions:
  - {if: count > 2, postback: "{{ name }}", payload: "{{ count }}"}
  - {for: item in items, reply: "{{ item.name }}"}
  - {reply: Always}
"""
TEXTS = ("Ann", "é", '"x"\\', "a\x7fb", "a\u202eb", "\x85", "a\r", "😀" * 9, "", "\ud800", None)


def entry_row(rng: Random) -> dict[str, object]:
    def text() -> object:
        return rng.choice(TEXTS) if rng.random() < 0.1 else f"N {rng.random()}"

    items = [{"name": text(), "count": i} for i in range(rng.randrange(4))]
    return {"name": text(), "count": rng.choice((0, 1, 3, 10**18)), "items": items}


@pytest.mark.parametrize("seed", range(5))
def test_rows_with_entries_under_conditions_come_to_the_same(seed: int) -> None:
    rng = Random(seed)
    rows = [RawRow(number, entry_row(rng)) for number in range(1, 300)]
    with opened_catalog({"m.msg.yaml": ENTRIES}) as message:
        assert message.is_sound
        assert any(each.payload for each in require_same(message, rows))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_over_rows_comes_to_the_same(jobs: int) -> None:
    message = PROJECT.message(WITH_FALLBACK)
    rows = [RawRow(number, raw.data) for number, raw in enumerate(raw_rows(message, 1_100, 5), 1)]
    compiler = RowCompiler(Compiler(message), "rows")
    batches = [*compile_raw(compiler, iter(rows), jobs)]
    wanted = told_batch(batch_of(compiler.each(rows)))
    assert sum(batch.rows for batch in batches) == wanted[0]
    assert b"".join(batch.payloads for batch in batches) == wanted[1]
    assert b"".join(batch.fallbacks for batch in batches) == wanted[2]
    assert told([each for batch in batches for each in batch.rejected]) == wanted[3]
