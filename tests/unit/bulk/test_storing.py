"""What is written of a file is on its way to the disk before the file is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from msgc.bulk import storing
from msgc.bulk.storing import Storing
from msgc.emit.writers import Output, output_set

STEP = 100
Told = list[tuple[int, int, int]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """The parts that the system is told of: the file's descriptor, offset and size."""
    parts: Told = []
    monkeypatch.setattr(storing, "STEP", STEP)
    monkeypatch.setattr(os, "POSIX_FADV_DONTNEED", 4, raising=False)
    monkeypatch.setattr(os, "posix_fadvise", lambda *part: parts.append(part[:3]), raising=False)
    return parts


@pytest.fixture
def output(tmp_path: Path) -> Iterator[Output]:
    with output_set() as outputs:
        yield outputs.open(tmp_path / "a.ndjson")


def go_on(storing: Storing, output: Output, *sizes: int) -> None:
    for size in sizes:
        output.write(b"x" * size, 1)
        storing.go_on(output)


def test_parts_follow_each_other_once_they_are_large(output: Output, told: Told) -> None:
    go_on(Storing(), output, 60, 60, 99, 1, 250, 10)
    descriptor = output.stream.fileno()
    assert told == [(descriptor, 0, 120), (descriptor, 120, 100), (descriptor, 220, 250)]


def test_each_file_has_parts_of_its_own(tmp_path: Path, told: Told) -> None:
    storing = Storing()
    with output_set() as outputs:
        first, second = (outputs.open(tmp_path / name) for name in ("a", "b"))
        go_on(storing, first, 150)
        go_on(storing, second, 90)
        go_on(storing, first, 90)
        go_on(storing, second, 90)
        descriptors = first.stream.fileno(), second.stream.fileno()
    assert told == [(descriptors[0], 0, 150), (descriptors[1], 0, 180)]


def test_a_system_without_the_way_to_tell_it_writes_all_the_same(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise")
    with output_set() as outputs:
        go_on(Storing(), outputs.open(tmp_path / "a"), 150, 150)
    assert (tmp_path / "a").read_bytes() == b"x" * 300
    assert told == []


def test_a_file_system_that_refuses_ends_no_run(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*part: int) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "posix_fadvise", refuse)
    with output_set() as outputs:
        go_on(Storing(), outputs.open(tmp_path / "a"), 150, 150)
    assert (tmp_path / "a").read_bytes() == b"x" * 300
