"""The bench says whether msgc runs with its kernel, and runs it without as well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import files, kernel, plain
from bench.catalogs import messages, write_messages
from bench.contenders import RAW_ALONE, WAYS, Payloads, Way
from bench.in_memory import MIX_GOALS, _run
from bench.machine import facts
from bench.naive import Row
from bench.place import CSV_ALONE, NDJSON_ALONE, Place
from bench.verify import _made
from msgc.native.library import OFF, SWITCH, held_library, library
from msgc.native.objects import TEXT, object_reader
from msgc.native.weaving import weaver
from msgc.pipeline import Message
from tests.kernel_help import needs_kernel

ROWS = 3


@pytest.fixture(scope="module")
def message(tmp_path_factory: pytest.TempPathFactory) -> Message:
    return messages(write_messages(tmp_path_factory.mktemp("catalog") / "it"))["text"]


def test_the_report_says_whether_there_is_a_kernel() -> None:
    assert facts()["Kernel"] == kernel.told()
    assert (kernel.told() == "yes") is kernel.is_there() is (library() is not None)


@pytest.mark.parametrize(
    ("switch", "compiler", "said"),
    [
        (OFF, "/usr/bin/cc", "no (MSGC_NATIVE=0)"),
        ("", "/usr/bin/cc", "no (not built)"),
        ("", None, "no (no compiler)"),
    ],
)
def test_the_report_says_why_there_is_none(
    switch: str, compiler: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, switch)
    monkeypatch.setattr(kernel, "is_there", lambda: False)
    monkeypatch.setattr(plain, "compiler", lambda: compiler)
    assert kernel.told() == said


@needs_kernel
def test_what_runs_without_the_kernel_has_it_back_afterwards() -> None:
    with kernel.without():
        assert [library(), held_library(), weaver()] == [None, None, None]
    assert None not in (library(), held_library(), weaver())


def of_kernels(seen: list[bool]) -> Way:
    """Return a contender that does nothing but look whether there is a kernel."""

    def make(message: Message) -> Payloads:
        def payloads(rows: Sequence[Row]) -> bytes:
            seen.append(library() is not None)
            return b"{}\n" * len(rows)

        return payloads

    return Way("one that looks", make, within=kernel.without)


def test_a_contender_is_timed_and_verified_within_its_context(message: Message) -> None:
    seen: list[bool] = []
    way = of_kernels(seen)
    assert _run(way, [message], ROWS)(0).done == ROWS
    assert _made(way, message, way.make(message), [{}] * ROWS) == [b"{}"] * ROWS
    assert seen == [False, False]


@needs_kernel
def test_what_is_made_for_a_contender_is_made_within_its_context(message: Message) -> None:
    readers: list[object] = []

    def make(message: Message) -> Payloads:
        readers.append(object_reader({"phone": TEXT}))
        return lambda rows: b"{}\n" * len(rows)

    _run(Way("one that is made", make, within=kernel.without), [message], ROWS)
    _run(Way("one with a kernel", make), [message], ROWS)
    assert readers[0] is None is not readers[1]


def test_msgc_without_its_kernel_is_a_contender_with_no_goal(message: Message) -> None:
    [way] = [way for way in WAYS if way.name == RAW_ALONE]
    assert way.within is kernel.without
    assert way.does(message) is kernel.is_there()
    assert [goal.bound for goal in MIX_GOALS if RAW_ALONE in (goal.of, goal.against)] == [None]


@pytest.mark.parametrize("there", [True, False])
def test_files_are_compiled_without_the_kernel_where_there_is_one(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "is_there", lambda: there)
    runs, absent = files.ways(Place(tmp_path, tmp_path), ROWS, ROWS)
    alone = {NDJSON_ALONE, CSV_ALONE}
    assert alone <= (runs if there else absent).keys()
    assert alone.isdisjoint(absent if there else runs)


def test_a_file_is_compiled_without_the_kernel_by_the_switch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(Place, "compile", lambda *_, **named: given.update(named))
    files.ways(Place(tmp_path, tmp_path), ROWS, ROWS)[0].get(NDJSON_ALONE, lambda _: None)(0)
    assert given == ({"switches": {SWITCH: OFF}} if kernel.is_there() else {})
