"""Many rows, and tables, by a kept plan: the same files and words as without it."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.e2e.cache_help import Run, all_imported, entries, imported
from tests.e2e.cli_help import environment, write
from tests.e2e.test_cli_plan_cache import (
    DUTCH,
    ITEM,
    MESSAGE,
    ROW,
    both,
    is_kept,
    made,
    marked,
    rows,
)
from tests.e2e.test_cli_plan_cache import shop as shop

MANY = 4_000
RUN = ("compile", MESSAGE, "-r", "rows.ndjson", "-o", "made.ndjson")
OF_TABLE = ("compile", "plain", "-r", "rows.csv", "-o", "made.ndjson")
UNTOUCHED = {"yaml", "jinja2", "jsonschema", "click"}


def many(shop: Path, others: Iterable[tuple[int, object]] = ()) -> None:
    """Write rows of two shapes, and at some places other ones."""
    items = ([ITEM], [ITEM, {"name": "Rug“\\"}])
    made: list[object] = [
        {**ROW, "name": f"Ann é {n}", "vip": n % 3 == 0, "items": items[n % 2]} for n in range(MANY)
    ]
    for place, other in others:
        made[place] = other
    rows(shop, *made)


def table(shop: Path, *bad: str) -> None:
    """Write a table of one column, and at its end other cells."""
    with (shop / "rows.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["phone", "other"])
        writer.writerows([f"+316{n:08}", f'"{n}\n'] for n in range(MANY))
        file.write("".join(bad))


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_many_rows_come_to_the_same(
    run: Run, shop: Path, cache: Path, jobs: tuple[str, ...]
) -> None:
    many(shop)
    run(*RUN)
    first, files = both(run, shop, *RUN, *jobs)
    assert len(files["made.ndjson"].splitlines()) == MANY
    assert first.err.startswith("4,000 payloads of 4,000 rows: made.ndjson\n")
    marked(cache)
    assert is_kept(run, shop, *RUN, *jobs)


def test_neither_many_rows_nor_a_table_import_what_reads_messages(
    run: Run, shop: Path, cache: Path
) -> None:
    many(shop)
    table(shop)
    for words in (RUN, OF_TABLE):
        run(*words)
        assert imported(*words, cwd=shop, cache=cache) & UNTOUCHED == set()


def test_rows_that_are_all_rejected_import_no_programs(run: Run, shop: Path, cache: Path) -> None:
    many(shop)
    run(*RUN)
    many(shop, [(MANY // 2, {"phone": 1})])
    seen = all_imported(*RUN, cwd=shop, cache=cache)
    assert "msgc.pipeline.rows" in seen
    assert not seen & {"msgc.emit.program", "msgc.pipeline.specialising", "msgc.cli.plan_keeping"}


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
@pytest.mark.parametrize("where", [0, 600, MANY - 1])
def test_a_bad_row_is_told_as_ever(run: Run, shop: Path, where: int, jobs: tuple[str, ...]) -> None:
    many(shop)
    run(*RUN)
    made(shop)
    many(shop, [(where, {**ROW, "phone": "12"}), (MANY // 2, {"phone": 1})])
    outcome, files = both(run, shop, *RUN, *jobs)
    assert outcome.code == 1
    assert [json.loads(line)["row"] for line in files["made.rejected.ndjson"].splitlines()] == (
        sorted([where + 1, MANY // 2 + 1])
    )


def test_a_shape_that_comes_late_is_done_and_kept(run: Run, shop: Path, cache: Path) -> None:
    rows(shop, *[ROW] * MANY)
    run(*RUN)
    before = entries(cache)
    rows(shop, *[ROW] * MANY, {**ROW, "vip": True})
    _, files = both(run, shop, *RUN)
    assert files["made.ndjson"].count(b"Call Zo") == 1
    assert entries(cache) != before


def test_locales_that_are_mixed(run: Run, shop: Path, cache: Path) -> None:
    write(shop / f"templates/{MESSAGE}.nl.msg.yaml", DUTCH)
    mixed = [(n, {**ROW, "locale": "nl" if n % 2 else "de"}) for n in range(100, MANY)]
    many(shop, mixed)
    run(*RUN)
    _, files = both(run, shop, *RUN)
    assert files["made.ndjson"].count(b"Hoi ") == len(mixed) // 2
    many(shop, [*mixed, (MANY - 1, {**ROW, "locale": "nl-BE"})])
    both(run, shop, *RUN)
    many(shop, mixed)
    run(*RUN)
    marked(cache)
    assert is_kept(run, shop)


def test_a_table_comes_to_the_same(run: Run, shop: Path, cache: Path) -> None:
    table(shop)
    run(*OF_TABLE)
    for words in (OF_TABLE, (*OF_TABLE, "--jobs", "2"), ("-q", *OF_TABLE)):
        _, files = both(run, shop, *words)
        assert len(files["made.ndjson"].splitlines()) == MANY
    marked(cache)
    assert is_kept(run, shop, *OF_TABLE)


@pytest.mark.parametrize(
    "bad", ["+3161,\n", '"+31612345678\n', "+31612345678\n", "a,b,c\n", '\n"\x00",\n', "\n\n"]
)
def test_what_is_bad_in_a_table_is_told_as_ever(run: Run, shop: Path, bad: str) -> None:
    table(shop)
    run(*OF_TABLE)
    made(shop)
    table(shop, bad)
    both(run, shop, *OF_TABLE)


@pytest.mark.parametrize(
    "text", ["", "phone\n", "\n", "name\nAnn\n", "\ufeffphone\n+31612345678\n"]
)
def test_a_table_without_rows_or_columns_is_told_as_ever(run: Run, shop: Path, text: str) -> None:
    table(shop)
    run(*OF_TABLE)
    made(shop)
    write(shop / "rows.csv", text)
    both(run, shop, *OF_TABLE)


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "", "1_0", "٣"])
def test_odd_jobs_are_read_as_ever(run: Run, shop: Path, jobs: str) -> None:
    many(shop)
    run(*RUN)
    made(shop)
    both(run, shop, *RUN, "--jobs", jobs)


def test_being_terminated_leaves_nothing(run: Run, shop: Path, cache: Path) -> None:
    many(shop)
    run(*RUN)
    made(shop)
    large = (shop / "rows.ndjson").read_bytes() * 60
    (shop / "rows.ndjson").write_bytes(large)
    running = subprocess.Popen(
        [sys.executable, "-m", "msgc", *RUN],
        cwd=shop,
        env=environment(MSGC_NO_CACHE="", XDG_CACHE_HOME=str(cache.parent)),
        stderr=subprocess.PIPE,
    )
    while running.poll() is None and not list(shop.glob(".made*")):
        time.sleep(0.002)
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, b"Interrupted.\n")
    assert list(shop.glob("*made*")) + list(shop.glob(".made*")) == []
