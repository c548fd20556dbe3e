"""What is known whole and keeps every rule isn't looked at again; all else is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from catalog_help import NOW, codes, project

from msgc.check.clock import is_about_time
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.pipeline.platform import clock_rules_for, rules_for
from msgc.pipeline.proving import prove
from msgc.pipeline.trials import Trials
from msgc.plan import roots_of

STATIC = "text: Hi\nactions: [{reply: One}, {reply: Two}]\n"
LONG = "text: Hi\nactions: [{reply: A button of 23 letters}]\n"
OPEN = 'vars: {name: string}\ntext: "Hi {{ name }}"\nactions: [{reply: "{{ name }}"}]\n'
FALLBACK = 'vars: {name: string}\ntext: "Hi {{ name }}"\nfallback: {template: t, locale: en}\n'


@pytest.mark.parametrize(
    ("text", "settled"),
    [(STATIC, [True]), (LONG, [False]), (OPEN, [False]), (FALLBACK, [False, True])],
)
def test_what_is_settled(tmp_path: Path, text: str, settled: list[bool]) -> None:
    message = project(tmp_path, text, "rules: {MSG404: warning}\n").message("m")
    roots = roots_of(message.plans[None])
    assert [id(root) in message.settled for root in roots] == settled


def test_a_further_rule_unsettles(tmp_path: Path) -> None:
    opened = project(tmp_path, STATIC)
    message = opened.message("m")
    message.add_rules(())
    assert message.settled
    message.add_rules(rules_for("whatsapp")[:1])
    assert not message.settled


def test_a_settled_payload_is_compiled(tmp_path: Path) -> None:
    outcome = Compiler(project(tmp_path, STATIC).message("m")).compile({})
    assert isinstance(outcome, Compiled)
    assert outcome.payload["body"]["text"]["text"] == "Hi"  # type: ignore[index]


def test_all_of_a_settled_payload_is_proved_where_all_is_asked(tmp_path: Path) -> None:
    opened = project(tmp_path, STATIC)
    message = opened.message("m")
    assert prove(message, opened.config.assume).constraints == []
    assert prove(message, opened.config.assume, everything=True).constraints


def test_what_the_clock_is_about_is_looked_at(tmp_path: Path) -> None:
    rules = clock_rules_for("whatsapp", NOW)
    assert rules
    assert is_about_time(["body", "scheduledFor"], rules)
    assert is_about_time(["scheduledFor"], ())
    assert not is_about_time(["body", "receiver"], rules)
    passed = STATIC + 'scheduledFor: "2025-01-01T09:00:00Z"\n'
    assert "MSG314" in codes(project(tmp_path, passed))


def test_rows_are_tried_for_what_is_asked(tmp_path: Path) -> None:
    opened = project(tmp_path, OPEN)
    trials = Trials(opened.message("m"))
    long, short = {"name": "N" * 30}, {"name": "Ann"}
    whole = trials.run(long)
    assert whole
    broken = {key.code for key in whole}
    assert trials.run(long, broken) == whole
    assert trials.run(long, {"MSG401"}) == {}
    assert trials.run(short, broken) == {}
    assert trials.run({}, broken) is None


def test_the_time_that_was_asked_for_is_the_runs(tmp_path: Path) -> None:
    opened = project(tmp_path, STATIC + 'scheduledFor: "2026-06-01T09:00:00Z"\n')
    early, late = datetime(2026, 5, 30, tzinfo=UTC), datetime(2026, 6, 2, tzinfo=UTC)
    found = [[d.code for d in opened.check(now=now)] for now in (early, late)]
    assert found == [[], ["MSG314"]]
