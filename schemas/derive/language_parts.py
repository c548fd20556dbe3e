"""Small builders: choices between cases, described schemas, and what several schemas share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schemas.derive.amend import Schema
from schemas.derive.language_api import SCALARS

Case = tuple[Schema, Schema]


def has(*names: str) -> Schema:
    """Return the condition that a mapping has one of the keys."""
    # `type` keeps it from holding for what an author hasn't written yet, which is null.
    wanted = [{"required": [name]} for name in names]
    return {"type": "object", **(wanted[0] if len(wanted) == 1 else {"anyOf": wanted})}


def choice(cases: Iterable[Case], otherwise: Schema) -> list[Schema]:
    """Return conditions, one for each case, and one for where none of the cases holds.

    An editor offers what the one case that holds lists, and marks any other key.
    """
    pairs = list(cases)
    undecided = {"not": {"anyOf": [condition for condition, _ in pairs]}}
    return [{"if": test, "then": schema} for test, schema in [*pairs, (undecided, otherwise)]]


def described(schema: Schema, title: str, note: str | None) -> Schema:
    """Return the schema with a title and, where there is one, a description of its own."""
    head = {"title": title} if note is None else {"title": title, "description": note}
    if "$ref" in schema:
        # Draft-07 hears nothing beside a `$ref`.
        return {**head, "allOf": [schema]}
    return {**head, **{key: value for key, value in schema.items() if key not in head}}


def or_scalar(schema: Schema) -> Schema:
    """Return the schema of a mapping, or of a scalar in its place."""
    rest = {key: schema[key] for key in schema if key not in ("pattern", "patternErrorMessage")}
    types = [kind for kind in schema["type"] if kind not in SCALARS]
    return {**rest, "type": [*SCALARS, *types]}


def joined(schemas: list[Schema]) -> Schema:
    """Return what fits all the schemas: what all of them say stays, properties come together.

    A mapping that one of them closes is closed, since a mistyped key is likelier than a new one.
    """
    first, *others = schemas
    out = {key: value for key, value in first.items() if all(o.get(key) == value for o in others)}
    out |= {key: first[key] for key in ("description",) if key in first}
    if all("items" in schema for schema in schemas):
        out["items"] = joined([schema["items"] for schema in schemas])
    if any("properties" in schema for schema in schemas):
        out["properties"] = _joined_properties(schemas)
    if any(schema.get("additionalProperties") is False for schema in schemas):
        out["additionalProperties"] = False
    return out


def _joined_properties(schemas: list[Schema]) -> Schema:
    members: dict[str, list[Any]] = {}
    for schema in schemas:
        for name, member in schema.get("properties", {}).items():
            members.setdefault(name, []).append(member)
    return {name: joined(found) for name, found in members.items()}


def references(node: Any) -> set[str]:
    """Return the names of the definitions that a schema refers to."""
    if isinstance(node, list):
        return set().union(*map(references, node))
    if not isinstance(node, dict):
        return set()
    found = references(list(node.values()))
    target = node.get("$ref")
    return found | {target.removeprefix("#/definitions/")} if isinstance(target, str) else found
