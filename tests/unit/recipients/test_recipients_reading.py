from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from recipients_help import source

from msgc.codes import CODES
from msgc.recipients.reading import READERS, file_source, format_of, open_rows
from msgc.recipients.rows import RowsError


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/rows.csv", "csv"),
        ("rows.TSV", "tsv"),
        ("rows.jsonl", "jsonl"),
        ("rows.ndjson", "ndjson"),
        ("rows.v2.json", "json"),
        ("rows.yaml", "yaml"),
        ("rows.parquet", "parquet"),
        ("-", "ndjson"),
        ("rows.xlsx", None),
        ("csv", None),
    ],
)
def test_the_ending_names_the_format(path: str, expected: str | None) -> None:
    assert format_of(path) == expected


def _error(**of: object) -> RowsError:
    with pytest.raises(RowsError) as raised:
        list(open_rows(file_source(**of)))  # type: ignore[arg-type]
    assert all(fault.code in CODES for fault in raised.value.faults)
    return raised.value


def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        error = _error(path=str(path), format="csv")
        assert error.unreadable
        assert [fault.code for fault in error.faults] == ["MSG501"]


def test_an_unknown_format_is_unreadable() -> None:
    error = _error(path="rows.xlsx")
    assert error.unreadable
    assert all(name in error.faults[0].help for name in READERS)


def test_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a\n1\n")
    assert [row.data for row in open_rows(file_source(str(path)))] == [{"a": "1"}]
    stdin = io.BytesIO(b'{"a": 1}\n')
    assert [row.data for row in open_rows(file_source("-", stdin=stdin))] == [{"a": 1}]
    assert not stdin.closed
    stdin = io.BytesIO(b"a\n1\n")
    assert [row.cells for row in open_rows(file_source("-", "csv", stdin=stdin))] == [True]


def test_rows_are_read_one_at_a_time() -> None:
    class Counted(io.BytesIO):
        asked = 0

        def read1(self, size: int = -1) -> bytes:  # type: ignore[override]
            Counted.asked += 1
            return super().read1(size)

    stdin = Counted(b"a,b\n" + b"1,2\n" * 100_000)
    found = open_rows(file_source("-", "csv", stdin=stdin))
    next(found)
    assert Counted.asked <= 2
    assert sum(1 for _ in found) == 99_999


def _yaml(text: str) -> object:
    return json.loads(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [('[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]), ('{"a": 1}', [{"a": 1}])],
)
def test_yaml_is_parsed_by_what_is_handed_in(written: str, expected: list[object]) -> None:
    found = open_rows(source("yaml", written, parse_yaml=_yaml))
    assert [row.data for row in found] == expected


def test_yaml_that_is_compressed_is_named() -> None:
    with pytest.raises(RowsError, match="compressed, as gzip"):
        list(open_rows(source("yaml", b"\x1f\x8b\x08\x00", parse_yaml=_yaml)))


@pytest.mark.parametrize(
    ("written", "code"), [("3", "MSG508"), ("[", "MSG509"), (b"\xff", "MSG504")]
)
def test_yaml_that_holds_no_rows(written: str | bytes, code: str) -> None:
    with pytest.raises(RowsError) as raised:
        list(open_rows(source("yaml", written, parse_yaml=_yaml)))
    assert [fault.code for fault in raised.value.faults] == [code]
