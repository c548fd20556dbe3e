"""`msgc compile` without recipients: what stands in `build/`, by its contract."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.e2e.cli_help import FAULTY, files_of, msgc, write
from tests.e2e.conftest import Call

BUILT = {
    "menu/default.json",
    "orders/noted/one.json",
    "orders/noted/one.fallback.json",
    "orders/shipped/typical.json",
    "orders/shipped/dutch.json",
}


def text_of(shop: Path, name: str) -> str:
    return json.loads((shop / "build" / name).read_text())["body"]["text"]["text"]


def test_samples_go_to_build(shop: Path) -> None:
    outcome = msgc("compile", cwd=shop)
    assert (outcome.code, outcome.out) == (0, "")
    assert files_of(shop / "build") == BUILT
    assert text_of(shop, "orders/shipped/typical.json") == "Hi Ann, 10 from Acme"
    assert text_of(shop, "orders/shipped/dutch.json") == "Hoi Bob, 10 van Acme"


def test_a_message_without_samples_is_skipped_with_a_note(shop: Path, call: Call) -> None:
    outcome = call("compile", cwd=shop)
    assert "plain" in outcome.err
    assert not (shop / "build/plain").exists()
    assert "plain" not in call("-q", "compile", cwd=shop).err


def test_the_files_are_indented_utf8_with_a_last_line_break(shop: Path, call: Call) -> None:
    write(shop / "templates/menu.msg.yaml", 'to: "+31612345678"\ntext: Café 😀\n')
    call("compile", "menu", cwd=shop)
    text = (shop / "build/menu/default.json").read_bytes().decode("utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert "Café 😀" in text


def test_build_is_the_catalogs(shop: Path, call: Call) -> None:
    assert call("-C", "shop", "compile", "menu", cwd=shop.parent).code == 0
    assert files_of(shop / "build") == {"menu/default.json"}
    assert call("compile", "menu", cwd=shop / "templates/orders").code == 0
    assert not (shop / "templates/orders/build").exists()


def test_only_what_is_selected(shop: Path, call: Call) -> None:
    call("compile", "orders/*", "--exclude", "orders/noted", cwd=shop)
    assert files_of(shop / "build") == {
        "orders/shipped/typical.json",
        "orders/shipped/dutch.json",
    }


def test_stale_files_are_removed(shop: Path, call: Call) -> None:
    call("compile", cwd=shop)
    write(shop / "build/gone/old.json", "{}")
    write(shop / "build/menu/other.json", "{}")
    call("compile", "menu", cwd=shop)
    assert files_of(shop / "build") == {*BUILT, "gone/old.json"}
    call("compile", cwd=shop)
    assert files_of(shop / "build") == BUILT
    assert not (shop / "build/gone").exists()


def test_a_faulty_message_is_left_out(shop: Path, call: Call) -> None:
    write(shop / "templates/bad.msg.yaml", FAULTY)
    outcome = call("compile", cwd=shop)
    assert outcome.code == 1
    assert "templates/bad.msg.yaml:2:13" in outcome.err
    assert files_of(shop / "build") == BUILT


def test_a_faulty_sample_leaves_its_message_out(shop: Path, call: Call) -> None:
    path = shop / "templates/orders/shipped.msg.yaml"
    write(path, path.read_text().replace("samples:\n", "samples:\n  bad: {name: Eve}\n"))
    outcome = call("compile", cwd=shop)
    assert outcome.code == 1
    assert files_of(shop / "build") == {name for name in BUILT if "shipped" not in name}


def test_check_writes_nothing(shop: Path, call: Call) -> None:
    outcome = call("compile", "--check", cwd=shop)
    assert outcome.code == 1
    assert not (shop / "build").exists()
    call("compile", cwd=shop)
    assert call("compile", "--check", cwd=shop).code == 0


def test_check_fails_on_what_differs_or_is_left_over(shop: Path, call: Call) -> None:
    call("compile", cwd=shop)
    path = shop / "build/menu/default.json"
    path.write_text(path.read_text() + "\n")
    outcome = call("compile", "--check", cwd=shop)
    assert (outcome.code, "menu/default.json" in outcome.out) == (1, True)
    call("compile", cwd=shop)
    write(shop / "build/gone/old.json", "{}")
    outcome = call("compile", "--check", cwd=shop)
    assert (outcome.code, "gone/old.json" in outcome.out) == (1, True)
    assert (shop / "build/gone/old.json").exists()


def test_payloads_on_standard_output(shop: Path, call: Call) -> None:
    outcome = call("compile", "-o", "-", cwd=shop)
    assert outcome.code == 0
    assert len(outcome.lines) == 4
    assert [line["body"]["type"] for line in outcome.lines] == ["list", "text", "text", "text"]
    assert not (shop / "build").exists()


def test_nothing_is_rewritten_that_hasnt_changed(shop: Path, call: Call) -> None:
    call("compile", cwd=shop)
    path = shop / "build/menu/default.json"
    os.utime(path, (1, 1))
    call("compile", cwd=shop)
    assert path.stat().st_mtime == 1


def test_an_output_folder_of_ones_own(shop: Path, call: Call) -> None:
    assert call("compile", "-o", "elsewhere", cwd=shop.parent / "shop").code == 0
    assert files_of(shop / "elsewhere") == BUILT


def test_options_for_rows_need_rows(shop: Path, call: Call) -> None:
    for words in (("--limit", "1"), ("--set", "a=b"), ("--strict",), ("--rows-format", "csv")):
        assert call("compile", "menu", *words, cwd=shop).code == 2
    assert call("compile", "nothing", cwd=shop).code == 2


def test_a_faulty_config_compiles_nothing(shop: Path, call: Call) -> None:
    write(shop / "msgc.yaml", "defaults: [\n")
    outcome = call("compile", cwd=shop)
    assert outcome.code == 2
    assert "msgc.yaml" in outcome.err
