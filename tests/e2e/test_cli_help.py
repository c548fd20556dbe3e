"""`--help` of every command: examples stand as they are written, at 80 columns."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.e2e.cli_help import ROOT
from tests.e2e.conftest import Call

COMMANDS = sorted(
    path.name.removesuffix("_command.py") for path in (ROOT / "msgc/cli").glob("*_command.py")
)
WIDTH = 80
# Two spaces or more at a line's beginning: code, which nothing may wrap.
CODE = re.compile(r"^ {2,}\S.*$", re.MULTILINE)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))


def epilog(command: str) -> str:
    return str(import_module(f"msgc.cli.{command}_command").EPILOG)


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_stand_as_they_are_written(call: Call, command: str, tmp_path: Path) -> None:
    outcome = call(command, "--help", cwd=tmp_path)
    written = CODE.findall(epilog(command))
    assert outcome.code == 0
    assert written
    assert [line for line in written if f"\n  {line}\n" not in outcome.out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_longer_than_the_terminal(call: Call, command: str, tmp_path: Path) -> None:
    lines = call(command, "--help", cwd=tmp_path).out.splitlines()
    assert [line for line in lines if len(line) > WIDTH] == []
