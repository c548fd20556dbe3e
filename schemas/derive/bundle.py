"""Puts a derived schema into a file of its own, with all that it refers to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from schemas.derive.amend import Schema
from schemas.derive.translate import in_order, translate
from schemas.derive.unions import plain_name

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE_ID = "https://msgc.dev/schemas/bird/messages/"

# What is derived besides the kinds of body: the file's name, and the API's schema.
_WHOLE = {"template": "Template", "create-message": "CreateMessage"}


def bundles(schemas: Mapping[str, Schema]) -> dict[str, str]:
    """Return the text of every derived file by its name; `schemas` are the API's, amended."""
    derived = {name: translate(schema, schemas) for name, schema in _reachable_api(schemas)}
    return {
        f"{name}.json": _text(_bundle(name, component, derived))
        for name, component in roots(schemas).items()
    }


def roots(schemas: Mapping[str, Schema]) -> dict[str, str]:
    """Return what is derived: the file's name without its ending, and the API's schema for it."""
    for part in schemas["Body"]["allOf"]:
        if "discriminator" in part:
            mapping = part["discriminator"]["mapping"]
            return {tag: plain_name(target) for tag, target in mapping.items()} | _WHOLE
    raise KeyError("Body has no discriminator")


def _reachable_api(schemas: Mapping[str, Schema]) -> list[tuple[str, Schema]]:
    found = _closure(schemas["CreateMessage"], schemas) | {"CreateMessage"}
    return [(name, schema) for name, schema in schemas.items() if name in found]


def _bundle(name: str, component: str, derived: Mapping[str, Schema]) -> Schema:
    root = derived[component]
    used = _closure(root, derived)
    defs = {key: schema for key, schema in derived.items() if key in used}
    head = {"$schema": DIALECT, "$id": f"{BASE_ID}{name}.json", "title": component}
    whole = head | root | {"type": "object"}
    return in_order(whole | {"$defs": defs} if defs else whole)


def _closure(schema: Schema, schemas: Mapping[str, Schema]) -> set[str]:
    found: set[str] = set()
    waiting = list(_references(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_references(schemas[name]))
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield plain_name(node["$ref"])
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
