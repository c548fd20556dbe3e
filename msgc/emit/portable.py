"""A program as data: its functions' sources, and what they name, in words that can be kept.

What `msgc.warm.program` can't make anew of data isn't portable: closures of the reference, tests of
a schema's keywords that have no step of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from msgc.emit import steps
from msgc.emit.program import Program, ProgramNode
from msgc.emit.runtime import Remembered, escaped, whole_numbers, woven, woven_pieces
from msgc.emit.source import Function
from msgc.emit.sure_tests import SURE as TESTS_OF_RULES
from msgc.emit.tiers import Tier
from msgc.emit.value_steps import STEPS
from msgc.evaluate.values import OMIT
from msgc.facts.patterns import ecma
from msgc.filters import FILTERS, TESTS

Document = dict[str, object]

# The classes of values, by the names that Python gives them.
CLASSES = frozenset({str, int, float, bool, type(None), list, dict})
PLAIN = (str, int, float, bool)
PATTERN, FORMAT = "pattern", "format"


class NotPortableError(Exception):
    """Something can't be kept as data."""


def program_document(program: Program) -> Document:
    """Return a program as data, with the shapes that rows have had. Raises NotPortableError."""
    return _node(program.top)


def _node(node: ProgramNode) -> Document:
    if node.function is None:
        raise NotPortableError
    made = _function(node.function)
    if node.tier is Tier.SHAPES:
        made["shapes"] = [[list(key), each] for key, each in _shapes(node)]
        if node.together is not None and node.together.function is not None:
            with suppress(NotPortableError):
                made["together"] = _function(node.together.function)
    return made


def _function(function: Function) -> Document:
    return {"source": function.source, "given": _given(function)}


def _shapes(node: ProgramNode) -> list[tuple[tuple[int, ...], Document]]:
    """Return the shapes that can be kept; rows of the others are done without what is kept."""
    made = []
    for key in node.met():
        each = node.shape_of(key)
        try:
            if each is not None:
                each.specialise()
                made.append((key, _node(each)))
        except NotPortableError:
            continue
    return made


def _given(function: Function) -> dict[str, list[object]]:
    tests = function.tests
    return {
        name: _test(*tests[name]) if name in tests else _word(name, value)
        for name, value in function.given.items()
    }


def _test(keyword: str, argument: object, of_rule: bool) -> list[object]:
    """Return the words of a keyword's test; whether they are known is told when they are read."""
    if keyword == PATTERN:
        # A rule's pattern is about the whole text, a schema's about any part.
        return ["keyword", keyword, ecma(str(argument)).pattern, of_rule]
    if keyword not in TESTS_OF_RULES or not (of_rule or keyword == FORMAT):
        raise NotPortableError
    return ["keyword", keyword, argument, of_rule]


def _word(name: str, value: object) -> list[object]:
    """Return what an object is made of anew: the kind of it, and what it takes."""
    is_step = callable(value) and (getattr(steps, name, None) or STEPS.get(name)) is value
    if is_step or value in (escaped, whole_numbers, woven, woven_pieces):
        return ["step", name]
    if value is OMIT:
        return ["omit"]
    if isinstance(value, frozenset):
        return _set(value)
    if isinstance(value, Remembered):
        value = value.function
    if isinstance(value, partial) and not value.args:
        return _call(value)
    raise NotPortableError


def _set(value: frozenset[object]) -> list[object]:
    if value <= CLASSES:
        return ["classes", *sorted(each.__name__ for each in value if isinstance(each, type))]
    if all(type(each) is str for each in value):
        return ["words", *sorted(map(str, value))]
    raise NotPortableError


def _call(call: partial[object]) -> list[object]:
    arguments: Mapping[str, object] = call.keywords
    if not all(type(each) in PLAIN for each in arguments.values()):
        raise NotPortableError
    tables: tuple[tuple[str, Mapping[str, object]], ...] = (("filter", FILTERS), ("test", TESTS))
    for kind, table in tables:
        for name, row in table.items():
            if getattr(row, "apply", None) is call.func:
                return [kind, name, dict(arguments)]
    raise NotPortableError
