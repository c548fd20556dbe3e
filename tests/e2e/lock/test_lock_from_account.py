"""`msgc lock` from an account."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.account import WORKSPACE, Account
from tests.e2e.cli_help import msgc, write
from tests.e2e.lock.lock_help import (
    KEY,
    OTHER,
    PROJECT,
    Lock,
    config,
    entry,
    message,
    projects,
    saved,
)


def test_the_account_is_asked_for_what_messages_name(
    lock: Lock, root: Path, account: Account
) -> None:
    account.projects[OTHER] = [entry(projectId=OTHER)]
    assert lock("--profile", "local").code == 0
    assert list(projects(root)) == [PROJECT]
    assert account.asked == [f"/workspaces/{WORKSPACE}/projects/{PROJECT}/channel-templates"]
    assert account.keys == [f"AccessKey {KEY}"]


def test_fetched_and_saved_make_the_same_lock(lock: Lock, root: Path) -> None:
    lock()
    fetched = (root / "msgc.lock").read_bytes()
    (root / "msgc.lock").unlink()
    lock("--from", saved(root, {"results": [entry()]}))
    assert (root / "msgc.lock").read_bytes() == fetched


def test_all_pages_are_read(lock: Lock, root: Path, account: Account) -> None:
    account.projects[PROJECT] = [entry(number) for number in range(7)]
    account.page_size = 3
    assert lock().code == 0
    project = projects(root)[PROJECT]
    assert (len(project["templates"]), project["complete"], len(account.asked)) == (7, True, 3)


def test_all_takes_every_project(lock: Lock, root: Path, account: Account) -> None:
    account.projects[OTHER] = [entry(projectId=OTHER)]
    account.names[OTHER] = "Out for delivery"
    account.page_size = 1
    assert lock("--all").code == 0
    assert set(projects(root)) == {PROJECT, OTHER}
    assert projects(root)[OTHER]["name"] == "Out for delivery"


def test_a_platform_name_is_looked_for_in_every_project(
    lock: Lock, root: Path, account: Account, call: Lock
) -> None:
    write(root / "templates" / "hello.msg.yaml", message("order_shipped"))
    assert lock().code == 0
    assert list(projects(root)) == [PROJECT]
    assert call("check", cwd=root).code == 0


def test_a_lock_from_an_account_is_written_anew(lock: Lock, root: Path) -> None:
    write(root / "msgc.lock", "<<<<<<< ours\n")
    assert lock().code == 0
    assert list(projects(root)) == [PROJECT]


def test_a_project_that_the_account_lacks_is_told(lock: Lock, root: Path) -> None:
    write(root / "templates" / "more.msg.yaml", message(OTHER))
    outcome = lock()
    assert outcome.code == 1
    assert f"the account has no project `{OTHER}`" in outcome.err
    assert list(projects(root)) == [PROJECT]


REFUSALS = {
    (401, b'{"message": "bad"}'): "refuses the access key",
    (403, b"{}"): "may not read the templates",
    (403, b"<html>no</html>"): "may not read the templates",
    (429, b""): "too many requests",
    (500, b'{"message": "oops"}'): "it says: oops",
    (503, b"<html>"): "a fault of its own",
    (302, b""): "doesn't answer as it should (status 302)",
    (200, b"<html>"): "not with JSON",
    (200, b'{"results": NaN}'): "not with JSON",
    (200, b"[" * 100_000): "not with JSON",
    (200, b'"text"'): "has no `results`",
    (200, b'{"results": {}}'): "has no `results`",
    (200, b'{"results": [{}]}'): "has no `id`",
    (200, b'{"results": [], "nextPageToken": "same"}'): "has no end",
    (200, f'{{"results": ["AccessKey {KEY}"]}}'.encode()): "holds the access key",
    (401, f'{{"message": "no key {KEY}"}}'.encode()): "holds the access key",
}


@pytest.mark.parametrize("answer", REFUSALS, ids=str)
def test_an_answer_that_is_no_list_of_templates_is_told(
    lock: Lock, root: Path, account: Account, answer: tuple[int, bytes]
) -> None:
    account.answer = answer
    outcome = lock()
    assert outcome.code == 2
    assert REFUSALS[answer] in outcome.err
    assert outcome.err.startswith("Error: ")
    assert not (root / "msgc.lock").exists()


def test_an_account_that_doesnt_answer_in_time(lock: Lock, account: Account) -> None:
    account.delay = 0.6
    outcome = lock("--timeout", "0.1")
    assert outcome.code == 2
    assert "didn't answer in time" in outcome.err


def test_an_account_that_cant_be_reached(lock: Lock, root: Path) -> None:
    write(root / "msgc.yaml", config("http://127.0.0.1:1"))
    outcome = lock()
    assert outcome.code == 2
    assert "127.0.0.1:1 can't be reached" in outcome.err


def test_a_key_isnt_sent_in_the_clear(lock: Lock, root: Path) -> None:
    write(root / "msgc.yaml", config("http://api.example.com"))
    outcome = lock()
    assert outcome.code == 2
    assert "over https alone" in outcome.err


def test_without_its_key_an_account_isnt_asked(
    lock: Lock, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KEY")
    outcome = lock()
    assert outcome.code == 2
    assert "`KEY`" in outcome.err
    assert account.asked == []


def test_in_a_process_of_its_own_nothing_shows_the_key(root: Path, account: Account) -> None:
    for status in (200, 401, 500):
        account.answer = None if status == 200 else (status, b"{}")
        outcome = msgc("lock", "-v", cwd=root, KEY=KEY, MSGC_TRACEBACK="1")
        assert outcome.code == (0 if status == 200 else 2)
        assert KEY not in outcome.out + outcome.err
