"""`msgc diff --fail-on breaking`: what was sent, and can't be any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.cli_help import write
from tests.e2e.conftest import Call
from tests.e2e.diff_help import CONFIG, change, commit, committed, messages

BUTTON = 'to: "+31612345678"\ntext: A\nactions: [{reply: Yes}]\n'
LOST = "it can't be compiled any more"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    more = {"button": BUTTON, "a.nl": "text: Hoi {{ name }}\n"}
    return committed(tmp_path, **more)


def broken(call: Call, shop: Path) -> list[str]:
    outcome = call("diff", "--fail-on", "breaking", cwd=shop)
    found = messages(call, shop)
    lost = [name for name, each in found.items() if LOST in each["breaking"]]
    assert outcome.code == int(bool(lost))
    assert outcome.out.count(f"BREAKING {LOST}") == len(lost)
    return lost


def test_a_piece_that_is_gone(shop: Path, call: Call) -> None:
    (shop / "templates/_footer.txt").unlink()
    assert broken(call, shop) == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "old", "new", "lost"),
    [
        ("button.msg.yaml", "Yes", "Yes, this label has far too many letters", "button"),
        ("a.nl.msg.yaml", "{{ name }}", "{{ name", "a"),
        ("b.msg.yaml", '"+31612345678"', "[]", "b"),
    ],
)
def test_an_error_that_is_new(
    shop: Path, call: Call, name: str, old: str, new: str, lost: str
) -> None:
    change(shop, name, old, new)
    assert broken(call, shop) == [lost]


@pytest.mark.parametrize("config", ["{", f'{CONFIG}requires: ">=99"\n', f"{CONFIG}nosuch: 1\n"])
def test_settings_with_new_errors_break_every_message(shop: Path, call: Call, config: str) -> None:
    write(shop / "msgc.yaml", config)
    assert broken(call, shop) == ["a", "b", "button", "plain"]
    outcome = call("diff", cwd=shop)
    assert outcome.out.count("error[MSG") == 1
    assert "╭" not in outcome.out
    markdown = call("diff", "--format", "markdown", cwd=shop).out
    assert "- **breaking**: `msgc.yaml`: " in markdown


def test_a_default_that_no_row_has(shop: Path, call: Call) -> None:
    write(shop / "msgc.yaml", 'defaults: {to: "{{ mobile }}"}\n')
    assert broken(call, shop) == ["a", "b"]


def test_settings_break_also_where_no_message_can_be_lost(tmp_path: Path, call: Call) -> None:
    shop = committed(tmp_path, files={})
    write(shop / "msgc.yaml", "{")
    outcome = call("diff", "--fail-on", "breaking", cwd=shop)
    assert (outcome.code, "no message is compiled" in outcome.out) == (1, True)
    assert call("diff", "--fail-on", "changes", cwd=shop).code == 1
    commit(shop)
    write(shop / "msgc.yaml", "{ ")
    assert call("diff", "--fail-on", "breaking", cwd=shop).code == 0


def test_an_error_that_was_there_breaks_nothing(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "{{ name }}", "{{ nmae }}")
    commit(shop)
    change(shop, "a.msg.yaml", "Hi", "Hello")
    assert broken(call, shop) == []


@pytest.mark.parametrize(
    ("old", "new", "is_breaking"),
    [
        ("{enum: [a, b]}", "string", False),
        ("{enum: [a, b]}", "{type: string, enum: [a, b]}", None),
        ("string", "{type: string, minLength: 0}", None),
        ("{type: integer, minimum: 1}", "{type: integer, exclusiveMinimum: 0}", None),
        ("{type: integer, minimum: 1}", "{type: integer, exclusiveMinimum: 1}", True),
        ("string", "{enum: [a, b]}", True),
    ],
)
def test_a_type_that_takes_as_much_breaks_nothing(
    tmp_path: Path, call: Call, old: str, new: str, is_breaking: bool | None
) -> None:
    text = 'vars: {x: OLD}\nto: "+31612345678"\ntext: "{{ x }}"\n'
    shop = committed(tmp_path, config="", typed=text.replace("OLD", old))
    change(shop, "typed.msg.yaml", old, new)
    told = messages(call, shop).get("typed", {"variables": []})["variables"]
    assert [each["breaking"] for each in told] == ([] if is_breaking is None else [is_breaking])
