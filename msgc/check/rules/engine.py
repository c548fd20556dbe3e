"""The platform's rules over a payload, or over one in which something isn't known yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgc.check.breach import Breach, Path
from msgc.check.rules.model import Condition, Judgement, Outcome, Rule
from msgc.check.rules.places import Places
from msgc.check.rules.relevant import Relevant, relevant
from msgc.check.rules.unsure import unsure
from msgc.texts import CODE_POINTS

Rules = tuple[Rule, ...]


Said = tuple[Rule, Path, Outcome, bool | None]


def judged(payload: object, rules: Rules) -> Iterator[Judgement]:
    """Yield what every rule says of every place it applies to."""
    return (_judgement(*said) for said in _said(payload, relevant(rules, payload)))


def rule_breaches(payload: object, rules: Rules) -> list[Breach]:
    """Return what a payload surely breaks of the rules, each with the rule's own severity."""
    if not rules:
        return []
    # Most payloads keep all rules: those that one surely keeps make no sentences about it.
    doubtful = unsure(payload, relevant(rules, payload))
    said = (each for each in _said(payload, doubtful) if each[-1] is False)
    return [as_breach(_judgement(*each)) for each in said]


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


def _said(payload: object, rules: Relevant) -> Iterator[Said]:
    """Yield each rule, a place's path, what the rule's test says there, and whether it holds."""
    found = Places(payload)
    for rule, at in rules:
        # Most rules stand at one place, which is as it is found.
        places = found.at(at[0]) if len(at) == 1 else [p for steps in at for p in found.at(steps)]
        # Most rules have no place: whether they apply is asked only of the others.
        applies = _applies(found, rule) if places else False
        if applies is False:
            continue
        for path, value, _ in places:
            for outcome in rule.test(value, rule.unit):
                is_unsure = outcome.holds is False and applies is None
                yield rule, path, outcome, None if is_unsure else outcome.holds


def _judgement(rule: Rule, path: Path, outcome: Outcome, holds: bool | None) -> Judgement:
    return Judgement(
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
    return _applies(Places(payload), rule)


def _applies(found: Places, rule: Rule) -> bool | None:
    if not rule.when and not rule.unless:
        return True
    freed = [_condition(found, each) for each in rule.unless]
    if True in freed:
        return False
    asked = _conditions(found, rule.when)
    return None if asked and None in freed else asked


def _conditions(found: Places, conditions: Iterable[Condition]) -> bool | None:
    outcomes = [_condition(found, each) for each in conditions]
    return False if False in outcomes else None if None in outcomes else True


def _condition(found: Places, condition: Condition) -> bool | None:
    """Tell whether any place passes the condition's test."""
    best: bool | None = False
    for _, value, is_sure in found.at(condition.at):
        holds = passes(value, condition)
        if holds and is_sure:
            return True
        best = None if holds is not False else best
    return best


def passes(value: object, condition: Condition) -> bool | None:
    """Tell whether a value passes a condition's test."""
    outcomes = [outcome.holds for outcome in condition.test(value, CODE_POINTS)]
    return False if False in outcomes else None if None in outcomes else True
