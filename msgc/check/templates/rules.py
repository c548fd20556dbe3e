"""The character limits of a locked template as rules, which are proved and held like any other."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.rules.model import Condition, Outcome, Rule, Test
from msgc.check.rules.texts import max_length
from msgc.check.templates.findings import NotChecked
from msgc.diagnostics import Severity

TOO_LONG = "MSG496"
PARAMETERS = ("template", "parameters", "*")
PROJECT = ("template", "projectId")
KEYWORD = "maxLength"


def parameter_rule(left: NotChecked, project: str) -> Rule:
    """Return the rule of a parameter's length that only a row tells; `left` has key and limit."""
    assert left.key is not None and left.limit is not None
    return Rule(
        code=TOO_LONG,
        name=f"{project}-{left.key}",
        title="The parameter can be longer than the template allows",
        places=(PARAMETERS,),
        keyword=KEYWORD,
        argument=left.limit,
        test=_of_key(left.key, max_length(left.limit)),
        what=f"the parameter `{left.key}`",
        severity=Severity.ERROR,
        sure="high",
        source="msgc.lock",
        when=(Condition(PROJECT, _is(project)),),
    )


def _of_key(key: str, test: Test) -> Test:
    """Return the test of the value of the parameter with a key."""

    def of_key(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, dict) and value.get("key") == key and "value" in value:
            for outcome in test(value["value"], unit):
                yield Outcome(
                    outcome.holds, outcome.told, outcome.help, ("value",), reach=outcome.reach
                )

    return of_key


def _is(project: str) -> Test:
    def test(value: object, unit: str) -> Iterator[Outcome]:
        yield Outcome(value == project if isinstance(value, str) else None)

    return test
