"""`msgc diff` tells what differs in what is sent, and not in how it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.cli_help import write
from tests.e2e.conftest import Call
from tests.e2e.diff_help import CONFIG, change, commit, committed, messages

BASED = 'extends: _base\nvars: {phone: phone}\ntext: "{{ brand }} says hi"\n'
SHOUTED = "vars: {phone: phone, shout: boolean}\n"
SHOUTED += 'samples: {s: {phone: "+31612345678", shout: false}}\n'
SHOUTED += "text: Hi{% if shout %} OYEZ{% endif %}\n"
TEMPLATE = """\
vars: {phone: phone, order: {type: string, maxLength: 40}}
template: {name: sent, locale: en, parameters: {order: "{{ order }}"}}
"""


def lock(limit: int, other: str = "active") -> str:
    """A lock of two templates, `sent` and one that no message names."""
    fields = {"status": "active", "category": "UTILITY", "locales": {"en": "approved"}}
    variables = {"order": {"type": "string", "limit": limit}}
    sent = {**fields, "name": "sent", "variables": variables}
    templates = {"1": sent, "2": {**fields, "name": "other", "status": other}}
    projects = {"p": {"complete": True, "templates": templates}}
    return json.dumps({"version": 1, "projects": projects})


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    config = CONFIG + "constants: {brand: Acme, hour: 9}\n"
    more = {"_base": "tags: [x]\n", "based": BASED, "shouted": SHOUTED}
    return committed(tmp_path, config=config, **more)


def test_what_changes_nothing_that_is_sent_isnt_told(shop: Path, call: Call) -> None:
    config = (shop / "msgc.yaml").read_text("utf-8")
    write(shop / "msgc.yaml", f"# c\n{config}profiles: {{prod: {{workspaceId: w}}}}\n")
    change(shop, "_base.msg.yaml", "tags", "# a comment\ntags")
    change(shop, "b.msg.yaml", "vars: {phone: phone}", "vars:\n  phone: phone\ntests: {}")
    change(shop, "plain.msg.yaml", "\n", "\r\n")
    change(shop, "a.msg.yaml", "text: |\n", "# the text\ntext: |\n")
    write(shop / "msgc.lock", "\n")
    outcome = call("diff", "--fail-on", "changes", cwd=shop)
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, "Nothing that is sent differs.")


def test_the_same_words_in_another_file_are_the_same(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", '{% include "_footer.txt" %}', "until nine")
    change(shop, "b.msg.yaml", "text: |\n  Bye\n  {%", 'text: "Bye\\n{%')
    change(shop, "b.msg.yaml", '"_footer.txt" %}', "'_footer.txt' %}\"")
    assert messages(call, shop) == {}


def test_a_constant_reaches_the_messages_that_use_it(shop: Path, call: Call) -> None:
    write(shop / "msgc.yaml", CONFIG + "constants: {brand: Acme Ltd, hour: 10}\n")
    assert list(messages(call, shop)) == ["based"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("OYEZ", "HEAR"), ("if shout", "if shout and true"), ("OYEZ", "OYEZ {{ phone }}")],
)
def test_an_arm_that_no_sample_takes_is_told(shop: Path, call: Call, old: str, new: str) -> None:
    change(shop, "shouted.msg.yaml", old, new)
    assert "It has changed, and no sample shows how." in call("diff", cwd=shop).out
    assert list(messages(call, shop)) == ["shouted"]


def test_true_isnt_one(shop: Path, call: Call) -> None:
    change(shop, "shouted.msg.yaml", "if shout", "if shout == 1")
    commit(shop)
    change(shop, "shouted.msg.yaml", "== 1", "== true")
    assert list(messages(call, shop)) == ["shouted"]


def test_a_lock_reaches_the_messages_that_send_its_templates(shop: Path, call: Call) -> None:
    write(shop / "templates/t.msg.yaml", TEMPLATE)
    write(shop / "msgc.lock", lock(20))
    commit(shop)
    write(shop / "msgc.lock", lock(20, other="paused") + "\n")
    assert messages(call, shop) == {}
    write(shop / "msgc.lock", lock(30))
    assert list(messages(call, shop)) == ["t"]


def test_a_rules_settings_are_told(shop: Path, call: Call) -> None:
    button = 'vars: {phone: phone, b: string}\ntext: A\nactions: [{reply: "{{ b }}"}]\n'
    write(shop / "templates/button.msg.yaml", button)
    commit(shop)
    write(shop / "msgc.yaml", f"{CONFIG}rules: {{MSG404: {{severity: warning, limit: 30}}}}\n")
    (limit,) = messages(call, shop, "--message", "button")["button"]["limits"]
    assert limit["code"] == "MSG404"
    assert limit["change"] == "was maxLength 20, a warning now"


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_locale_that_comes_or_goes_is_what_its_rows_get(
    shop: Path, call: Call, is_gone: bool
) -> None:
    write(shop / "templates/a.nl.msg.yaml", "text: Hoi {{ name }}\n")
    commit(shop)
    (shop / "templates/a.nl.msg.yaml").unlink()
    commit(shop)
    versions = ("HEAD~1", "HEAD") if is_gone else ("HEAD", "HEAD~1")
    (payload,) = messages(call, shop, *versions)["a"]["payloads"]
    texts = [payload[side]["body"]["text"]["text"] for side in ("before", "after")]
    english, dutch = "Hi Ann\nuntil nine", "Hoi Ann"
    assert texts == ([dutch, english] if is_gone else [english, dutch])
    assert (payload["sample"], payload["locale"], payload["status"]) == ("typical", "nl", "changed")


def test_a_variable_that_was_never_written_may_go(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "name: string}", "name: string, more: string}")
    change(shop, "a.msg.yaml", "name: Ann}", "name: Ann, more: x}")
    commit(shop)
    change(shop, "a.msg.yaml", ", more: string}", "}")
    (variable,) = messages(call, shop)["a"]["variables"]
    assert (variable["path"], variable["breaking"]) == ("more", False)
    change(shop, "a.msg.yaml", "Hi {{ name }}", "Hi")
    change(shop, "a.msg.yaml", ", name: string}", "}")
    told = messages(call, shop)["a"]["variables"]
    assert {each["path"]: each["breaking"] for each in told} == {"more": False, "name": True}


def test_the_variables_of_a_broken_message_arent_known(shop: Path, call: Call) -> None:
    write(shop / "templates/free.msg.yaml", 'to: "+31612345678"\ntext: Hi {{ x }}\n')
    commit(shop)
    change(shop, "free.msg.yaml", "x }}", "x")
    change_ = messages(call, shop)["free"]
    assert (change_["variables"], change_["breaking"]) == ([], ["it can't be compiled any more"])
    commit(shop)
    change(shop, "free.msg.yaml", "{{ x", "{{ x }}")
    assert messages(call, shop)["free"]["variables"] == []
    outcome = call("diff", "--fail-on", "breaking", cwd=shop)
    assert (outcome.code, "It can be compiled now." in outcome.out) == (0, True)


def test_nothing_is_sent_of_what_was_and_is_broken(shop: Path, call: Call) -> None:
    change(shop, "a.msg.yaml", "{{ name }}", "{{ nmae }}")
    commit(shop)
    change(shop, "a.msg.yaml", "reference: a", "reference: b")
    outcome = call("diff", "--fail-on", "breaking", cwd=shop)
    assert "Nothing is sent of it, before or now: it has errors." in outcome.out
    assert (outcome.code, "no sample shows" in outcome.out) == (0, False)
    commit(shop)
    change(shop, "a.msg.yaml", "reference: b", "# b\nreference: b")
    assert messages(call, shop) == {}


def test_a_message_that_is_renamed_is_told_as_such(shop: Path, call: Call) -> None:
    (shop / "templates/b.msg.yaml").rename(shop / "templates/c.msg.yaml")
    outcome = call("diff", "--fail-on", "breaking", cwd=shop)
    assert (outcome.code, "╭" in outcome.out) == (1, False)
    assert "BREAKING the message is gone: it is `c` now" in outcome.out
    assert "It was called `b`, and what it sends is the same." in outcome.out
    found = messages(call, shop)
    assert (found["b"]["renamed_to"], found["c"]["renamed_from"]) == ("c", "b")
    change(shop, "c.msg.yaml", "Bye", "Goodbye")
    found = messages(call, shop)
    assert (found["b"]["renamed_to"], len(found["c"]["payloads"])) == (None, 1)
