"""Fixtures of the command line's tests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from msgc.cli.main import run as run_here
from tests.e2e.cache_help import Run
from tests.e2e.cli_help import Outcome, catalog, msgc

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
        code = run_here([str(word) for word in words])
        said = capsys.readouterr()
        assert "MSG900" not in said.err, said.err
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of a cache of the test's own."""
    return tmp_path / "cache" / "msgc"


@pytest.fixture
def run(shop: Path, cache: Path) -> Run:
    """Run `msgc` in the shop, in a process and with a cache of its own."""

    def run(*words: str | Path, cwd: Path = shop, **more: str) -> Outcome:
        given = {"MSGC_NO_CACHE": "", "XDG_CACHE_HOME": str(cache.parent), **more}
        return msgc(*words, cwd=cwd, **given)

    return run
