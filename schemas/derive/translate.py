"""Translates a schema of OpenAPI 3.0 into JSON Schema 2020-12 without unions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schemas.derive.amend import Schema
from schemas.derive.merge import merged
from schemas.derive.unions import Branches, conditions, plain_name, split_union

# The order in which keywords are written; one that isn't here isn't understood.
ORDER = (
    *("$schema", "$id", "$ref", "title", "description", "deprecated", "readOnly", "default"),
    *("type", "enum", "const", "format", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "minItems", "maxItems", "required", "properties"),
    *("additionalProperties", "items", "if", "then", "else", "allOf", "not"),
    *("x-error", "x-warn", "$defs"),
)
_RANK = {keyword: rank for rank, keyword in enumerate(ORDER)}

# Said otherwise in JSON Schema, and handled apart.
_GONE = frozenset({"nullable", "discriminator", "oneOf", "anyOf", "x-rules"})

# Number formats say how a number is stored, which is nobody's fault in a message.
_NUMBER_FORMATS = frozenset({"float", "double", "int32", "int64"})


class TranslateError(ValueError):
    """A keyword that has no translation."""


def translate(schema: Schema, schemas: Mapping[str, Schema]) -> Schema:
    """Return one schema in JSON Schema 2020-12; references lead to `#/$defs/NAME`.

    `schemas` are the API's, amended; a union's tag may be declared behind a reference. Raises
    TranslateError, MergeError or UnionError where a schema says what can't be translated.
    """
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{plain_name(schema['$ref'])}"}
    whole, branches = split_union(merged(schema), schemas)
    out = {key: _keyword(key, value, schemas) for key, value in whole.items() if key not in _GONE}
    _settle_type(out, bool(whole.get("nullable")))
    _add_rules(out, branches, whole.get("x-rules", []), schemas)
    return in_order(out)


def in_order(schema: Schema) -> Schema:
    """Return the schema with its keywords in the order of `ORDER`."""
    return dict(sorted(schema.items(), key=lambda item: _RANK[item[0]]))


def _keyword(name: str, value: Any, schemas: Mapping[str, Schema]) -> Any:
    if name not in _RANK:
        raise TranslateError(f"{name} has no translation")
    walk = _NESTED.get(name)
    return walk(value, schemas) if walk else value


def _map(value: Schema, schemas: Mapping[str, Schema]) -> Schema:
    return {name: translate(schema, schemas) for name, schema in value.items()}


def _schema_or_flag(value: Any, schemas: Mapping[str, Schema]) -> Any:
    return translate(value, schemas) if isinstance(value, dict) else value


_NESTED: dict[str, Callable[[Any, Mapping[str, Schema]], Any]] = {
    "properties": _map,
    "items": translate,
    "additionalProperties": _schema_or_flag,
}


def _settle_type(out: Schema, nullable: bool) -> None:
    if out.get("format") in _NUMBER_FORMATS:
        del out["format"]
    if "enum" in out:
        # The values say the type, and a wrong one shall be one error, not two.
        out.pop("type", None)
        out["enum"] = [*out["enum"], None] if nullable else out["enum"]
    elif nullable and "type" in out:
        out["type"] = [out["type"], "null"]


def _add_rules(
    out: Schema, branches: Branches, rules: list[Schema], schemas: Mapping[str, Schema]
) -> None:
    found = conditions(branches, lambda branch: translate(branch, schemas))
    if len(found) == 1 and not rules:
        out.update(found[0])
    elif found or rules:
        out["allOf"] = [*found, *rules]
