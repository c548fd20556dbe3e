"""The platform's rules over a payload, or over one in which something isn't known yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgc.check.breach import Breach
from msgc.check.rules.model import Condition, Judgement, Outcome, Rule
from msgc.check.rules.places import places
from msgc.check.rules.relevant import relevant
from msgc.texts import CODE_POINTS

Rules = tuple[Rule, ...]


def judged(payload: object, rules: Rules) -> Iterator[Judgement]:
    """Yield what every rule says of every place it applies to."""
    for rule, at in relevant(rules, payload):
        applies = rule_applies(payload, rule)
        if applies is not False:
            yield from _judged(payload, rule, at, applies)


def rule_breaches(payload: object, rules: Rules) -> list[Breach]:
    """Return what a payload surely breaks of the rules, each with the rule's own severity."""
    return [as_breach(each) for each in judged(payload, rules) if each.holds is False]


def as_breach(judgement: Judgement) -> Breach:
    """Return a judgement as a breach."""
    return Breach(
        judgement.path,
        judgement.code,
        judgement.message,
        judgement.help,
        at_key=judgement.at_key,
        severity=judgement.severity,
        member=judgement.member,
        mend=judgement.mend,
    )


def _judged(
    payload: object, rule: Rule, at: Iterable[tuple[str, ...]], applies: bool | None
) -> Iterator[Judgement]:
    for steps in at:
        for path, value, _ in places(payload, steps):
            for outcome in rule.test(value, rule.unit):
                holds = None if outcome.holds is False and applies is None else outcome.holds
                yield Judgement(
                    (*path, *outcome.at),
                    rule.code,
                    rule.keyword,
                    holds,
                    _sentence(rule, outcome),
                    rule.help or outcome.help,
                    outcome.at_key,
                    rule.severity,
                    outcome.reach,
                    rule.name,
                    outcome.member,
                    rule.what,
                    rule.argument,
                    outcome.mend,
                )


def _sentence(rule: Rule, outcome: Outcome) -> str:
    return rule.says or f"{rule.what} {outcome.told}"


def rule_applies(payload: object, rule: Rule) -> bool | None:
    """Tell whether a rule holds for a payload by its conditions, None where that depends."""
    freed = [_condition(payload, each) for each in rule.unless]
    if True in freed:
        return False
    asked = _conditions(payload, rule.when)
    return None if asked and None in freed else asked


def _conditions(payload: object, conditions: Iterable[Condition]) -> bool | None:
    outcomes = [_condition(payload, each) for each in conditions]
    return False if False in outcomes else None if None in outcomes else True


def _condition(payload: object, condition: Condition) -> bool | None:
    """Tell whether any place passes the condition's test."""
    best: bool | None = False
    for _, value, is_sure in places(payload, condition.at):
        holds = passes(value, condition)
        if holds and is_sure:
            return True
        best = None if holds is not False else best
    return best


def passes(value: object, condition: Condition) -> bool | None:
    """Tell whether a value passes a condition's test."""
    outcomes = [outcome.holds for outcome in condition.test(value, CODE_POINTS)]
    return False if False in outcomes else None if None in outcomes else True
