"""Fixtures of the command line's tests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from msgc.cli.main import run
from tests.e2e.cli_help import Outcome, catalog

Call = Callable[..., Outcome]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A catalog of four messages."""
    return catalog(tmp_path / "shop")


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Call:
    """Run a command in this process, for tests that need no process of its own."""
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "MSGC_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str | Path, cwd: Path = tmp_path, input: str = "") -> Outcome:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(input.encode()), "utf-8"))
        capsys.readouterr()
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert "MSG900" not in said.err, said.err
        return Outcome(code, said.out, said.err)

    return call
