"""`msgc test`: the messages and test files that it runs, and those that it says it doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.cli_help import catalog, write
from tests.e2e.conftest import Call

HELLO = 'to: "+31612345678"\ntext: Hi\n'
TEST = "says hi: {expect: {/body/text/text: Hi}}\n"
MESSAGES = {
    "_base.msg.yaml": 'to: "+31612345678"\n',
    "menu.msg.yaml": "extends: _base\ntext: Menu\n",
    "orders/late.msg.yaml": HELLO,
    "orders/late.test.yaml": TEST,
    "orders/shipped.msg.yaml": HELLO,
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return catalog(tmp_path / "shop", MESSAGES, "channel: any\n")


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("templates/orders/shipped.msg.yaml", "1 test of 1 message"),
        ("templates/orders/late.msg.yaml", "2 tests of 1 message"),
        ("templates/orders/late.test.yaml", "2 tests of 1 message"),
        ("templates/_base.msg.yaml", "1 test of 1 message"),
        ("templates/orders", "3 tests of 2 messages"),
        ("templates/orders/", "3 tests of 2 messages"),
        ("templates/", "4 tests of 3 messages"),
        (".", "4 tests of 3 messages"),
    ],
)
def test_paths_select_the_messages_that_they_lead_to(
    shop: Path, call: Call, path: str, tests: str
) -> None:
    assert call("test", path, cwd=shop).out.startswith(f"{tests}: ")


def test_a_path_is_relative_to_where_msgc_is_run(shop: Path, call: Call) -> None:
    outcome = call("test", "orders/late.msg.yaml", cwd=shop / "templates")
    assert outcome.out.startswith("2 tests of 1 message: ")


def test_a_message_goes_before_a_folder_of_its_name(shop: Path, call: Call) -> None:
    write(shop / "templates/orders.msg.yaml", HELLO)
    outcome = call("test", "orders", cwd=shop / "templates")
    assert outcome.out.startswith("1 test of 1 message: ")


@pytest.mark.parametrize(
    "word",
    [
        "templates/orders/shiped.msg.yaml",
        "orders/shipped.msg.yaml",
        "shop/templates/orders/shipped.test.yaml",
    ],
)
@pytest.mark.parametrize("command", ["test", "ls"])
def test_of_a_path_that_isnt_there_the_message_is_guessed(
    shop: Path, call: Call, command: str, word: str
) -> None:
    outcome = call(command, word, cwd=shop)
    assert outcome.code == 2
    assert f"there is no message `{word}`; did you mean `orders/shipped`?" in " ".join(
        outcome.err.split()
    )


def test_a_path_without_messages_is_refused(shop: Path, call: Call) -> None:
    (shop / "empty").mkdir()
    assert call("test", "empty", cwd=shop).code == 2
    assert call("test", "x" * 1000, cwd=shop).code == 2


@pytest.mark.parametrize(
    "name",
    ["_base.test.yaml", "menu.test.yml", "menu.tests.yaml", "menu.tests.yml", "manu.test.yaml"],
)
@pytest.mark.parametrize("words", [("test",), ("test", "templates"), ("check",)])
def test_a_test_file_that_nothing_runs_is_told_once(
    shop: Path, call: Call, name: str, words: tuple[str, ...]
) -> None:
    write(shop / "templates" / name, TEST)
    outcome = call(*words, "--format", "json", cwd=shop)
    found = [(each["file"], each["code"]) for each in outcome.document["diagnostics"]]
    assert (outcome.code, found) == (1, [(f"templates/{name}", "MSG133")])


def test_a_message_that_is_named_tells_of_a_misnamed_file_beside_it(shop: Path, call: Call) -> None:
    write(shop / "templates/menu.test.yml", TEST)
    assert "Call it `menu.test.yaml`" in call("test", "menu", cwd=shop).out
    assert call("test", "orders/*", cwd=shop).code == 0
