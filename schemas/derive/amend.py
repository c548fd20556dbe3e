"""Lays the errata over the API's schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

Schema = dict[str, Any]
Erratum = Mapping[str, Any]


class ErratumError(ValueError):
    """An erratum that doesn't fit the API it is about."""


def amend(schemas: Mapping[str, Schema], errata: Iterable[Erratum]) -> dict[str, Schema]:
    """Return a copy of `components/schemas` with every erratum held.

    Raises ErratumError where a row names a place or a change that isn't there.
    """
    amended = deepcopy(dict(schemas))
    for erratum in errata:
        for place in erratum["at"]:
            _hold(_find(amended, place), erratum)
    return amended


def _find(schemas: Mapping[str, Any], place: str) -> Schema:
    node: Any = schemas
    for step in place.split("/"):
        try:
            node = node[int(step)] if isinstance(node, list) else node[step]
        except (KeyError, IndexError, ValueError) as error:
            raise ErratumError(f"there is no {place} in the API") from error
    if not isinstance(node, dict) or "$ref" in node:
        raise ErratumError(f"{place} is no schema of its own")
    return node


def _hold(schema: Schema, erratum: Erratum) -> None:
    for name, change in erratum["hold"].items():
        if name not in CHANGES:
            raise ErratumError(f"{erratum['id']}: there is no change called {name}")
        CHANGES[name](schema, change, erratum)


def _set(schema: Schema, keywords: Schema, _: Erratum) -> None:
    schema.update(deepcopy(keywords))


def _rename(schema: Schema, names: Mapping[str, str], _: Erratum) -> None:
    for old, new in names.items():
        schema[new] = schema.pop(old)


def _drop(schema: Schema, keywords: Iterable[str], _: Erratum) -> None:
    for keyword in keywords:
        del schema[keyword]


def _without(schema: Schema, values: Mapping[str, list[Any]], _: Erratum) -> None:
    for keyword, gone in values.items():
        schema[keyword] = [value for value in schema[keyword] if value not in gone]


def _require(schema: Schema, names: list[str], _: Erratum) -> None:
    schema["required"] = [*schema.get("required", []), *names]


def _rules(schema: Schema, rules: list[Schema], _: Erratum) -> None:
    schema["x-rules"] = [*schema.get("x-rules", []), *deepcopy(rules)]


def _warn(schema: Schema, warned: Schema, erratum: Erratum) -> None:
    schema["x-warn"] = [*schema.get("x-warn", []), _warning(warned, erratum)]


def _warning(warned: Schema, erratum: Erratum) -> Schema:
    if warned == {"additionalProperties": False}:
        return {"erratum": erratum["id"], **warned}
    return {"erratum": erratum["id"], "message": erratum["title"], "schema": deepcopy(warned)}


CHANGES: dict[str, Callable[[Schema, Any, Erratum], None]] = {
    "set": _set,
    "rename": _rename,
    "drop": _drop,
    "without": _without,
    "require": _require,
    "rules": _rules,
    "warn": _warn,
}
