"""The API's schemas as quick tests of payloads of which all is known.

Where one says yes, `schema` finds nothing; where it says no, it isn't sure, and `schema` tells. A
keyword that isn't known here is never sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import NoneType
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.predicates import exact_classes, predicate, tag_of, types_of
from msgc.check.quick_kinds import Fits, always, by_kind, never
from msgc.facts.files import CREATE_MESSAGE, load_schema
from msgc.facts.formats import FORMATS
from msgc.facts.patterns import ecma
from msgc.late import regex

Schema = Mapping[str, Any]
Kinds = tuple[type, ...]

SINGLE: frozenset[type] = frozenset({str, int, float, bool, NoneType})
JSON: frozenset[type] = SINGLE | {list, dict}
# Keywords that ask nothing, and those that another one reads.
SILENT = frozenset({"$schema", "$id", "$defs", "title", "description", "default", "readOnly"})
_PLAIN_URL = regex(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/-]*)?(?:\?[A-Za-z0-9._~=&-]*)?")
READ_ALONG = frozenset({"deprecated", "x-error", "type", "then", "else"})


@cache
def surely_fits() -> Fits:
    """Return the quick test of the whole create-message schema.

    In a payload with leaves it leaves what their texts have to pass: it fits with texts that do.
    """
    schema = load_schema(CREATE_MESSAGE)
    return _Reader(schema).fits(schema)


class _Reader:
    """Reads a schema into tests; a referenced definition is read once, when it is first met."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._definitions: dict[str, Fits] = {}

    def fits(self, schema: Schema) -> Fits:
        """Return the test of a schema: what it asks of each of JSON's types."""
        classes = exact_classes(types_of(schema)) or JSON
        asked = [each for word in schema for each in self._asked(word, schema)]
        return by_kind({kind: _of_kind(kind, asked) for kind in classes})

    def _asked(self, word: str, schema: Schema) -> Iterable[tuple[Kinds, Fits]]:
        """Yield the tests of a keyword, each with the types that it is about."""
        if word in _PLAIN:
            kinds, make = _PLAIN[word]
            yield kinds, make(schema[word])
        elif word in _STRUCTURAL:
            kinds, read = _STRUCTURAL[word]
            yield kinds, read(self, schema)
        elif word not in SILENT and word not in READ_ALONG:
            yield tuple(JSON), never

    def reference(self, schema: Schema) -> Fits:
        name = schema["$ref"].removeprefix("#/$defs/")

        known: list[Fits] = []

        def fits(value: Any) -> bool:
            if not known:
                known.append(self._definition(name))
            return known[0](value)

        return fits

    def _definition(self, name: str) -> Fits:
        if name not in self._definitions:
            self._definitions[name] = self.fits(self._root["$defs"][name])
        return self._definitions[name]

    def members(self, schema: Schema) -> Fits:
        """Read `properties`, and `additionalProperties` beside them."""
        tests = {name: self.fits(part) for name, part in schema["properties"].items()}
        rule = schema.get("additionalProperties", True)
        other = self.fits(rule) if isinstance(rule, dict) else always if rule else never

        def fits(value: dict[str, Any]) -> bool:
            for name, member in value.items():  # noqa: SIM110
                if not tests.get(name, other)(member):
                    return False
            return True

        return fits

    def additional(self, schema: Schema) -> Fits:
        """Read `additionalProperties` where no properties stand beside it."""
        return always if "properties" in schema else self.members({**schema, "properties": {}})

    def items(self, schema: Schema) -> Fits:
        inner = self.fits(schema["items"])
        return lambda value: all(map(inner, value))

    def all_of(self, schema: Schema) -> Fits:
        """Read `allOf`; branches on a tag are looked up, the rest is asked one by one."""
        parts = [(tag_of(part), part) for part in schema["allOf"]]
        branches = {tag: self.fits(part["then"]) for tag, part in parts if tag}
        rest = [self.fits(part) for tag, part in parts if not tag]

        def fits(value: Any) -> bool:
            tag = value.get("type") if type(value) is dict else None
            branch = branches.get(tag, always) if type(tag) is str else _untold(tag)
            return branch(value) and (not rest or all(part(value) for part in rest))

        return fits

    def condition(self, schema: Schema) -> Fits:
        holds = predicate(schema["if"])
        then, other = (self.fits(schema.get(word, {})) for word in ("then", "else"))

        def fits(value: Any) -> bool:
            outcome = holds(value)
            return outcome is not None and (then if outcome else other)(value)

        return fits

    def never(self, schema: Schema) -> Fits:
        holds = predicate(schema["not"])
        return lambda value: holds(value) is False

    def warnings(self, schema: Schema) -> Fits:
        tests = [self._warning(row, schema) for row in schema["x-warn"]]
        return lambda value: all(test(value) for test in tests)

    def _warning(self, row: Schema, schema: Schema) -> Fits:
        if "additionalProperties" not in row:
            return self.fits(row["schema"])
        known = schema.get("properties", {}).keys()
        return lambda value: type(value) is not dict or value.keys() <= known


def _of_kind(kind: type, asked: Iterable[tuple[Kinds, Fits]]) -> tuple[Fits, ...]:
    return tuple(test for kinds, test in asked if kind in kinds and test is not always)


def _untold(tag: object) -> Fits:
    """Return the test where no branch is picked: which one it is has to be known."""
    return never if isinstance(tag, Unknown) else always


def _enum(words: list[object]) -> Fits:
    texts = frozenset(word for word in words if type(word) is str)
    if len(texts) == len(words):
        return lambda value: type(value) is str and value in texts
    known = {(type(word), word) for word in words if type(word) in SINGLE}
    return lambda value: type(value) in SINGLE and (type(value), value) in known


def _required(names: list[str]) -> Fits:
    wanted = frozenset(names)
    return lambda value: wanted <= value.keys()


def _pattern(pattern: str) -> Fits:
    return lambda value: ecma(pattern).search(value) is not None


def _format(name: str) -> Fits:
    if name != "uri":
        return FORMATS[name]
    # Most URLs are of this part of their grammar, which takes a fourteenth of the time to compile,
    # and a sixth to ask.
    whole = FORMATS[name]
    return lambda value: _PLAIN_URL.fullmatch(value) is not None or whole(value)


_TEXT, _NUMBER, _LIST, _OBJECT = (str,), (int, float), (list,), (dict,)
_ALL = tuple(JSON)

_PLAIN: dict[str, tuple[Kinds, Callable[[Any], Fits]]] = {
    "enum": (_ALL, _enum),
    "maxLength": (_TEXT, lambda most: lambda value: len(value) <= most),
    "minLength": (_TEXT, lambda least: lambda value: len(value) >= least),
    "pattern": (_TEXT, _pattern),
    "format": (_TEXT, _format),
    "minimum": (_NUMBER, lambda least: lambda value: value >= least),
    "maximum": (_NUMBER, lambda most: lambda value: value <= most),
    "maxItems": (_LIST, lambda most: lambda value: len(value) <= most),
    "minItems": (_LIST, lambda least: lambda value: len(value) >= least),
    "required": (_OBJECT, _required),
}
_STRUCTURAL: dict[str, tuple[Kinds, Callable[[_Reader, Schema], Fits]]] = {
    "properties": (_OBJECT, _Reader.members),
    "additionalProperties": (_OBJECT, _Reader.additional),
    "items": (_LIST, _Reader.items),
    "$ref": (_ALL, _Reader.reference),
    "allOf": (_ALL, _Reader.all_of),
    "if": (_ALL, _Reader.condition),
    "not": (_ALL, _Reader.never),
    "x-warn": (_ALL, _Reader.warnings),
}
