"""What is written down for `--help` is what click makes of the commands."""

from __future__ import annotations

import pytest

from msgc.cli.front_page import HELP, WIDTH, show_help
from msgc.cli.main import run


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_the_page_is_what_click_makes(
    word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    assert run([word]) == 0
    assert capsys.readouterr().out == HELP


def test_the_page_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    assert show_help(["--help"]) == 0
    assert capsys.readouterr().out == HELP


def test_a_narrow_terminal_is_clicks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH - 1))
    assert show_help(["--help"]) is None
    assert capsys.readouterr().out == ""
