"""Each row of the platform's rules has a golden of its own, which says less without that row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from msgc.facts.platform import Row, platform_rows
from msgc.pipeline import platform
from tests.golden.running import DIAGNOSTICS, expected_lines, lines_of

ROWS = platform_rows()


def case_of(row: Row) -> Path:
    """The golden case of a row: it bears the row's id."""
    return DIAGNOSTICS / row.code / row.id


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Row]]:
    """A copy of the rows, which the rules are made of as long as the test runs."""
    copy = list(ROWS)
    monkeypatch.setattr(platform, "platform_rows", lambda: tuple(copy))
    platform.forget_rules()
    yield copy
    platform.forget_rules()


def test_rows_have_names_of_their_own() -> None:
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_deleted_changes_its_own_golden(row: Row, rows: list[Row]) -> None:
    before = expected_lines(case_of(row))
    assert any(f" {row.code} " in line for line in before)
    rows.remove(row)
    assert lines_of(case_of(row) / "input") != before


def test_a_row_that_stays_changes_nothing(rows: list[Row]) -> None:
    case = case_of(rows[0])
    assert lines_of(case / "input") == expected_lines(case)
