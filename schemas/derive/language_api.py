"""The API's schemas as an author writes them: in YAML, with Jinja wherever a value is.

A string's field takes numbers and booleans as well, since a plain scalar's type is an editor's
guess (`0612345678`) and the program reads it as text. Every other field takes one whole
expression. What a text must fit (`maxLength`, `format`, ...) holds for text without Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.derive.amend import Schema
from schemas.derive.language_place import Place
from schemas.derive.unions import plain_name

JINJA = r"\{[{%#]"
EXPRESSION = r"^\s*\{\{[\s\S]*\}\}\s*$"
HAS_JINJA = {"type": "string", "pattern": JINJA}
SCALARS = ("string", "number", "boolean")

_UUID = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"
# The API's formats in words that draft-07 has; a format that isn't here is left to `msgc check`.
_FORMATS: dict[str, Schema] = {
    "uri": {"format": "uri"},
    "date-time": {"format": "date-time"},
    "uuid": {"pattern": _UUID},
}
_NOTES = ("description", "default", "readOnly")
_OF_TEXT = ("pattern", "minLength", "maxLength")
_AS_WRITTEN = ("minItems", "maxItems", "minimum", "maximum")


@dataclass(frozen=True, slots=True)
class Api:
    """The schema of a whole message, read field by field; `definitions` collects what is used."""

    root: Schema
    errors: Mapping[str, str]
    definitions: dict[str, Schema] = field(default_factory=dict)

    def resolved(self, schema: Schema) -> Schema:
        """Return the schema that a reference leads to, or the schema itself."""
        while "$ref" in schema:
            schema = self.root["$defs"][plain_name(schema["$ref"])]
        return schema

    def member(self, schema: Schema, *path: str) -> Schema:
        """Return the schema of a field; KeyError where the API has no such field."""
        for name in path:
            schema = self.resolved(schema)["properties"][name]
        return schema

    def items(self, schema: Schema) -> Schema:
        """Return the schema of a list's entries."""
        entries: Schema = self.resolved(schema)["items"]
        return entries

    def branch(self, schema: Schema, tag: str) -> Schema:
        """Return the schema that holds where `type` is `tag`."""
        for part in self.resolved(schema)["allOf"]:
            if part["if"]["properties"]["type"]["const"] == tag:
                return self.resolved(part["then"])
        raise KeyError(tag)

    def written(self, schema: Schema, place: Place) -> Schema:
        """Return the schema of what an author may write where the API has `schema`."""
        if "$ref" in schema:
            return self._reference(plain_name(schema["$ref"]), place)
        out = {key: schema[key] for key in _NOTES if key in schema}
        if _is_text(schema):
            return out | self._text(schema, place)
        return out | self._typed(schema) | self._assertions(schema, place)

    def _reference(self, name: str, place: Place) -> Schema:
        key = f"api.{name}{place.suffix}"
        if key not in self.definitions:
            self.definitions[key] = {}
            written = self.written(self.root["$defs"][name], place)
            self.definitions[key] = {"title": name, **written}
        return {"$ref": f"#/definitions/{key}"}

    def _text(self, schema: Schema, place: Place) -> Schema:
        if "enum" in schema:
            # An editor offers the words of an `anyOf`, not those of an `else`.
            return {"anyOf": [{"enum": schema["enum"]}, HAS_JINJA]}
        asserted = {key: schema[key] for key in _OF_TEXT if key in schema}
        asserted |= _FORMATS.get(schema.get("format", ""), {})
        asserted |= self._conditions(schema, place)
        return {"type": [*SCALARS, *_null(schema)], **unless_jinja(asserted)}

    def _typed(self, schema: Schema) -> Schema:
        types = types_of(schema)
        return or_expression(types, self.errors) if types else {}

    def _assertions(self, schema: Schema, place: Place) -> Schema:
        out = {key: schema[key] for key in _AS_WRITTEN if key in schema}
        if "required" in schema and not place.merged:
            out["required"] = schema["required"]
        for key, walk in _NESTED.items():
            if key in schema:
                out[key] = walk(self, schema[key], place)
        if "allOf" in schema:
            out["allOf"] = [self._conditions(part, place) for part in schema["allOf"]]
        if out.get("items") and "maxItems" in out and self._may_fall_away(schema):
            del out["maxItems"]
        return out | self._conditions(schema, place)

    def _may_fall_away(self, schema: Schema) -> bool:
        return "object" in types_of(self.resolved(schema["items"]))

    def _conditions(self, schema: Schema, place: Place) -> Schema:
        """Return a schema's `if` with its branches; the condition stays as the API has it."""
        names = [name for name in ("then", "else") if name in schema]
        branches = {name: self.written(schema[name], place) for name in names}
        said: Schema = {name: branch for name, branch in branches.items() if branch}
        return {"if": schema["if"], **said} if said else {}


def types_of(schema: Schema) -> list[str]:
    """Return the JSON types that a schema names."""
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def or_expression(types: list[str], errors: Mapping[str, str]) -> Schema:
    """Return the assertion that a value has one of the types, or is one whole expression."""
    return {
        "type": [*types, "string"],
        "pattern": EXPRESSION,
        "patternErrorMessage": errors[types[0]],
    }


def unless_jinja(asserted: Schema) -> Schema:
    """Return assertions that hold for all but a text with Jinja in it."""
    return {"if": HAS_JINJA, "else": asserted} if asserted else {}


def _is_text(schema: Schema) -> bool:
    return "string" in types_of(schema) or "enum" in schema


def _null(schema: Schema) -> list[str]:
    return ["null"] if "null" in types_of(schema) else []


def _properties(api: Api, members: Mapping[str, Schema], place: Place) -> Schema:
    out = {name: api.written(schema, place.below()) for name, schema in members.items()}
    return out | structure() if place.entry else out


def _additional(api: Api, schema: Any, place: Place) -> Any:
    return api.written(schema, place.below()) if isinstance(schema, dict) else schema


def _items(api: Api, schema: Schema, place: Place) -> Schema:
    return api.written(schema, place.items())


def structure() -> Schema:
    """Return the properties `if` and `for`."""
    return {name: {"$ref": f"#/definitions/{name}"} for name in ("if", "for")}


_NESTED: dict[str, Callable[[Api, Any, Place], Any]] = {
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
}
