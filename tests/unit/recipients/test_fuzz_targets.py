"""What `make nightly` fuzzes the readers for: their seeds hold, and a row that is lost is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from msgc.recipients import quick_reading, reading
from msgc.recipients.chunks import Chunk
from msgc.recipients.rows import RawRow
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import SIZES, TARGETS, LostError, plainly

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


@pytest.mark.parametrize("name", ["ndjson", "json", "parquet"])
def test_a_row_that_every_reader_loses_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(source: object) -> Iterator[RawRow]:
        rows = list(reading.open_rows(source))  # type: ignore[arg-type]
        return iter(rows[:-1])

    monkeypatch.setattr("tests.fuzz.targets.open_rows", losing)
    monkeypatch.setattr("tests.fuzz.targets.quickly", plainly)
    with pytest.raises(LostError):
        TARGETS[name](SEEDS[name][0])
