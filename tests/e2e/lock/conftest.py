"""Fixtures of the tests of `msgc lock`: an account, a catalog, the command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.account import Account, serving
from tests.e2e.cli_help import Outcome, catalog
from tests.e2e.lock.lock_help import (
    KEY,
    PROJECT,
    Lock,
    config,
    entry,
    message,
)


@pytest.fixture
def account() -> Iterator[Account]:
    with serving(Account(KEY, {PROJECT: [entry()]})) as served:
        yield served


@pytest.fixture
def root(tmp_path: Path, account: Account) -> Path:
    return catalog(tmp_path / "shop", {"hello.msg.yaml": message()}, config(account.url))


@pytest.fixture
def lock(call: Lock, root: Path, monkeypatch: pytest.MonkeyPatch) -> Lock:
    """Run `msgc lock` in the catalog; no output and no file may hold the key."""
    monkeypatch.setenv("KEY", KEY)

    def run(*words: str | Path) -> Outcome:
        outcome = call("lock", *words, cwd=root)
        assert KEY not in outcome.out + outcome.err
        for file in root.rglob("*"):
            assert not file.is_file() or KEY.encode() not in file.read_bytes(), file
        return outcome

    return run
