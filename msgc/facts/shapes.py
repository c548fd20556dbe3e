"""What may stand at a place of the payload, read from the derived JSON Schemas.

A `Shape` is a schema with its references followed and its branch picked by a tag. It answers what
`lower` asks: which JSON types, which members in which order, which items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from msgc.facts.files import CREATE_MESSAGE, load_schema

Schema = Mapping[str, Any]
TAG = "type"


class Shape:
    """A place of the payload; `schemas` all hold there at once."""

    def __init__(self, schemas: tuple[Schema, ...], root: Schema) -> None:
        self.schemas, self.root = schemas, root

    @cached_property
    def json_types(self) -> frozenset[str]:
        """The JSON types that may stand here, empty where anything may."""
        return frozenset(word for schema in self.schemas for word in _types(schema))

    @property
    def is_untyped(self) -> bool:
        """Whether nothing says what may stand here."""
        return not self.json_types

    @property
    def is_nullable(self) -> bool:
        """Whether null may stand here."""
        return self.is_untyped or "null" in self.json_types

    @cached_property
    def enum(self) -> tuple[object, ...] | None:
        """The words that may stand here, None where any may."""
        return next((tuple(s["enum"]) for s in self.schemas if "enum" in s), None)

    @cached_property
    def required(self) -> frozenset[str]:
        """The members that must be there."""
        return frozenset(name for schema in self.schemas for name in schema.get("required", ()))

    @property
    def is_described(self) -> bool:
        """Whether the schema says anything about this place."""
        return any(set(schema) - {"description"} for schema in self.schemas)

    @cached_property
    def items(self) -> Shape:
        """The shape of a list's entries."""
        parts = [schema["items"] for schema in self.schemas if "items" in schema]
        return self._at(*parts)

    def member(self, name: str) -> Shape:
        """Return the shape of a member; an untyped one where the schema doesn't name it."""
        known = self._named.get(name)
        if known is not None:
            return known
        parts = [schema["properties"][name] for schema in self.schemas if _names(schema, name)]
        if not parts:
            return self._at(*self._additional())
        return self._named.setdefault(name, self._at(*parts))

    @cached_property
    def _named(self) -> dict[str, Shape]:
        """The shapes of members that were asked for and that the schema names."""
        return {}

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The members' names, in the API's order."""
        names: dict[str, None] = {}
        for schema in self.schemas:
            names.update(dict.fromkeys(schema.get("properties", ())))
        return tuple(names)

    def tagged(self, tag: str | None) -> Shape:
        """Return the shape of an object whose `type` is `tag` (None: it isn't literal)."""
        return _tagged(self, tag)

    def _additional(self) -> list[Schema]:
        parts = (schema.get("additionalProperties") for schema in self.schemas)
        return [part for part in parts if isinstance(part, dict)]

    def _at(self, *parts: Schema) -> Shape:
        return _shape(self, parts)


@cache
def message_shape() -> Shape:
    """Return the shape of the whole create-message request."""
    schema = load_schema(CREATE_MESSAGE)
    return Shape((schema,), schema)


# Shapes live as long as the one schema they are read from, so an id stands for its schema.
_SHAPES: dict[tuple[int, ...], Shape] = {}
_TAGGED: dict[tuple[Shape, str | None], Shape] = {}


def _shape(owner: Shape, parts: tuple[Schema, ...]) -> Shape:
    key = (id(owner.root), *(id(part) for part in parts))
    if key not in _SHAPES:
        resolved = tuple(_resolved(part, owner.root) for part in parts)
        _SHAPES[key] = Shape(resolved, owner.root)
    return _SHAPES[key]


def _tagged(shape: Shape, tag: str | None) -> Shape:
    key = (shape, tag)
    if key not in _TAGGED:
        parts = [p for s in shape.schemas for p in _with_branches(s, tag, shape.root)]
        # A branch names its members in the API's order; the frame around it only the tag.
        parts.sort(key=lambda part: "allOf" in part)
        _TAGGED[key] = Shape(tuple(parts), shape.root)
    return _TAGGED[key]


def _with_branches(schema: Schema, tag: str | None, root: Schema) -> Iterator[Schema]:
    yield schema
    for branch in schema.get("allOf", ()):
        if "then" in branch and _const(branch["if"]) == tag and tag is not None:
            yield from _with_branches(_resolved(branch["then"], root), tag, root)
    if "if" in schema:
        for part in ("then", "else"):
            if "properties" in (branch := _resolved(schema.get(part, {}), root)):
                yield branch


def _const(condition: Schema) -> str | None:
    tag: str | None = condition.get("properties", {}).get(TAG, {}).get("const")
    return tag


def _resolved(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    return schema


def _names(schema: Schema, name: str) -> bool:
    return name in schema.get("properties", ())


def _types(schema: Schema) -> list[str]:
    declared = schema.get("type")
    if declared is not None:
        return [declared] if isinstance(declared, str) else declared
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    words = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return sorted({words[type(value)] for value in values})
