"""`msgc diff` and git: where a branch began, clones without history, and what git says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Call
from tests.e2e.diff_help import change, commit, committed, git, messages


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """On `main` b has changed since a branch began, on the branch a."""
    shop = committed(tmp_path / "repository")
    git(shop, "checkout", "-q", "-b", "branch")
    change(shop, "a.msg.yaml", "Hi", "Hello")
    commit(shop)
    git(shop, "checkout", "-q", "main")
    change(shop, "b.msg.yaml", "Bye", "Goodbye")
    commit(shop)
    return shop


@pytest.mark.parametrize("words", [("main...",), ("main...HEAD",), ("main...", "HEAD")])
def test_where_a_branch_began(shop: Path, call: Call, words: tuple[str, ...]) -> None:
    git(shop, "checkout", "-q", "branch")
    assert list(messages(call, shop, *words)) == ["a"]
    assert list(messages(call, shop, "main")) == ["a", "b"]


@pytest.mark.parametrize("words", [("main...branch",), ("main...", "branch")])
def test_where_another_branch_began(shop: Path, call: Call, words: tuple[str, ...]) -> None:
    assert list(messages(call, shop, *words)) == ["a"]


def test_what_was_never_one_has_no_beginning(shop: Path, call: Call) -> None:
    git(shop, "checkout", "-q", "--orphan", "other")
    commit(shop)
    outcome = call("diff", "main...", cwd=shop)
    assert (outcome.code, "have no commit in common" in outcome.err) == (2, True)
    outcome = call("diff", "...", cwd=shop)
    assert (outcome.code, "`` isn't a revision" in outcome.err) == (2, True)


@pytest.mark.parametrize("word", ["HEAD~1", "origin/main", "origin/main..."])
def test_a_clone_without_history_says_how_to_get_it(
    shop: Path, call: Call, tmp_path: Path, word: str
) -> None:
    address = (shop.parent).as_uri()
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "branch", address, "clone")
    outcome = call("diff", word, cwd=tmp_path / "clone" / "messages")
    assert outcome.code == 2
    said = " ".join(outcome.err.split())
    assert "`git fetch --unshallow`" in said
    assert "`fetch-depth: 0`" in said


def test_whats_neither_a_revision_nor_a_catalog(shop: Path, call: Call, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    err = call("diff", nowhere, cwd=shop).err
    assert f"git knows no revision `{nowhere}`; there is no folder `{nowhere}`, either" in err
    err = call("diff", "templates", cwd=shop).err
    assert "the folder `templates` holds no catalog, either: no `msgc.yaml`" in err
    assert "no folder" not in call("diff", cwd=shop).err


def test_what_git_advises_is_told(shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    outcome = call("diff", cwd=shop)
    assert outcome.code == 2
    said = " ".join(outcome.err.split())
    assert "git config --global --add safe.directory" in said


def test_a_repository_that_is_named_from_here(
    shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(shop, "b.msg.yaml", "Goodbye", "Farewell")
    monkeypatch.setenv("GIT_DIR", ".git")
    document = call("-C", "messages", "diff", "--format", "json", cwd=shop.parent).document
    assert [each["message_name"] for each in document["messages"]] == ["b"]


def test_another_repository_isnt_the_catalogs(
    shop: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = committed(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", ".git")
    outcome = call("-C", other, "diff", cwd=shop.parent)
    assert (outcome.code, "isn't in a git repository" in outcome.err) == (2, True)


def test_a_page_has_no_other_format(shop: Path, call: Call) -> None:
    outcome = call("diff", "--out", "x.html", "--format", "json", cwd=shop)
    assert (outcome.code, "leave out --format" in outcome.err) == (2, True)
    assert not (shop / "x.html").exists()


def test_the_helps_example_of_a_branch_works(shop: Path, call: Call) -> None:
    assert "$(" not in call("diff", "--help", cwd=shop).out
    subprocess.run(["git", "update-ref", "refs/remotes/origin/main", "main"], cwd=shop, check=True)
    assert call("diff", "origin/main...", "--fail-on", "breaking", cwd=shop).code == 0
