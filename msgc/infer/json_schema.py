"""A JSON Schema object in `vars`: told from an object's fields, and read into a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from msgc.diagnostics import Diagnostic, finding
from msgc.syntax.nodes import Mapping as MappingNode
from msgc.syntax.nodes import Node
from msgc.syntax.values import to_value
from msgc.types import (
    FORMATS,
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NullType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
)

TYPES = ("string", "integer", "number", "boolean", "object", "array", "null")
DECIDING = ("type", "enum", "properties")
SCHEMA_FORMATS = {"date-time": "datetime"}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_schema(value: object) -> bool:
    return isinstance(value, bool | dict)


def _is_schemas(value: object) -> bool:
    return isinstance(value, list) and all(_is_schema(item) for item in value)


def _is_schema_map(value: object) -> bool:
    return isinstance(value, dict) and all(_is_schema(item) for item in value.values())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


def _is_type(value: object) -> bool:
    words = value if isinstance(value, list) else [value]
    return (
        bool(words)
        and all(word in TYPES for word in words if isinstance(word, str))
        and (_is_texts(words))
    )


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_anything(value: object) -> bool:
    return True


# JSON Schema 2020-12: the keywords, and the form that each wants.
KEYWORDS: dict[str, Callable[[object], bool]] = {
    "type": _is_type,
    "enum": _is_list,
    "const": _is_anything,
    "default": _is_anything,
    "examples": _is_list,
    **dict.fromkeys(("title", "description", "format", "pattern", "$comment", "$ref"), _is_text),
    **dict.fromkeys(("$id", "$schema", "$anchor", "contentEncoding", "contentMediaType"), _is_text),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _is_count),
    **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), _is_count),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    "multipleOf": _is_number,
    **dict.fromkeys(("items", "contains", "not", "if", "then", "else"), _is_schema),
    **dict.fromkeys(("additionalProperties", "propertyNames", "unevaluatedItems"), _is_schema),
    **dict.fromkeys(("unevaluatedProperties", "contentSchema"), _is_schema),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _is_schemas),
    **dict.fromkeys(("properties", "patternProperties", "$defs"), _is_schema_map),
    "dependentSchemas": _is_schema_map,
    "required": _is_texts,
    **dict.fromkeys(("uniqueItems", "deprecated", "readOnly", "writeOnly"), _is_flag),
}


def looks_like_schema(node: MappingNode) -> bool:
    """Tell a JSON Schema object from an object's fields.

    All keys are keywords in the form that each wants, and `type`, `enum` or `properties` is there.
    """
    keys = [entry.key.value for entry in node]
    if not any(key in keys for key in DECIDING) or not all(key in KEYWORDS for key in keys):
        return False
    value = to_value(node)
    return isinstance(value, dict) and all(KEYWORDS[key](value[key]) for key in keys)


def schema_type(node: MappingNode, found: list[Diagnostic]) -> Type:
    """Return the type of a JSON Schema object; the schema itself stays on it for the rows."""
    schema = to_value(node)
    assert isinstance(schema, dict)
    return replace(_read(schema, node, found), schema=schema)


def _read(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    words = schema.get("type", _type_of_enum(schema))
    names = [str(word) for word in (words if isinstance(words, list) else [words])]
    bare = [name for name in names if name != "null"]
    if len(bare) != 1 or bare[0] not in _READERS:
        return UnknownType()
    try:
        return _READERS[bare[0]](schema, node, found)
    except (TypeError, ValueError):
        found.append(finding("MSG124", "the JSON Schema isn't well-formed", node.span))
        return UnknownType()


def _type_of_enum(schema: Mapping[str, object]) -> str:
    values = schema.get("enum")
    if isinstance(values, list) and values and _is_texts(values):
        return "string"
    return "object" if "properties" in schema else "unknown"


def _string(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    name = str(schema.get("format", ""))
    name = SCHEMA_FORMATS.get(name, name)
    values = schema.get("enum")
    enum = tuple(str(v) for v in values) if isinstance(values, list) else None
    least, most = _count(schema, "minLength") or 0, _count(schema, "maxLength")
    return StringType(name if name in FORMATS else None, enum, least, most)


def _integer(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    return IntegerType(_count(schema, "minimum"), _count(schema, "maximum"))


def _number(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    return NumberType(_bound(schema, "minimum"), _bound(schema, "maximum"))


def _boolean(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    return BooleanType()


def _null(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    return NullType()


def _array(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    items = schema.get("items")
    item = _read(items, node, found) if isinstance(items, dict) else UnknownType()
    least = _count(schema, "minItems") or 0
    return ListType(item, least, _count(schema, "maxItems"))


def _object(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    properties = schema.get("properties")
    required = schema.get("required")
    needed = required if isinstance(required, list) else []
    fields: dict[str, Field] = {}
    for name, part in (properties if isinstance(properties, dict) else {}).items():
        kind = _read(part, node, found) if isinstance(part, dict) else UnknownType()
        default = part.get("default") if isinstance(part, dict) else None
        fields[name] = Field(kind, optional=name not in needed, default=default)
    is_open = not fields or schema.get("additionalProperties", False) is not False
    return ObjectType(fields=fields, open=is_open)


def _count(schema: Mapping[str, object], key: str) -> int | None:
    value = schema.get(key)
    return int(value) if isinstance(value, int | float) else None


def _bound(schema: Mapping[str, object], key: str) -> float | None:
    value = schema.get(key)
    return float(value) if isinstance(value, int | float) else None


_READERS: dict[str, Callable[[Mapping[str, object], Node, list[Diagnostic]], Type]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "null": _null,
    "array": _array,
    "object": _object,
}
