"""`msgc lock` from answers that were saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.account import Account
from tests.e2e.cli_help import write
from tests.e2e.lock.lock_help import (
    KEY,
    OTHER,
    PROJECT,
    VERSION,
    Lock,
    entry,
    message,
    projects,
    saved,
)


def test_a_saved_answer_becomes_the_lock(lock: Lock, root: Path, account: Account) -> None:
    outcome = lock("--from", saved(root, {"results": [entry()]}))
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "msgc.lock: 1 template of 1 project\n"
    assert projects(root)[PROJECT]["templates"][VERSION]["status"] == "active"
    assert account.asked == []


def test_the_lock_is_what_check_goes_by(lock: Lock, call: Lock, root: Path) -> None:
    lock("--from", saved(root, {"results": [entry()]}))
    assert call("check", cwd=root).code == 0
    write(root / "templates" / "hello.msg.yaml", message(name="nmae"))
    outcome = call("check", cwd=root)
    assert outcome.code == 1
    assert "MSG493" in outcome.out
    assert call("check", "--fix", cwd=root).code == 0
    assert "{name: Robert}" in (root / "templates" / "hello.msg.yaml").read_text()


def test_the_same_answers_make_the_same_bytes(lock: Lock, root: Path) -> None:
    first, second = entry(1), entry(2)
    lock("--from", saved(root, {"results": [first, second]}))
    bytes_of = (root / "msgc.lock").read_bytes()
    lock("--from", saved(root, [{"results": [second]}, {"results": [first]}]))
    assert (root / "msgc.lock").read_bytes() == bytes_of


def test_answers_stand_in_folders_and_in_lines(lock: Lock, root: Path) -> None:
    folder = root.parent / "answers"
    write(folder / "a.json", json.dumps({"results": [entry()]}))
    lines = [{"results": [entry(projectId=OTHER)]}, entry(1, projectId=OTHER)]
    write(folder / "b.ndjson", "".join(f"{json.dumps(each)}\n" for each in lines))
    write(folder / "notes.txt", "not an answer")
    assert lock("--from", folder).code == 0
    assert {id: len(each["templates"]) for id, each in projects(root).items()} == {
        PROJECT: 1,
        OTHER: 2,
    }


def test_a_project_is_replaced_and_others_stay(lock: Lock, root: Path) -> None:
    lock("--from", saved(root, {"results": [entry(), entry(1)]}))
    lock("--from", saved(root, {"results": [entry(projectId=OTHER)]}))
    lock("--from", saved(root, {"results": [entry(1)]}))
    assert list(projects(root)[PROJECT]["templates"]) == [entry(1)["id"]]
    assert list(projects(root)) == [OTHER, PROJECT]


def test_a_project_that_no_answer_names_is_asked_for(lock: Lock, root: Path) -> None:
    bare = entry()
    del bare["projectId"]
    path = saved(root, {"results": [bare]})
    outcome = lock("--from", path)
    assert outcome.code == 2
    assert f"{path}: the answer doesn't say of which project" in outcome.err
    assert "--project" in outcome.err
    assert lock("--from", path, "--project", PROJECT).code == 0
    assert list(projects(root)) == [PROJECT]


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"', '{"a": 1}', '{"id": "x", "id": "y"}'])
def test_a_file_that_holds_no_answer_is_refused(lock: Lock, root: Path, text: str) -> None:
    outcome = lock("--from", write(root.parent / "answer.json", text))
    assert outcome.code == 2
    assert "Error: " in outcome.err
    assert not (root / "msgc.lock").exists()


def test_what_cant_be_checked_is_told_when_asked(lock: Lock, root: Path) -> None:
    path = saved(root, {"results": [entry(variables=None)]})
    assert "not checked" not in lock("--from", path).err
    assert (
        "not checked: hello: `msgc.lock` doesn't tell the variables"
        in lock("--from", path, "-v").err
    )


def test_secrets_of_an_answer_dont_go_in(lock: Lock, root: Path) -> None:
    lock("--from", saved(root, {"results": [entry(signingKey=KEY, note=f"AccessKey {KEY}")]}))
    assert (root / "msgc.lock").exists()


def test_a_broken_lock_isnt_written_over(lock: Lock, root: Path) -> None:
    write(root / "msgc.lock", "<<<<<<< ours\n")
    outcome = lock("--from", saved(root, {"results": [entry()]}))
    assert outcome.code == 1
    assert "MSG497" in outcome.err
    assert (root / "msgc.lock").read_text() == "<<<<<<< ours\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "here.json", "--profile", "local"),
        ("--from", "here.json", "--all"),
        ("--project", PROJECT),
        ("--from", "nowhere.json"),
        ("--profile", "prod"),
        ("--check",),
    ],
)
def test_options_that_dont_go_together(lock: Lock, root: Path, words: tuple[str, ...]) -> None:
    write(root / "here.json", "{}")
    outcome = lock(*words)
    assert outcome.code == 2
    assert "Error: " in outcome.err
