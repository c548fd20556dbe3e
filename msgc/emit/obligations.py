"""What a payload's rows must still be checked for, when its structure is settled.

Everything that is proved for all rows is left out, and so are warnings: they reject no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgc.check.abstract import abstract
from msgc.check.breach import Breach, Path
from msgc.check.kinds import Kinds
from msgc.check.possible import OpenDict, is_open
from msgc.check.predicates import is_type
from msgc.check.proof import schema_judgements
from msgc.check.rules.engine import Rules, as_breach, rule_applies
from msgc.check.rules.model import Judgement, Rule
from msgc.check.rules.places import places
from msgc.check.schema import SIMPLE
from msgc.check.verifying import breaches
from msgc.emit.declined import CantGenerateError
from msgc.emit.sure_columns import SureFirst
from msgc.emit.sure_tests import FORMAT, KEY, PATTERN, PHONE, PHONE_NUMBER, VALUE
from msgc.facts.formats import FORMATS
from msgc.plan import Object
from msgc.texts import CODE_POINTS

Fits = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A keyword that the value at a path must pass in each row; `fits` tells whether it does.

    `unit` is that of lengths; `of_rule` tells a platform rule's keyword from a schema's.
    """

    path: Path
    keyword: str
    argument: object
    unit: str
    fits: Fits
    of_rule: bool = False


def obligations(root: Object, kinds: Kinds, rules: Rules) -> list[Obligation]:
    """Return what is left to check of a payload whose entries and fields are all known.

    Raises CantGenerateError where no row can pass, or where it can't be told what must be checked.
    """
    value = abstract(root, kinds)
    if any(breach.is_error for breach in breaches(value, rules)):
        raise CantGenerateError
    found = [each for each in schema_judgements(value, kinds.pieces) if _matters(each)]
    return [*map(_of_schema, found), *_of_rules(value, rules)]


def _matters(judgement: Judgement) -> bool:
    return judgement.holds is not True and as_breach(judgement).is_error


def _of_schema(judgement: Judgement) -> Obligation:
    if judgement.holds is False or judgement.keyword not in (*SIMPLE, "type"):
        raise CantGenerateError
    keyword, argument = judgement.keyword, judgement.argument
    fits = _type_test(argument) if keyword == "type" else _test(keyword, argument)
    return Obligation(judgement.path, keyword, argument, CODE_POINTS, fits)


def _type_test(argument: object) -> Fits:
    words = (argument,) if isinstance(argument, str) else tuple(argument)  # type: ignore[arg-type]
    return lambda value: is_type(value, words)


def _test(keyword: str, argument: object) -> Fits:
    check = SIMPLE[keyword](argument)

    def fits(value: object) -> bool:
        found: list[Breach] = []
        check(value, (), found)
        return not found

    is_known = keyword in (PATTERN, FORMAT)
    return SureFirst(keyword, argument, fits, of_rule=False) if is_known else fits


def _of_rules(payload: object, rules: Rules) -> Iterator[Obligation]:
    for rule in rules:
        if _rejects(rule) and rule_applies(payload, rule) is not False:
            for path, value in _places(payload, rule):
                if not _is_proved(value, rule):
                    yield _of_rule(path, value, rule)


def _of_rule(path: Path, value: object, rule: Rule) -> Obligation:
    if rule.keyword == PHONE_NUMBER and _is_of_key(value, rule.argument):
        # The key is known, so that only the number is left to check: a text, and not a new object.
        fits = SureFirst(FORMAT, PHONE, _is_phone, of_rule=False)
        return Obligation((*path, VALUE), FORMAT, PHONE, CODE_POINTS, fits)
    return Obligation(path, rule.keyword, rule.argument, rule.unit, _rule(rule), True)


def _is_of_key(contact: object, key: object) -> bool:
    """Tell whether a contact has a value, and this key, whatever the row."""
    if not isinstance(contact, OpenDict) or contact.maybe:
        return False
    return contact.get(KEY) == key and contact.get(VALUE) is not None


def _is_phone(value: object) -> bool:
    return not isinstance(value, str) or FORMATS[PHONE](value)


def _places(payload: object, rule: Rule) -> Iterator[tuple[Path, object]]:
    for steps in rule.places:
        for path, value, _ in places(payload, steps):
            yield path, value


def _is_proved(value: object, rule: Rule) -> bool:
    """Tell whether a rule holds for all rows; of what isn't known it may say nothing."""
    holds = [outcome.holds for outcome in rule.test(value, rule.unit)]
    return holds.count(True) == len(holds) and (bool(holds) or not is_open(value))


def _rejects(rule: Rule) -> bool:
    judgement = Judgement((), rule.code, rule.keyword, None, severity=rule.severity)
    return as_breach(judgement).is_error


def _rule(rule: Rule) -> Fits:
    """Return a rule's test."""

    def fits(value: object) -> bool:
        return all(each.holds is not False for each in rule.test(value, rule.unit))

    return SureFirst(rule.keyword, rule.argument, fits, of_rule=True)
