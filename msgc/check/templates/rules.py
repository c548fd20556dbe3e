"""What a locked template asks of each row, as rules, which are proved and held like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgc.check.abstract import abstract
from msgc.check.breach import Unknown
from msgc.check.kinds import Kinds
from msgc.check.possible import kind_of, rounds_of
from msgc.check.rules.engine import judged
from msgc.check.rules.model import Condition, Outcome, Rule, Test
from msgc.check.rules.texts import max_length
from msgc.check.templates.findings import TEMPLATE, LockFindings
from msgc.check.templates.references import Reference, references
from msgc.diagnostics import Severity
from msgc.lock.model import Lock, is_usable, same_locale
from msgc.plan import Object, Static
from msgc.types import StringType

MISSING, NOT_APPROVED, TOO_LONG = "MSG493", "MSG491", "MSG496"
PARAMETERS = (TEMPLATE, "parameters")
VARIABLES = (TEMPLATE, "variables")


def lock_rules(payload: Object, lock: Lock, kinds: Kinds) -> list[Rule]:
    """Return what a payload's template asks that only a row can tell."""
    node = payload.get(TEMPLATE)
    if not isinstance(node, Object):
        return []
    found = list(references(node, lock, kinds.holes, LockFindings()))
    field = "projectId" if node.get("projectId") is not None else "name"
    named = node.get(field)
    if len(found) != 1 or not isinstance(named, Static):
        return []
    applies = Condition((TEMPLATE, field), _is(named.value))
    value = abstract(payload, kinds)
    rules = list(_rules(found[0], applies))
    return [rule for rule in rules if any(j.holds is None for j in judged(value, (rule,)))]


def _rules(reference: Reference, applies: Condition) -> Iterator[Rule]:
    template = reference.template
    variables = template.variables or {}
    for key, variable in variables.items():
        if variable.limit is not None:
            what, most = f"the parameter `{key}`", variable.limit
            name = f"{reference.id}-{key}"
            parameter = _of_key(key, max_length(most))
            yield _rule(TOO_LONG, name, (*PARAMETERS, "*"), parameter, what, applies)
            place = (*VARIABLES, key)
            yield _rule(TOO_LONG, f"{name}-v", place, max_length(most), what, applies)
    if variables:
        test, what = _has_keys(tuple(variables)), reference.shown
        yield _rule(MISSING, f"{reference.id}-keys", PARAMETERS, test, what, applies)
    if template.locales is not None:
        name, test = f"{reference.id}-locale", _approved(template.locales)
        yield _rule(NOT_APPROVED, name, (TEMPLATE, "locale"), test, reference.shown, applies)


def _rule(
    code: str, name: str, place: tuple[str, ...], test: Test, what: str, applies: Condition
) -> Rule:
    return Rule(
        code=code,
        name=name,
        title=what,
        places=(place,),
        keyword="lock",
        argument=None,
        test=test,
        what=what,
        severity=Severity.ERROR,
        sure="high",
        source="msgc.lock",
        when=(applies,),
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


def _has_keys(keys: tuple[str, ...]) -> Test:
    """The list of parameters has an entry for each of these keys."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        for key in keys:
            told, help = f"gets no value for `{key}`", f"Give `{key}` a value in every row."
            if isinstance(value, list):
                yield Outcome(_has_key(value, key), told, help)
            elif isinstance(value, Unknown):
                yield Outcome(None, told, help)

    return test


def _has_key(entries: list[object], key: str) -> bool | None:
    best: bool | None = False
    for entry, (least, most) in zip(entries, rounds_of(entries), strict=True):
        written = entry.get("key") if isinstance(entry, dict) else None
        if written == key and least > 0:
            return True
        if isinstance(written, Unknown) or isinstance(entry, Unknown) or written == key:
            best = None if most != 0 else best
    return best


def _approved(locales: Mapping[str, str | None]) -> Test:
    """The locale is one of those that the template may be sent in, as far as is known."""
    refused = [tag for tag, word in locales.items() if is_usable(word) is False]

    def fits(tag: str) -> bool:
        is_known = any(same_locale(each, tag) for each in locales)
        return is_known and not any(same_locale(each, tag) for each in refused)

    def test(value: object, unit: str) -> Iterator[Outcome]:
        told = f"isn't approved in `{value if isinstance(value, str) else '…'}`"
        help = "Send it in a locale that `msgc.lock` has as approved."
        if isinstance(value, str):
            yield Outcome(fits(value), told, help)
        elif isinstance(value, Unknown):
            kind = kind_of(value)
            words = kind.enum if isinstance(kind, StringType) else None
            found = {fits(word) for word in words or ()}
            yield Outcome(found.pop() if len(found) == 1 else None, told, help)

    return test


def _is(wanted: object) -> Test:
    def test(value: object, unit: str) -> Iterator[Outcome]:
        yield Outcome(value == wanted)

    return test
