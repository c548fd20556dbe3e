"""`msgc vars`, `schema`, `ls` and `explain`, and how messages are selected."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from msgc.facts.platform import all_codes
from tests.e2e.cli_help import FAULTY, write
from tests.e2e.conftest import Call


def names(outcome) -> list[str]:
    return [row["name"] for row in outcome.document["messages"]]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), ["menu", "orders/noted", "orders/shipped", "plain"]),
        (("orders/*",), ["orders/noted", "orders/shipped"]),
        (("orders/shipped",), ["orders/shipped"]),
        (("kind:list",), ["menu"]),
        (("tag:orders",), ["orders/shipped"]),
        (("menu", "tag:orders"), ["menu", "orders/shipped"]),
        (("--exclude", "orders/*"), ["menu", "plain"]),
        (("orders/*", "--exclude", "tag:orders"), ["orders/noted"]),
    ],
)
def test_selection(shop: Path, call: Call, words: tuple[str, ...], wanted: list[str]) -> None:
    outcome = call("ls", *words, "--format", "json", cwd=shop)
    assert (outcome.code, sorted(names(outcome))) == (0, wanted)


@pytest.mark.parametrize("word", ["orders/shiped", "kind:lists", "tag:none", "nothing/*"])
def test_a_selector_that_finds_nothing_is_exit_2(shop: Path, call: Call, word: str) -> None:
    outcome = call("ls", word, cwd=shop)
    assert (outcome.code, outcome.out) == (2, "")
    assert word in outcome.err


def test_ls_shows_kind_variables_samples_locales(shop: Path, call: Call) -> None:
    rows = call("ls", "--format", "json", cwd=shop).document["messages"]
    (shipped,) = [row for row in rows if row["name"] == "orders/shipped"]
    assert shipped == {
        "name": "orders/shipped",
        "kind": "text",
        "variables": ["phone", "name", "n"],
        "samples": ["typical", "dutch"],
        "locales": ["nl"],
    }
    text = call("ls", cwd=shop).out
    assert all(name in text for name in ("menu", "orders/noted", "list", "nl"))


def test_vars_table(shop: Path, call: Call) -> None:
    outcome = call("vars", "orders/shipped", cwd=shop)
    assert outcome.code == 0
    assert all(word in outcome.out for word in ("phone", "name", "string", "integer", "1"))


def test_vars_csv_is_a_header_and_a_row_that_compiles(shop: Path, call: Call) -> None:
    outcome = call("vars", "orders/shipped", "--format", "csv", cwd=shop)
    header, row = csv.reader(io.StringIO(outcome.out))
    assert header == ["phone", "name", "n"]
    assert len(row) == 3
    write(shop / "rows.csv", outcome.out)
    assert call("compile", "orders/shipped", "-r", "rows.csv", cwd=shop).code == 0


CODE = "vars: {code: {type: string, pattern: '%s'}}\nto: \"+31612345678\"\ntext: Hi {{ code }}\n"


def test_vars_csv_makes_a_text_that_matches_a_pattern(shop: Path, call: Call) -> None:
    write(shop / "templates/code.msg.yaml", CODE % "^[A-Z]{2}-[0-9]{4}$")
    outcome = call("vars", "code", "--format", "csv", cwd=shop)
    assert (outcome.out, outcome.err) == ("code\nAA-0000\n", "")
    write(shop / "people.csv", outcome.out)
    assert call("compile", "code", "-r", "people.csv", "-o", "-", cwd=shop).code == 0


def test_vars_csv_says_where_its_row_does_not_fit(shop: Path, call: Call) -> None:
    write(shop / "templates/code.msg.yaml", CODE % "^(?=.*x)[a-z]{3}$")
    outcome = call("vars", "code", "--format", "csv", cwd=shop)
    assert (outcome.code, outcome.out) == (0, "code\ncod\n")
    assert "this is no row that fits (`code` holds 'cod'" in outcome.err
    assert "give the message a sample" in outcome.err
    assert call("vars", "code", cwd=shop).err == ""


def test_vars_schema_takes_what_compile_takes(shop: Path, call: Call) -> None:
    outcome = call("vars", "orders/shipped", "--format", "schema", cwd=shop)
    Draft202012Validator.check_schema(outcome.document)
    validator = Draft202012Validator(outcome.document)
    assert validator.is_valid({"phone": "+31612345678", "name": "Ann"})
    assert validator.is_valid({"phone": "+31612345678", "name": "Ann", "n": None, "more": 1})
    assert not validator.is_valid({"phone": "+31612345678"})
    assert not validator.is_valid({"phone": "+31612345678", "name": 3})


def test_vars_of_a_faulty_message_is_exit_1(shop: Path, call: Call) -> None:
    write(shop / "templates/bad.msg.yaml", FAULTY)
    assert call("vars", "bad", cwd=shop).code == 1


def test_vars_takes_one_message(shop: Path, call: Call) -> None:
    assert call("vars", cwd=shop).code == 2
    assert call("vars", "orders/*", cwd=shop).code == 2
    assert call("vars", "nothing", cwd=shop).code == 2


def test_schema_lists_names(call: Call) -> None:
    outcome = call("schema")
    assert outcome.code == 0
    assert {"text", "list", "template", "message", "create-message"} <= set(outcome.out.split())


def test_every_schema_is_one(call: Call) -> None:
    for name in call("schema").out.split():
        document = json.loads(call("schema", name).out)
        assert "$schema" in document
        if "2020-12" in document["$schema"]:
            Draft202012Validator.check_schema(document)


def test_schema_of_nothing_is_exit_2(call: Call) -> None:
    outcome = call("schema", "txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert "text" in outcome.err


def test_explain_every_code(call: Call) -> None:
    listed = call("explain").out
    for code in all_codes():
        outcome = call("explain", code)
        assert (outcome.code, code in outcome.out, code in listed) == (0, True, True)


def test_explain_nothing_is_exit_2(call: Call) -> None:
    assert call("explain", "MSG099").code == 2


def test_version_and_help(call: Call) -> None:
    assert call("--version").code == 0
    assert "Commands" in call("--help").out
    assert call("--help").code == 0
