"""`msgc lock --check`: the lock held against what is there."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.account import WORKSPACE, Account
from tests.e2e.cli_help import write
from tests.e2e.lock.lock_help import (
    OTHER,
    PROJECT,
    Lock,
    config,
    entry,
    saved,
)


def test_check_writes_nothing_and_tells_what_has_changed(
    lock: Lock, root: Path, account: Account
) -> None:
    lock()
    before = (root / "msgc.lock").read_bytes()
    info = {"whatsapp:1:en": {"status": "active", "category": "MARKETING"}}
    account.projects[PROJECT] = [entry(status="paused", platformInfo=info)]
    outcome = lock("--check", "--format", "json")
    assert outcome.code == 1
    told = {each["message"]: each for each in outcome.document["diagnostics"]}
    assert set(told) == {
        "`order_shipped` is `paused` now; it was `active`",
        "`order_shipped` is in the category `MARKETING` now; it was `UTILITY`",
    }
    assert {(each["code"], each["file"]) for each in told.values()} == {("MSG499", "msgc.lock")}
    assert (root / "msgc.lock").read_bytes() == before


def test_check_of_an_account_that_hasnt_changed(lock: Lock) -> None:
    lock()
    outcome = lock("--check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "The account's templates are as `msgc.lock` has them." in outcome.err


def test_check_asks_for_what_the_lock_holds(lock: Lock, root: Path, account: Account) -> None:
    lock("--from", saved(root, {"results": [entry(projectId=OTHER)]}))
    outcome = lock("--check", "--format", "json")
    assert outcome.code == 1
    (found,) = outcome.document["diagnostics"]
    assert found["message"] == f"The account has no project `{OTHER}` any more"
    assert account.asked == [f"/workspaces/{WORKSPACE}/projects/{OTHER}/channel-templates"]


def test_check_against_a_saved_answer(lock: Lock, root: Path) -> None:
    lock()
    path = saved(root, {"results": [entry(variables=[])]})
    outcome = lock("--check", "--from", path)
    assert outcome.code == 1
    assert "`order_shipped` has the variable `name` no more" in outcome.out


def test_a_project_without_an_answer_is_said_to_be_unchecked(lock: Lock, root: Path) -> None:
    lock("--from", saved(root, {"results": [entry(projectId=OTHER)]}))
    outcome = lock("--check", "--from", saved(root, {"results": [entry()]}))
    assert outcome.code == 0
    assert f"not checked: the project `{OTHER}`" in outcome.err


def test_check_of_a_broken_lock(lock: Lock, root: Path) -> None:
    write(root / "msgc.lock", "{}")
    outcome = lock("--check")
    assert outcome.code == 1
    assert "MSG497" in outcome.err


def test_a_rule_of_the_catalog_holds_here_too(lock: Lock, root: Path, account: Account) -> None:
    lock()
    write(root / "msgc.yaml", config(account.url) + "rules: {MSG499: warning}\n")
    account.projects[PROJECT] = [entry(status="paused")]
    outcome = lock("--check")
    assert outcome.code == 0
    assert "warning[MSG499]" in outcome.out
