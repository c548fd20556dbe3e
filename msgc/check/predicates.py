"""Whether a value meets the condition of an `if` or a `not`: yes, no, or not known yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.check.breach import Unknown
from msgc.facts.patterns import ecma

Predicate = Callable[[object], bool | None]
Schema = Mapping[str, Any]

_CLASSES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def is_type(value: object, words: tuple[str, ...]) -> bool:
    """Tell whether a JSON value is of one of JSON Schema's types; 1.0 is an integer."""
    return any(_is_type(value, word) for word in words)


def _is_type(value: object, word: str) -> bool:
    if word in ("integer", "number"):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return word == "number" or isinstance(value, int) or value.is_integer()
    return isinstance(value, _CLASSES[word])


def exact_classes(words: tuple[str, ...] | None) -> frozenset[type]:
    """Return the Python classes whose values surely are of one of the types."""
    numbers: dict[str, tuple[type, ...]] = {"integer": (int,), "number": (int, float)}
    known = {**_CLASSES, **numbers}
    return frozenset(each for word in words or () for each in known[word])


def types_of(schema: Schema) -> tuple[str, ...] | None:
    """Return the words of a schema's `type`, None where it has none."""
    declared = schema.get("type")
    return (declared,) if isinstance(declared, str) else tuple(declared) if declared else None


def tag_of(part: Schema) -> str | None:
    """Return the `type` that picks a part of an `allOf`, None for one that isn't picked so."""
    if "if" not in part or "then" not in part:
        return None
    tag: str | None = part["if"].get("properties", {}).get("type", {}).get("const")
    return tag


def predicate(schema: Schema) -> Predicate:
    """Return the test of a condition's schema.

    Raises KeyError for a keyword that conditions don't use: nothing passes that isn't understood.
    """
    ignored = ("x-error", "description")
    tests = [_TESTS[word](schema[word]) for word in schema if word not in ignored]

    if len(tests) == 1:
        only = tests[0]
        return lambda value: None if isinstance(value, Unknown) else only(value)

    def holds(value: object) -> bool | None:
        if isinstance(value, Unknown):
            return None
        outcomes = [test(value) for test in tests]
        return False if False in outcomes else None if None in outcomes else True

    return holds


def _type(words: str | list[str]) -> Predicate:
    wanted = (words,) if isinstance(words, str) else tuple(words)
    return lambda value: is_type(value, wanted)


def _const(wanted: object) -> Predicate:
    return lambda value: value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _required(names: list[str]) -> Predicate:
    return lambda value: not isinstance(value, dict) or all(name in value for name in names)


def _properties(schemas: Mapping[str, Schema]) -> Predicate:
    tests = {name: predicate(schema) for name, schema in schemas.items()}

    def holds(value: object) -> bool | None:
        if not isinstance(value, dict):
            return True
        outcomes = [test(value[name]) for name, test in tests.items() if name in value]
        return False if False in outcomes else None if None in outcomes else True

    return holds


def _not(schema: Schema) -> Predicate:
    inner = predicate(schema)

    def holds(value: object) -> bool | None:
        outcome = inner(value)
        return None if outcome is None else not outcome

    return holds


def _pattern(pattern: str) -> Predicate:
    compiled = ecma(pattern)
    return lambda value: not isinstance(value, str) or compiled.search(value) is not None


_TESTS: dict[str, Callable[[Any], Predicate]] = {
    "type": _type,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "not": _not,
    "pattern": _pattern,
}
