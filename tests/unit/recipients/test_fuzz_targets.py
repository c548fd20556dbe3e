"""What `make nightly` fuzzes the readers for: their seeds hold, and a row that is lost is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from msgc.native.cells import Cells, CellsReader, Column
from msgc.native.lines import LineReader, Lines
from msgc.native.objects import Lists, ObjectReader, Objects
from msgc.native.weaving import Weaver
from msgc.recipients import quick_reading, reading
from msgc.recipients.chunks import Chunk
from msgc.recipients.rows import RawRow
from tests.fuzz.kernel_targets import (
    DifferentError,
    cells_taken,
    lines_taken,
    lines_woven,
    pieces_woven,
)
from tests.fuzz.object_targets import objects_taken
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import SIZES, TARGETS, LostError, plainly
from tests.kernel_help import needs_kernel

IN_BLOCKS = ("ndjson", "csv", "tsv")
ALL = [(name, seed) for name, seeds in SEEDS.items() for seed in seeds]


def test_every_target_has_seeds() -> None:
    assert SEEDS.keys() == TARGETS.keys()


@pytest.mark.parametrize(("name", "seed"), ALL)
def test_a_seed_is_read(name: str, seed: bytes) -> None:
    TARGETS[name](seed)
    choices = range(2 * len(SIZES)) if name in IN_BLOCKS else ()
    for choice in choices:
        TARGETS[name](bytes([choice]) + seed[1:])


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_empty_is_read(name: str) -> None:
    TARGETS[name](b"")


@pytest.mark.parametrize("name", IN_BLOCKS)
def test_a_row_that_the_quick_reader_loses_is_seen(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(blocks: object, quick: object) -> Iterator[Chunk]:
        return (chunk.first(1) for chunk in chunks_of(blocks, quick))  # type: ignore[arg-type]

    chunks_of = quick_reading.chunks_of
    monkeypatch.setattr("tests.fuzz.targets.chunks_of", losing)
    with pytest.raises(LostError):
        TARGETS[name](SEEDS[name][0])


@needs_kernel
@pytest.mark.parametrize("name", ["n", "a"])
def test_a_value_that_the_kernel_takes_for_another_is_seen(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(reader: LineReader, data: bytes) -> Lines | None:
        found = read(reader, data)
        assert found is not None
        return Lines(found.count, found.odd, found.columns | {name: b"7\x7f7"})  # type: ignore[operator]

    read = LineReader.read
    monkeypatch.setattr(LineReader, "read", changing)
    with pytest.raises(DifferentError):
        lines_taken(SEEDS["kernel-lines"][0])


@needs_kernel
def test_a_cell_that_the_kernel_takes_for_another_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def changing(reader: CellsReader, data: bytes) -> Cells | None:
        found = read(reader, data)
        assert found is not None
        return Cells(found.count, [*found.columns[:-1], Column(b"7\x7f7", True)])

    read = CellsReader.read
    monkeypatch.setattr(CellsReader, "read", changing)
    with pytest.raises(DifferentError):
        cells_taken(SEEDS["kernel-cells"][0])


@needs_kernel
def test_lines_that_the_kernel_weaves_otherwise_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Weaver, "lines", lambda *_: b"other")
    with pytest.raises(DifferentError):
        lines_woven(SEEDS["kernel-weave"][0])


@needs_kernel
def test_pieces_that_the_kernel_weaves_otherwise_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Weaver, "pieces", lambda *_: b"other")
    with pytest.raises(DifferentError):
        pieces_woven(SEEDS["kernel-pieces"][0])


@needs_kernel
@pytest.mark.parametrize(
    "change",
    [
        lambda found: Objects(found.count + 1, found.odd, found.columns),
        lambda found: Objects(found.count, [0], found.columns),
        lambda found: Objects(found.count, found.odd, {**found.columns, "n": b"7\x7f7"}),
        lambda found: Objects(found.count, found.odd, {**found.columns, "l": Lists([], {})}),
    ],
)
def test_an_object_that_the_kernel_takes_for_another_is_seen(
    change: Callable[[Objects], Objects], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(reader: ObjectReader, rows: list[dict[str, object]]) -> Objects | None:
        found = read(reader, rows)
        assert found is not None and found.count > len(found.odd)
        return change(found)

    read = ObjectReader.read
    monkeypatch.setattr(ObjectReader, "read", changing)
    with pytest.raises(DifferentError):
        objects_taken(SEEDS["kernel-objects"][0])


@needs_kernel
def test_an_object_that_the_kernel_takes_and_is_none_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.fuzz.object_targets.is_good", lambda row: False)
    with pytest.raises(DifferentError):
        objects_taken(SEEDS["kernel-objects"][0])


@pytest.mark.parametrize("name", ["ndjson", "json", "parquet"])
def test_a_row_that_every_reader_loses_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(source: object) -> Iterator[RawRow]:
        rows = list(reading.open_rows(source))  # type: ignore[arg-type]
        return iter(rows[:-1])

    monkeypatch.setattr("tests.fuzz.targets.open_rows", losing)
    monkeypatch.setattr("tests.fuzz.targets.quickly", plainly)
    with pytest.raises(LostError):
        TARGETS[name](SEEDS[name][0])
