"""A JSON Schema object in `vars`: told from an object's fields, and read into a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from msgc.diagnostics import Diagnostic, finding
from msgc.infer.schema_ranges import count_of, integer_type, number_type, string_type
from msgc.syntax.nodes import Mapping as MappingNode
from msgc.syntax.nodes import Node
from msgc.syntax.values import to_value
from msgc.types import (
    BooleanType,
    Field,
    ListType,
    NullType,
    ObjectType,
    Type,
    UnknownType,
)
from msgc.values import holds

NULL = "null"
TYPES = ("string", "integer", "number", "boolean", "object", "array", NULL)
DECIDING = ("type", "enum", "properties")


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


def fitting(field: Field, node: Node, found: list[Diagnostic]) -> Field:
    """Return a field; a default that doesn't fit its type is a fault, and none.

    A row that lacks the field gets the default as it is, past all checks of rows.
    """
    if field.default is None or holds(field.type, field.default):
        return field
    what = f"the default `{field.default}` doesn't fit the variable's own type"
    found.append(finding("MSG124", what, node.span, help="Change the default, or the type."))
    return replace(field, default=None)


def _read(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    words = schema.get("type", _type_of_enum(schema))
    names = [str(word) for word in (words if isinstance(words, list) else [words])]
    bare = [name for name in names if name != NULL]
    if len(bare) != 1 or bare[0] not in _READERS:
        return UnknownType()
    try:
        return _READERS[bare[0]](schema, node, found)
    except (TypeError, ValueError):
        found.append(finding("MSG124", "the JSON Schema isn't well-formed", node.span))
        return UnknownType()


def may_be_null(schema: Mapping[str, object]) -> bool:
    """Tell whether a schema's types have null among them, which a row's value is when missing."""
    words = schema.get("type")
    return isinstance(words, list) and NULL in words


def _type_of_enum(schema: Mapping[str, object]) -> str:
    values = schema.get("enum")
    if isinstance(values, list) and values and _is_texts(values):
        return "string"
    return "object" if "properties" in schema else "unknown"


def _string(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    pattern = schema.get("pattern")
    return replace(string_type(schema), pattern=pattern if isinstance(pattern, str) else None)


def _boolean(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    return BooleanType()


def _null(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    return NullType()


def _array(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    # Beside `prefixItems`, `items` speaks of the entries behind them.
    items = None if "prefixItems" in schema else schema.get("items")
    item = _read(items, node, found) if isinstance(items, dict) else UnknownType()
    return ListType(item, count_of(schema, "minItems") or 0, count_of(schema, "maxItems"))


def _object(schema: Mapping[str, object], node: Node, found: list[Diagnostic]) -> Type:
    properties = schema.get("properties")
    required = schema.get("required")
    needed = required if isinstance(required, list) else []
    fields: dict[str, Field] = {}
    for name, part in (properties if isinstance(properties, dict) else {}).items():
        kind = _read(part, node, found) if isinstance(part, dict) else UnknownType()
        said = part if isinstance(part, dict) else {}
        is_optional = name not in needed or may_be_null(said)
        field = Field(kind, optional=is_optional, default=said.get("default"))
        fields[name] = fitting(field, node, found)
    is_open = not fields or schema.get("additionalProperties", False) is not False
    return ObjectType(fields=fields, open=is_open)


_READERS: dict[str, Callable[[Mapping[str, object], Node, list[Diagnostic]], Type]] = {
    "string": _string,
    "integer": lambda schema, node, found: integer_type(schema),
    "number": lambda schema, node, found: number_type(schema),
    "boolean": _boolean,
    NULL: _null,
    "array": _array,
    "object": _object,
}
