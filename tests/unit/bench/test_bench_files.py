"""The bench from file to file: what is timed is held to be the same, and isn't kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench import files
from bench.place import Place
from bench.sizes import QUICK
from bench.timing import Cost, Run
from bench.verify import DifferenceError
from bench.wrote import Wrote


def writes(place: Place, title: str, *texts: str) -> Run:
    def run(repetition: int) -> Cost:
        place.out(title).parent.mkdir(exist_ok=True)
        place.out(title).write_text(texts[repetition], encoding="utf-8")
        return Cost(1, 1.0, 1.0)

    return run


def test_what_was_written_is_deleted_and_its_cost_is_told(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path)
    run = Wrote(place).held("one", writes(place, "one", "a"))
    assert run(0) == Cost(1, 1.0, 1.0)
    assert not place.out("one").exists()


def test_contenders_that_write_the_same_may_go_on(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path)
    wrote = Wrote(place)
    runs = [wrote.held(title, writes(place, title, "a", "a")) for title in ("one", "other")]
    assert [run(turn).done for turn in (0, 1) for run in runs] == [1, 1, 1, 1]


def test_a_contender_that_writes_something_else_ends_the_run(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path)
    wrote = Wrote(place)
    one = wrote.held("one", writes(place, "one", "a", "a"))
    other = wrote.held("other", writes(place, "other", "a", "b"))
    for turn in (0, 1):
        one(turn)
        if turn == 0:
            other(turn)
    with pytest.raises(DifferenceError, match="other differs from one in what was timed"):
        other(1)


def test_the_largest_file_is_there_for_its_own_group_alone(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path)
    small = replace(
        QUICK, file_rows=2, few_file_rows=1, job_rows=5, memory_rows=(3, 4), slow_repetitions=1
    )
    large, there = tmp_path / "5.ndjson", []
    for group in files.groups(place, small):
        there.append((group.title.split(",")[0], large.exists()))
    assert [exists for _, exists in there] == [False, True, False, False]
    assert there[1][0] == "Two jobs"
    assert (tmp_path / "2.ndjson").exists()
