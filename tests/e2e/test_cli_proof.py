"""`msgc check --proof` and `--strict-proof`: the table, its JSON, and what fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli_help import catalog, msgc, write
from tests.e2e.conftest import Call

CONFIG = 'defaults: {to: "+31612345678"}\n'
OPEN = "vars: {name: string}\ntext: Hi {{ name }}\nactions: [{reply: Ask us}]\n"
BROKEN = 'vars: {name: string}\ntext: Hi\nactions: [{reply: "{{ name }}"}]\n'
PROVED = "vars: {name: {type: string, maxLength: 40}}\ntext: Hi {{ name }}\n"


def one(folder: Path, message: str, config: str = CONFIG) -> Path:
    """A catalog of one message, `hello`."""
    return catalog(folder, {"hello.msg.yaml": message}, config)


def test_the_table_has_each_constraint_with_its_state(tmp_path: Path) -> None:
    outcome = msgc("check", "--proof", cwd=one(tmp_path, PROVED))
    assert outcome.code == 0
    assert "0 refuted, 0 left" in outcome.out
    assert "/body/text/text" in outcome.out
    assert "proved   MSG401  maxLength    at most 43 of 4,096 characters" in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_what_is_left_says_what_has_no_bound(tmp_path: Path) -> None:
    outcome = msgc("check", "--proof", cwd=one(tmp_path, OPEN))
    assert outcome.code == 0
    (line,) = [each for each in outcome.out.splitlines() if "left     MSG402" in each]
    assert "no bound, of 1,024 characters" in line


def test_a_refuted_constraint_is_a_warning_with_a_row(tmp_path: Path, call: Call) -> None:
    folder = one(tmp_path, BROKEN)
    outcome = call("check", "--format", "json", cwd=folder)
    assert outcome.code == 0
    (found,) = outcome.document["diagnostics"]
    assert (found["code"], found["severity"]) == ("MSG404", "warning")
    assert found["message"].startswith("The button can reach 100 of 20 characters, when `name` is ")
    assert len(found["witness"]["name"]) == 21
    write(folder / "rows.json", json.dumps([found["witness"]]))
    assert msgc("compile", "hello", "-r", "rows.json", "-o", "-", cwd=folder).code == 1


def test_strict_proof_fails_on_what_is_left_and_on_what_is_refuted(tmp_path: Path) -> None:
    for number, message in enumerate((OPEN, BROKEN)):
        folder = one(tmp_path / str(number), message)
        assert msgc("check", "--strict-proof", cwd=folder).code == 1
    assert msgc("check", "--strict-proof", cwd=one(tmp_path / "proved", PROVED)).code == 0


def test_json_carries_the_proof(tmp_path: Path, call: Call) -> None:
    outcome = call("check", "--proof", "--format", "json", cwd=one(tmp_path, BROKEN))
    (proof,) = outcome.document["proof"]
    assert proof["message_name"] == "hello"
    assert proof["refuted"] == 1
    states = {each["state"] for each in proof["constraints"]}
    assert states >= {"proved", "refuted"}
    (refuted,) = [each for each in proof["constraints"] if each["state"] == "refuted"]
    assert refuted["pointer"] == "/body/text/actions/0/reply/text"
    assert "witness" in refuted


@pytest.mark.parametrize("format_", ["sarif", "github", "junit", "gitlab", "rdjson"])
def test_other_formats_have_no_place_for_it(tmp_path: Path, format_: str) -> None:
    outcome = msgc("check", "--proof", "--format", format_, cwd=one(tmp_path, PROVED))
    assert outcome.code == 2
    assert "text or json" in outcome.err


def test_fix_cuts_what_is_too_long(tmp_path: Path) -> None:
    folder = one(tmp_path, BROKEN)
    assert msgc("check", "--fix", cwd=folder).code == 0
    assert "{{ name | truncate(20) }}" in (folder / "templates/hello.msg.yaml").read_text()
    assert "nothing to mend" in msgc("check", cwd=folder).out


def test_what_is_ordinary_can_be_set(tmp_path: Path) -> None:
    config = f"{CONFIG}assume: {{string: 12}}\n"
    assert "nothing to mend" in msgc("check", cwd=one(tmp_path, BROKEN, config)).out


def test_a_rule_that_is_off_isnt_proved(tmp_path: Path) -> None:
    config = f"{CONFIG}rules: {{MSG404: off}}\n"
    outcome = msgc("check", "--strict-proof", cwd=one(tmp_path, BROKEN, config))
    assert "MSG404" not in outcome.out


def test_each_piece_of_a_url_is_encoded_once(tmp_path: Path) -> None:
    url = "https://maps.example.com/?q={{ a }},{{ b }}"
    folder = one(tmp_path, f'vars: {{a: string, b: string}}\ntext: Hi\nimage: "{url}"\n')
    assert msgc("check", "--fix", cwd=folder).code == 0
    text = (folder / "templates/hello.msg.yaml").read_text()
    assert "{{ a | urlencode }},{{ b | urlencode }}" in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("integer", "Pay right now {{ n }}"),
        ("{type: number, maximum: 1e9}", "Pay right now {{ n | currency('EUR') }}"),
        ("phone", "Call {{ n }}"),
    ],
)
def test_what_must_be_whole_is_never_cut(tmp_path: Path, kind: str, words: str) -> None:
    message = f'vars: {{n: {kind}}}\ntext: Hi\nactions: [{{reply: "{words}"}}]\n'
    folder = one(tmp_path, message)
    outcome = msgc("check", "--fix", cwd=folder)
    assert "truncate" not in outcome.out
    assert (folder / "templates/hello.msg.yaml").read_text() == message
