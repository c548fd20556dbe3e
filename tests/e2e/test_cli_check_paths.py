"""`msgc check`: which files are taken, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.cli_help import FAULTY, PAYLOAD, files, msgc, write
from tests.e2e.conftest import Call

SOUND = PAYLOAD.replace("5}", '"Hi"}')


def faulty(shop: Path) -> Path:
    return write(shop / "templates/bad.msg.yaml", FAULTY)


def test_a_named_file_is_called_as_it_was_given(shop: Path, call: Call) -> None:
    faulty(shop)
    given = "shop/../shop/templates/bad.msg.yaml"
    outcome = call("check", given, "--format", "json", cwd=shop.parent)
    assert (outcome.code, set(files(outcome))) == (1, {given})


def test_other_files_are_called_from_the_catalog(shop: Path, call: Call) -> None:
    faulty(shop)
    for words in ((), ("templates",)):
        outcome = call("check", *words, "--format", "json", cwd=shop)
        assert set(files(outcome)) == {"templates/bad.msg.yaml"}
    outcome = call("check", "shop/templates", "--format", "json", cwd=shop.parent)
    assert set(files(outcome)) == {"templates/bad.msg.yaml"}


def test_a_folder_holds_only_its_messages(shop: Path, call: Call) -> None:
    faulty(shop)
    assert call("check", "templates/orders", cwd=shop).code == 0
    assert call("check", "templates", cwd=shop).code == 1
    assert call("check", ".", cwd=shop).code == 1


def test_payloads_in_a_folder_are_left_alone(shop: Path, call: Call) -> None:
    payload = write(shop / "templates/p.json", PAYLOAD)
    assert call("check", cwd=shop).code == 0
    assert call("check", "templates", cwd=shop).code == 0
    assert call("check", payload, cwd=shop).code == 1


@pytest.mark.parametrize("words", [("-C", "shop", "check"), ("check", "-C", "shop")])
def test_c_stands_before_or_after(shop: Path, call: Call, words: tuple[str, ...]) -> None:
    faulty(shop)
    outcome = call(*words, "--format", "json", cwd=shop.parent)
    assert (outcome.code, set(files(outcome))) == (1, {"templates/bad.msg.yaml"})


def test_c_does_not_change_the_directory(shop: Path, call: Call) -> None:
    write(shop.parent / "p.json", PAYLOAD)
    assert call("-C", "shop", "check", "p.json", cwd=shop.parent).code == 1
    assert call("-C", "shop", "check", "shop/templates/menu.msg.yaml", cwd=shop.parent).code == 0
    assert call("-C", "shop", "check", "templates/menu.msg.yaml", cwd=shop.parent).code == 2


def test_the_catalog_is_found_upwards(shop: Path, call: Call) -> None:
    assert call("check", cwd=shop / "templates/orders").code == 0
    assert call("check", "shipped.msg.yaml", cwd=shop / "templates/orders").code == 0


def test_payload_files_need_no_catalog(tmp_path: Path) -> None:
    write(tmp_path / "p.json", PAYLOAD)
    outcome = msgc("check", "p.json", "--format", "json", cwd=tmp_path)
    assert outcome.code == 1
    (found,) = outcome.document["diagnostics"]
    assert (found["code"], found["file"], found["pointer"]) == (
        "MSG301",
        "p.json",
        "/body/text/text",
    )
    assert found["range"]["start"] == {"line": 1, "column": PAYLOAD.index("5}") + 1}
    assert outcome.document["summary"]["files"] == 1


def test_a_line_of_ndjson_has_its_number(tmp_path: Path, call: Call) -> None:
    write(tmp_path / "p.ndjson", f"{SOUND}\n{PAYLOAD}\n")
    (found,) = call("check", "p.ndjson", "--format", "json").document["diagnostics"]
    assert (found["payload"], found["range"]["start"]["line"]) == (2, 2)


def test_entries_of_an_array_have_their_numbers(tmp_path: Path, call: Call) -> None:
    write(tmp_path / "p.json", f"[{SOUND},\n{PAYLOAD}]\n")
    (found,) = call("check", "p.json", "--format", "json").document["diagnostics"]
    assert (found["payload"], found["pointer"]) == (2, "/body/text/text")


def test_rules_dont_touch_payload_files(shop: Path, call: Call) -> None:
    config = (shop / "msgc.yaml").read_text() + "rules: {MSG301: off}\n"
    write(shop / "msgc.yaml", config)
    write(shop / "p.json", PAYLOAD)
    assert call("check", "p.json", cwd=shop).code == 1
