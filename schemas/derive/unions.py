"""Turns `oneOf` and `anyOf` into conditions, so that a fault has one place.

A union is told apart by a tag (`type: reply`), by a property that only one branch has, or, for
`anyOf`, by what must be there. Each way says exactly what the union said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.derive.amend import Schema

Translate = Callable[[Schema], Schema]


class UnionError(ValueError):
    """A union whose branches can't be told apart."""


@dataclass(frozen=True, slots=True)
class Branches:
    """A union's branches, each with the condition that picks it (None: all the rest)."""

    pairs: tuple[tuple[Schema | None, Schema], ...] = ()


def plain_name(reference: str) -> str:
    """Return the schema's name of a reference such as `#/components/schemas/Action`."""
    return reference.rsplit("/", 1)[-1]


def split_union(schema: Schema, schemas: Mapping[str, Schema]) -> tuple[Schema, Branches]:
    """Return what holds for every branch, and the branches with what picks them.

    Raises UnionError where the branches can't be told apart.
    """
    if "oneOf" in schema:
        tagged = _mapping(schema)
        return _by_tag(schema, tagged, schemas) if tagged else _by_presence(schema)
    if "anyOf" in schema:
        return _any_of(schema)
    return schema, Branches()


def conditions(branches: Branches, translate: Translate) -> list[Schema]:
    """Return the branches as `if`/`then` (or `else`) schemas, each branch translated."""
    if len(branches.pairs) == 2 and branches.pairs[1][0] is None:
        (test, first), (_, second) = branches.pairs
        return [_either(test, translate(first), translate(second))]
    return [{"if": test, "then": translate(branch)} for test, branch in branches.pairs]


def _either(test: Schema | None, first: Schema, second: Schema) -> Schema:
    if first == {}:
        return {"if": test, "else": second}
    return {"if": test, "then": first, "else": second}


def _by_tag(
    schema: Schema, mapping: Mapping[str, Schema], schemas: Mapping[str, Schema]
) -> tuple[Schema, Branches]:
    name = _tag_name(schema)
    tag = _declared(schema.get("properties", {}).get(name, {}), schemas)
    values = tag.get("enum", list(mapping))
    if set(values) != set(mapping):
        raise UnionError(f"tags and branches differ: {sorted(set(values) ^ set(mapping))}")
    properties = {**schema.get("properties", {}), name: {**tag, "enum": values}}
    required = [name, *(key for key in schema.get("required", []) if key != name)]
    whole = {**schema, "type": "object", "properties": properties, "required": required}
    pairs = tuple((_has_tag(name, value), mapping[value]) for value in values)
    return whole, Branches(pairs)


def _has_tag(name: str, value: str) -> Schema:
    # `type` keeps the condition from holding for values that aren't objects at all.
    return {"type": "object", "required": [name], "properties": {name: {"const": value}}}


def _declared(tag: Schema, schemas: Mapping[str, Schema]) -> Schema:
    return schemas[plain_name(tag["$ref"])] if "$ref" in tag else tag


def _mapping(schema: Schema) -> dict[str, Schema]:
    if "discriminator" in schema:
        pairs = schema["discriminator"].get("mapping", {}).items()
        return {value: {"$ref": reference} for value, reference in pairs}
    if not all(_own_tag(branch) for branch in schema["oneOf"]):
        return {}
    return {_own_tag(branch): _untyped(branch) for branch in schema["oneOf"]}


def _tag_name(schema: Schema) -> str:
    return str(schema.get("discriminator", {"propertyName": "type"})["propertyName"])


def _own_tag(branch: Schema) -> str:
    values = branch.get("properties", {}).get("type", {}).get("enum", [])
    return values[0] if len(values) == 1 and "type" in branch.get("required", []) else ""


def _by_presence(schema: Schema) -> tuple[Schema, Branches]:
    first, second = _two(schema["oneOf"])
    marks = [name for name in second["required"] if name not in first["required"]]
    closed = all(branch.get("additionalProperties") is False for branch in (first, second))
    if not (closed and marks and not set(marks) & set(first["properties"])):
        raise UnionError("nothing tells the branches apart")
    whole = {**schema, "type": first["type"]}
    return whole, Branches((({"required": marks}, _untyped(second)), (None, _untyped(first))))


def _any_of(schema: Schema) -> tuple[Schema, Branches]:
    first, second = _two(schema["anyOf"])
    if set(first) == set(second) == {"required"}:
        return schema, _any_required(first["required"], second["required"])
    # anyOf [A, B] is "if not A, then B".
    whole = {**schema, "type": first["type"]}
    return whole, Branches(((_bare(first), {}), (None, _bare(second))))


def _any_required(first: list[str], second: list[str]) -> Branches:
    # What only the first wants picks it. Where that is there and the rest of the first isn't, the
    # second, which wants that rest too, would fail as well: the conditions refuse the same values.
    marks = [name for name in first if name not in second]
    rest = [name for name in first if name in second]
    if not rest:
        return Branches((({"not": {"required": marks}}, {"required": second}),))
    # Without any mark of either, it is the first that is asked for: one name is missing, not many.
    its_own = [name for name in second if name not in first]
    other = {"if": {"required": its_own[:1]}, "then": {"required": second}}
    other["else"] = {"required": first}
    return Branches((({"required": marks}, {"required": rest}), (None, other)))


def _two(branches: list[Schema]) -> tuple[Schema, Schema]:
    if len(branches) != 2 or any("$ref" in branch for branch in branches):
        raise UnionError("only two plain branches can be told apart without a tag")
    if len({branch.get("type") for branch in branches}) != 1:
        raise UnionError("the branches differ in type")
    return branches[0], branches[1]


def _untyped(branch: Schema) -> Schema:
    return {key: value for key, value in branch.items() if key != "type"}


def _bare(branch: Schema) -> dict[str, Any]:
    return {k: v for k, v in branch.items() if k not in ("type", "title", "description")}
