"""Inputs that once lost, overwrote, leaked or hung: each has to end in one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli_help import GOOD_ROWS, ndjson, texts, write
from tests.e2e.conftest import Call

SHIPPED = "orders/shipped"
OUT = "out/orders/shipped.ndjson"
KEY = "S3KRET-KEY"


@pytest.mark.parametrize("output", ["rows.csv", "templates/menu.msg.yaml", "msgc.yaml"])
def test_no_input_is_written_over(shop: Path, call: Call, output: str) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    before = (shop / output).read_bytes()
    assert call("compile", SHIPPED, "-r", "rows.csv", "-o", output, cwd=shop).code == 2
    assert (shop / output).read_bytes() == before


def test_a_symlink_keeps_pointing_where_it_did(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", GOOD_ROWS)
    (shop / "link.ndjson").symlink_to(shop / "target.ndjson")
    assert call("compile", SHIPPED, "-r", "rows.csv", "-o", "link.ndjson", cwd=shop).code == 0
    assert (shop / "link.ndjson").is_symlink()
    assert len(ndjson(shop / "target.ndjson")) == 2


def test_what_an_open_quote_swallows_stays_in_the_rejects(shop: Path, call: Call) -> None:
    rows = 'phone,name\n+31612345678,Ann\n+31612345679,"Bob\n+31612345670,Cas\n'
    write(shop / "rows.csv", rows)
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 1
    (reject,) = ndjson(shop / "out/orders/shipped.rejected.ndjson")
    assert reject["raw"] == '+31612345679,"Bob\n+31612345670,Cas\n'


def test_the_same_fault_in_many_rows_is_shown_once(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,nmae\n" + "+31612345678,Ann\n" * 30)
    outcome = call("compile", SHIPPED, "-r", "rows.csv", cwd=shop)
    assert outcome.err.count("MSG506") == 1
    assert "in 30 rows" in outcome.err
    assert "`nmae`" in outcome.err


def test_lines_of_empty_cells_are_no_rows(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", GOOD_ROWS + ",,\n,,\n")
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 0
    assert len(ndjson(shop / OUT)) == 2


def test_a_file_of_which_nothing_can_be_read_is_exit_2(shop: Path, call: Call) -> None:
    write(shop / "rows.csv", "phone,name,name\n+31612345678,Ann,Bob\n")
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 2
    assert call("compile", SHIPPED, "-r", "none.csv", "--limit", "0", cwd=shop).code == 2
    assert not (shop / "out" / "orders").exists()


@pytest.mark.parametrize("locale", ["nl", "NL", "nl_NL", "nl-BE"])
def test_language_tags_pick_their_text_in_any_spelling(shop: Path, call: Call, locale: str) -> None:
    write(shop / "rows.csv", f"phone,name,locale\n+31612345678,Ann,{locale}\n")
    assert call("compile", SHIPPED, "-r", "rows.csv", cwd=shop).code == 0
    assert texts(ndjson(shop / OUT)) == ["Hoi Ann, 10 van Acme"]


@pytest.mark.parametrize(
    "text",
    [
        "[root@web01 ~]$ curl -H 'Authorization: AccessKey {key}' https://x -d '{{\"a\": 1}}'",
        "curl -H 'Authorization: AccessKey {key}' https://x -d '{{\"a\": \"\x01\"}}'",
        '$ curl https://x -H "Authorization: AccessKey {key}" -d \'{{"a"',
    ],
)
def test_no_key_of_a_command_is_shown(shop: Path, call: Call, text: str) -> None:
    outcome = call("import", cwd=shop, input=text.format(key=KEY))
    assert outcome.code == 1
    assert KEY not in outcome.out + outcome.err


def test_no_key_in_the_settings_is_shown(shop: Path, call: Call) -> None:
    write(shop / "msgc.yaml", f"profiles:\n  prod: {{accessKey: {KEY}}}\n")
    outcome = call("check", cwd=shop)
    assert (outcome.code, "accessKey" in outcome.out) == (1, True)
    assert KEY not in outcome.out + outcome.err


def test_includes_that_double_end(shop: Path, call: Call) -> None:
    for number in range(30):
        path = shop / f"templates/x{number}.txt"
        write(path, f"{{% include 'x{number + 1}.txt' %}}" * 2)
    write(shop / "templates/x30.txt", "x")
    write(shop / "templates/menu.msg.yaml", 'to: "+31612345678"\ntext: "{% include \'x0.txt\' %}"')
    outcome = call("check", "--format", "json", cwd=shop)
    assert {each["code"] for each in outcome.document["diagnostics"]} == {"MSG216"}


def test_lists_that_would_fill_the_memory_end(shop: Path, call: Call) -> None:
    write(
        shop / "templates/menu.msg.yaml",
        "vars: {names: [string]}\nto: '+31612345678'\n"
        "text: \"{{ names | map('center', 900000) | join | length }}\"",
    )
    rows = json.dumps({"names": ["a"] * 5_000}) + "\n" + json.dumps({"names": ["a"]}) + "\n"
    outcome = call("compile", "menu", "-r", "-", "-o", "-", cwd=shop, input=rows)
    assert outcome.code == 1
    assert "MSG511" in outcome.err
    assert len(outcome.lines) == 1
