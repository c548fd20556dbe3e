"""Keys and people's data, planted in all that commands read, and sought in all that they leave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from msgc.cli.main import COMMANDS
from tests.e2e.account import Account, serving
from tests.e2e.cli_help import write
from tests.e2e.push_help import KEY_NAME, mode, payload
from tests.e2e.secret_help import (
    KEY,
    MESSAGE,
    NAMES,
    OWNERS,
    PHONES,
    Place,
    people_in,
    place_at,
    require_nobody,
    wrong_payloads,
)

ROWS = "../given/rows.csv"
PUBLIC_FORMATS = ("sarif", "github", "junit", "gitlab", "rdjson")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_at(tmp_path / "place")


def test_the_search_finds_what_is_planted(place: Place) -> None:
    assert people_in(f"x{NAMES[0]} +31 {PHONES[1]}") == [PHONES[1][1:], NAMES[0]]
    write(place.shop / "out" / "leak.json", f"{{{NAMES[0]}}}")
    with pytest.raises(AssertionError, match="leak"):
        place.require_kept()
    write(place.shop / "out" / "leak.json", KEY)
    with pytest.raises(AssertionError, match="leak"):
        place.require_kept()
    write(place.shop / "out" / "leak.json", "")
    write(place.shop / "out" / "open.ndjson", NAMES[0]).chmod(0o644)
    with pytest.raises(AssertionError, match="open"):
        place.require_kept()


@pytest.mark.parametrize("command", COMMANDS)
def test_help(place: Place, command: str) -> None:
    assert place.run(command, "--help").code == 0
    assert place.run(command, "--no-such-option").code == 2
    place.require_kept()


@pytest.mark.parametrize("format", ["text", "json", *PUBLIC_FORMATS])
def test_check_of_payloads(place: Place, format: str) -> None:
    path = write(place.root / "given" / "wrong.ndjson", wrong_payloads())
    for _ in range(2):
        outcome = place.run("check", path, "--format", format)
        assert outcome.code == 1
        if format in PUBLIC_FORMATS:
            require_nobody(outcome)
    place.require_kept()


def test_compile(place: Place) -> None:
    steps = place.root / "given" / "steps.md"
    for words in (["-v"], ["--jobs", "2"], ["--strict"]):
        given = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(steps)}
        assert place.run("compile", MESSAGE, "-r", ROWS, *words, **given).code == 1
    assert not steps.exists() or not people_in(steps.read_bytes())
    place.require_kept()


def test_compile_of_samples_and_other_commands(place: Place) -> None:
    for words in (
        ["compile"],
        ["compile", "--check"],
        ["vars", MESSAGE],
        ["vars", MESSAGE, "--format", "csv"],
        ["schema", "text"],
        ["ls"],
        ["explain", "MSG301"],
        ["init", "other"],
        ["check", "--proof"],
    ):
        require_nobody(place.run(*words))
    assert place.run("compile", MESSAGE, "-r", ROWS, "--set", "note=x", "-o", "-").code == 1
    place.require_kept()


def test_plan(place: Place) -> None:
    words = ("plan", MESSAGE, "-r", ROWS, "--profile", "peer", "--suppress", "../given/no.txt")
    outcomes = [place.run(*words), place.run(*words, "-v"), place.run(*words, "--allow-revised")]
    assert [each.code for each in outcomes] == [1, 1, 1]
    wrong = write(place.root / "given" / "wrong.ndjson", wrong_payloads())
    outcomes.append(place.run("plan", wrong))
    require_nobody(*outcomes)
    rejected = place.shop / "out" / "orders" / "note.rejected.ndjson"
    assert people_in(rejected.read_bytes()) and mode(rejected) == OWNERS
    place.require_kept()


CURL = (
    "curl -X POST https://api.bird.com/workspaces/w/channels/c/messages "
    "-H 'Authorization: AccessKey {key}' -u me:{key} -d '{body}'"
)
BODY = json.dumps(payload("+31612345678"))
CURLS = {
    "good": CURL.format(key=KEY, body=BODY),
    "broken JSON": CURL.format(key=KEY, body='{"a": '),
    "no end of a quote": CURL.format(key=KEY, body=BODY).removesuffix("'"),
    "no body": CURL.format(key=KEY, body="").removesuffix(" -d ''"),
    "a wrong payload": CURL.format(key=KEY, body='{"body": 5}'),
    "no UTF-16": f"\ud83d {CURL}".encode("utf-8", "surrogatepass").decode("latin-1") + KEY,
    "only a header": f"Authorization: AccessKey {KEY}",
}


@pytest.mark.parametrize("name", CURLS)
def test_import(place: Place, name: str) -> None:
    path = write(place.root / "given" / "curl.txt", CURLS[name])
    place.run("import", input=CURLS[name])
    place.run("import", path)
    place.run("import", path, "-o", "templates/imported/", MSGC_TRACEBACK="1")
    place.require_kept()


@pytest.fixture
def account() -> Iterator[Account]:
    with serving(Account(KEY, {"p": []})) as account:
        yield account


ANSWERS: dict[str, tuple[int, bytes] | None] = {
    "good": None,
    "401": (401, b'{"code": "Unauthorized", "message": "no"}'),
    "the key in it": (500, json.dumps({"code": "a", "message": f"no key {KEY}"}).encode()),
    "HTML": (200, b"<html>"),
    "a redirect": (302, b""),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_lock(account: Account, tmp_path: Path, name: str) -> None:
    place = place_at(tmp_path / "place", account.url)
    account.answer = ANSWERS[name]
    outcome = place.run("lock", "--profile", "peer", "-v", MSGC_TRACEBACK="1")
    assert "Traceback" not in outcome.err
    assert account.keys[0] == f"AccessKey {KEY}"
    place.require_kept()


BAD_KEYS = {
    "a space": f"{KEY} {KEY}",
    "a letter of no key": f"{KEY}é",
    "a line break": f"{KEY}\nx: y",
}


@pytest.mark.parametrize("name", BAD_KEYS)
def test_keys_that_are_none(place: Place, name: str) -> None:
    for words in (
        ("push", MESSAGE, "-r", ROWS, "--profile", "peer", "--yes"),
        ("lock", "--profile", "peer"),
    ):
        outcome = place.run(*words, **{KEY_NAME: BAD_KEYS[name]})
        assert outcome.code == 2, outcome
        require_nobody(outcome)
    place.require_kept()


ENV_FILES = {
    "a line without a name": KEY.replace("=", ""),
    "a name alone": f"{KEY_NAME}=\n{KEY}\n",
    "a space": f"{KEY_NAME}={KEY} {KEY}",
}


@pytest.mark.parametrize("name", ENV_FILES)
def test_files_of_variables(place: Place, name: str) -> None:
    path = write(place.root / "given" / "key.env", ENV_FILES[name])
    for words in (
        ("push", MESSAGE, "-r", ROWS, "--profile", "peer", "--yes"),
        ("status", "--follow"),
        ("lock", "--profile", "peer"),
    ):
        assert place.run(*words, "--env-file", path).code == 2
    place.require_kept()


def test_a_key_in_the_url(place: Place) -> None:
    config = place.shop / "msgc.yaml"
    text = config.read_text().replace("http://", f"http://me:{KEY}@")
    config.write_text(text)
    for words in (
        ("push", MESSAGE, "-r", ROWS, "--profile", "peer", "--yes"),
        ("plan", MESSAGE, "-r", ROWS, "--profile", "peer"),
        ("lock", "--profile", "peer"),
    ):
        assert place.run(*words).code == 2


def test_a_key_where_a_variables_name_belongs(place: Place) -> None:
    config = place.shop / "msgc.yaml"
    config.write_text(config.read_text().replace(KEY_NAME, KEY))
    place.run("lock", "--profile", "peer")
