"""`msgc lock`: from saved answers, from an account, and held against both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.account import WORKSPACE, Account, serving
from tests.e2e.cli_help import Outcome, catalog, msgc, write

KEY = "bk-planted-5e0d9c"
PROJECT = "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"
OTHER = "1f8d6b30-4c27-4e9a-b5d1-7a93e02c64f8"
VERSION = "a4e81c6d-90b5-4f23-b7d8-2c5f1e063a79"
Lock = Callable[..., Outcome]


def entry(number: int = 0, **more: object) -> dict[str, object]:
    return {
        "id": VERSION if number == 0 else f"{number:08d}-90b5-4f23-b7d8-2c5f1e063a79",
        "projectId": PROJECT,
        "status": "active" if number == 0 else "inactive",
        "defaultLocale": "en",
        "localeStatuses": {"en": "active"},
        "variables": [{"key": "name", "type": "string", "characterLimit": 40}],
        "deployments": [
            {"key": "whatsappTemplateName", "value": "order_shipped"},
            {"key": "whatsappCategory", "value": "UTILITY"},
        ],
        **more,
    }


def message(project: str = PROJECT, name: str = "name") -> str:
    return (
        f'to: "+31612345678"\ntext: Hi\nfallback:\n  template: {project}\n'
        f"  version: {VERSION}\n  locale: en\n  parameters: {{{name}: Robert}}\n"
    )


def config(url: str) -> str:
    profile = f'workspaceId: {WORKSPACE}, channelId: c, accessKeyEnv: KEY, baseUrl: "{url}"'
    return f"profiles:\n  local: {{{profile}}}\n"


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


def saved(root: Path, document: object, name: str = "answer.json") -> Path:
    return write(root.parent / name, json.dumps(document))


def projects(root: Path) -> dict[str, dict]:
    return json.loads((root / "msgc.lock").read_text(encoding="utf-8"))["projects"]


# From files


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


# From an account


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


# Held against what is there


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
