"""The API's schemas as checks: written once for a payload and for a plan with holes.

Where a value isn't known yet (`UNKNOWN`) nothing is claimed. The keywords are those that the
derivation writes; one that isn't known here raises when the schema is read, so that no constraint
is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from msgc.check import keywords
from msgc.check.breach import Breach, Path, Unknown
from msgc.check.causes import one_for_each_cause
from msgc.check.keywords import Check
from msgc.check.predicates import exact_classes, predicate, tag_of, types_of
from msgc.check.quick_payload import surely_fits
from msgc.diagnostics import Severity
from msgc.facts.files import CREATE_MESSAGE, load_schema

Schema = Mapping[str, Any]

ANNOTATIONS = (
    "$schema",
    "$id",
    "$defs",
    "title",
    "description",
    "default",
    "readOnly",
    "deprecated",
    "x-error",
)
# Keywords that another one reads.
PAIRED = ("then", "else", "type")
EXCLUSIVE = {"body-or-template": "MSG311"}

Simple = Mapping[str, Callable[[Any], Check]]

SIMPLE: Simple = {
    "required": keywords.required,
    "enum": keywords.enum,
    "maxLength": keywords.max_length,
    "minLength": keywords.min_length,
    "minimum": keywords.minimum,
    "maximum": keywords.maximum,
    "pattern": keywords.pattern,
    "format": keywords.format_,
    "maxItems": keywords.max_items,
    "minItems": keywords.min_items,
}


def verify(value: object) -> list[Breach]:
    """Return what a payload breaks of the whole create-message schema, errors and warnings."""
    if surely_fits()(value):
        return []
    found: list[Breach] = []
    message_check()(value, (), found)
    return one_for_each_cause(found) if len(found) > 1 else found


@cache
def message_check() -> Check:
    """Return the check of the create-message schema."""
    return schema_check(load_schema(CREATE_MESSAGE))


def schema_check(root: Schema, simple: Simple = SIMPLE, notes: Sequence[str] = ()) -> Check:
    """Return the check of a standalone schema.

    `simple` are the keywords that look at a value alone, `notes` further ones that ask nothing.
    Raises KeyError, ValueError or TypeError for a schema that it can't check all of.
    """
    return _Reader(root, simple, notes).check(root)


class _Reader:
    """Reads a schema into checks; a referenced definition is read once, when it is first met."""

    def __init__(self, root: Schema, simple: Simple, notes: Sequence[str]) -> None:
        self._root = root
        self._simple = simple
        self._silent = (*ANNOTATIONS, *PAIRED, *notes)
        self._definitions: dict[str, Check] = {}

    def check(self, schema: Schema) -> Check:
        """Return the check of a schema: all its keywords, unless the value isn't known."""
        parts = self._parts(schema)
        types = types_of(schema)
        of_type = keywords.type_(types) if types else None
        plain = exact_classes(types)

        def check(value: object, path: Path, found: list[Breach]) -> None:
            if isinstance(value, Unknown):
                value.ask(check, path, found)
                return
            before = len(found)
            if of_type and type(value) not in plain:
                of_type(value, path, found)
            for part in parts:
                # One fault of a single value is enough: an empty URL isn't also a malformed one.
                if len(found) > before and not isinstance(value, dict | list):
                    return
                part(value, path, found)

        return check

    def _parts(self, schema: Schema) -> list[Check]:
        parts = [self._simple[word](schema[word]) for word in schema if word in self._simple]
        for word in schema:
            if word in _STRUCTURAL:
                parts.append(_STRUCTURAL[word](self, schema))
            elif word not in self._simple and word not in self._silent:
                raise ValueError(f"the schema's keyword {word!r} isn't known")
        return parts

    def reference(self, schema: Schema) -> Check:
        name = schema["$ref"].removeprefix("#/$defs/")
        if name not in self._root.get("$defs", ()):
            raise ValueError(f"{schema['$ref']} is no definition of the schema")

        def check(value: object, path: Path, found: list[Breach]) -> None:
            if name not in self._definitions:
                self._definitions[name] = self.check(self._root["$defs"][name])
            self._definitions[name](value, path, found)

        return check

    def properties(self, schema: Schema) -> Check:
        checks = {name: self.check(part) for name, part in schema["properties"].items()}

        def check(value: object, path: Path, found: list[Breach]) -> None:
            if isinstance(value, dict):
                for name, member in value.items():
                    if name in checks:
                        checks[name](member, (*path, name), found)

        return check

    def additional(self, schema: Schema) -> Check:
        known = tuple(schema.get("properties", ()))
        rule = schema["additionalProperties"]
        if rule is False:
            return keywords.closed(known, "MSG303")
        inner = self.check(rule if isinstance(rule, dict) else {})

        def check(value: object, path: Path, found: list[Breach]) -> None:
            if isinstance(value, dict):
                for name, member in value.items():
                    if name not in known:
                        inner(member, (*path, name), found)

        return check

    def items(self, schema: Schema) -> Check:
        inner = self.check(schema["items"])

        def check(value: object, path: Path, found: list[Breach]) -> None:
            if isinstance(value, list):
                for index, item in enumerate(value):
                    inner(item, (*path, index), found)

        return check

    def all_of(self, schema: Schema) -> Check:
        """Read `allOf`; branches on a tag are looked up, the rest is run one by one."""
        tagged = {tag: part for part in schema["allOf"] if (tag := tag_of(part))}
        branches = {tag: self.check(part["then"]) for tag, part in tagged.items()}
        rest = [self.check(part) for part in schema["allOf"] if not tag_of(part)]

        def check(value: object, path: Path, found: list[Breach]) -> None:
            tag = value.get("type") if isinstance(value, dict) else None
            branch = branches.get(tag) if isinstance(tag, str) else None
            if branch:
                branch(value, path, found)
            for part in rest:
                part(value, path, found)

        return check

    def condition(self, schema: Schema) -> Check:
        holds = predicate(schema["if"])
        then, other = (self.check(schema.get(word, {})) for word in ("then", "else"))

        def check(value: object, path: Path, found: list[Breach]) -> None:
            outcome = holds(value)
            if outcome is not None:
                (then if outcome else other)(value, path, found)

        return check

    def never(self, schema: Schema) -> Check:
        holds = predicate(schema["not"])
        error = schema["x-error"]
        code = EXCLUSIVE.get(error["erratum"], "MSG302") if len(schema["not"]) == 1 else "MSG302"

        def check(value: object, path: Path, found: list[Breach]) -> None:
            if holds(value) is True:
                found.append(Breach(path, code, error["message"], "Keep what you mean to send."))

        return check

    def warnings(self, schema: Schema) -> Check:
        checks = [self._warning(row, schema) for row in schema["x-warn"]]

        def check(value: object, path: Path, found: list[Breach]) -> None:
            for each in checks:
                each(value, path, found)

        return check

    def _warning(self, row: Schema, schema: Schema) -> Check:
        if "additionalProperties" in row:
            return keywords.closed(tuple(schema.get("properties", ())), "MSG312")
        inner = self.check(row["schema"])

        def check(value: object, path: Path, found: list[Breach]) -> None:
            broken: list[Breach] = []
            inner(value, path, broken)
            for breach in broken:
                message = f"{breach.message}: {row['message'][:1].lower()}{row['message'][1:]}"
                warning = replace(breach, code="MSG313", message=message)
                found.append(replace(warning, severity=Severity.WARNING))

        return check


_STRUCTURAL: dict[str, Callable[[_Reader, Schema], Check]] = {
    "$ref": _Reader.reference,
    "properties": _Reader.properties,
    "additionalProperties": _Reader.additional,
    "items": _Reader.items,
    "allOf": _Reader.all_of,
    "if": _Reader.condition,
    "not": _Reader.never,
    "x-warn": _Reader.warnings,
}
