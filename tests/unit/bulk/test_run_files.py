"""A run's rejects are JSON, and its manifest hangs on what was asked alone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from msgc.bulk.batches import RowResult
from msgc.bulk.hashed_rows import MOST
from msgc.bulk.rejects import reject_line
from msgc.bulk.run_files import HashedRows, Run, manifest_of
from msgc.recipients.rows import RowsSource
from msgc.report.json import diagnostic_dict

DATA = b'{"n": 1}\n{"n": 2}\n'


def strict(text: bytes) -> object:
    def refuse(word: str) -> object:
        raise AssertionError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_a_rejected_row_is_json_whatever_its_numbers() -> None:
    odd = [float("nan"), float("inf"), -float("inf"), 1.5]
    line = reject_line(RowResult(1, data={"n": odd[0], "o": {"l": odd}}), diagnostic_dict)
    names = ["NaN", "Infinity", "-Infinity", 1.5]
    told = {"row": 1, "data": {"n": "NaN", "o": {"l": names}}, "diagnostics": []}
    assert strict(line) == told


def hashed(name: str, limit: int | None = None) -> HashedRows:
    @contextmanager
    def open_() -> Iterator[BinaryIO]:
        yield io.BytesIO(DATA)

    return HashedRows(RowsSource(name, "ndjson", open_), limit)


@pytest.mark.parametrize("size", [-1, 4])
def test_the_digest_hangs_on_no_buffer(size: int, tmp_path: Path) -> None:
    (tmp_path / "rows.ndjson").write_bytes(DATA)
    whole = sha256(DATA).hexdigest()
    told = []
    for name in (str(tmp_path / "rows.ndjson"), "-"):
        rows = hashed(name, limit=1)
        with rows.source().open() as stream:
            stream.read(size)
        told.append(rows.digest)
    assert told == [whole, None]


def test_the_digest_of_a_whole_stream() -> None:
    rows = hashed("-")
    with rows.source().open() as stream:
        stream.read()
    assert rows.digest == sha256(DATA).hexdigest()


class Given:
    """A stream that has nothing but `read`, and gives one piece at a time."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)
        self.asked: list[int] = []

    def read(self, size: int) -> bytes:
        self.asked.append(size)
        return self._pieces.pop(0) if self._pieces else b""


@contextmanager
def tapped(given: Given) -> Iterator[BinaryIO]:
    source = RowsSource("-", "ndjson", lambda: nullcontext(cast(BinaryIO, given)))
    with HashedRows(source).source().open() as stream:
        yield stream


def test_bytes_that_come_at_once_are_given_without_a_copy() -> None:
    block = bytes(100_000)
    with tapped(Given(block, b"x")) as stream:
        assert stream.read(len(block)) is block


@pytest.mark.parametrize(("size", "first"), [(4, b"1234"), (5, b"12345"), (-1, b"1234567")])
def test_pieces_of_a_stream_are_joined(size: int, first: bytes) -> None:
    pieces = [b"12", b"34", b"5", b"67"]
    with tapped(Given(*pieces)) as stream:
        assert stream.read(size) == first


def test_a_stream_is_asked_for_a_bounded_number_of_bytes() -> None:
    given = Given(b"12", b"34")
    with tapped(given) as stream:
        stream.read()
    assert given.asked == [MOST] * 3


def test_the_manifest_tells_values_that_stand_in_for_fields_and_nobodys_data() -> None:
    def manifest(values: dict[str, str]) -> dict[str, object]:
        return manifest_of(Run(), {}, "m", {}, hashed("-"), values)

    some, others = manifest({"b.c": "x", "a": "secret"}), manifest({"a": "else", "b.c": "x"})
    assert "values" not in manifest({})
    assert some["values"]["fields"] == others["values"]["fields"] == ["a", "b.c"]  # type: ignore[index]
    assert some != others and "secret" not in json.dumps(some)
    assert some == manifest({"a": "secret", "b.c": "x"})
