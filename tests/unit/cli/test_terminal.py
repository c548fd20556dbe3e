"""How wide a report is: what `shutil` says, which a start does without."""

from __future__ import annotations

import shutil

import pytest

from msgc.cli.terminal import columns


@pytest.mark.parametrize(
    "given", ["60", " 60 ", "+60", "6_0", "0", "-3", "", "x", "9" * 5_000, "٦٠"]
)
def test_columns_are_read_as_ever(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("COLUMNS", given)
    assert columns() == shutil.get_terminal_size((80, 24)).columns
