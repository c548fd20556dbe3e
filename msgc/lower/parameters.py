"""`parameters: {key: value}` as the API's typed list."""

from __future__ import annotations

from msgc.lower.context import Context
from msgc.lower.trees import faulty, key, mapping, word
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from msgc.syntax.values import scalar_value
from msgc.types import BooleanType, IntegerType, NumberType, ObjectType, Type
from msgc.vocabulary import PARAMETER_TYPES


def lower_parameters(node: Node, context: Context) -> Node:
    """Return a mapping of parameters as a list; a list is the API's own."""
    if not isinstance(node, Mapping):
        return node
    return Sequence(tuple(_parameter(entry, context) for entry in node), node.span)


def _parameter(entry: Entry, context: Context) -> Node:
    at = entry.key.span
    name = Entry(key("key", at), word(entry.key.value, at))
    if typed := _typed(entry.value):
        return mapping((*typed, name), entry.value.span)
    tag = _tag(entry, context)
    if tag is None:
        return faulty(entry.value.span)
    kind, value = Entry(key("type", at), word(tag, at)), Entry(key("value", at), entry.value)
    return mapping((kind, name, value), entry.value.span)


def _typed(node: Node) -> Mapping | None:
    """Return a `{type, value}` form of the API, or None."""
    if not isinstance(node, Mapping) or {e.key.value for e in node} != {"type", "value"}:
        return None
    tag = node.get("type")
    return node if isinstance(tag, Scalar) and tag.value in PARAMETER_TYPES else None


def _tag(entry: Entry, context: Context) -> str | None:
    node = entry.value
    if isinstance(node, Mapping):
        return "object"
    if isinstance(node, Sequence):
        help = "Write the API's form: `{type: ..., value: ...}`."
        context.report("MSG113", "a parameter can't be a list", node.span, help)
        return None
    kind = context.type_of(node)
    return _tag_of_type(kind) if kind else _tag_of_literal(entry.key, node, context)


def _tag_of_type(kind: Type) -> str:
    if isinstance(kind, IntegerType | NumberType):
        return "number"
    if isinstance(kind, BooleanType):
        return "boolean"
    return "object" if isinstance(kind, ObjectType) else "string"


def _tag_of_literal(name: Scalar, node: Scalar, context: Context) -> str | None:
    if node.is_null:
        help = 'Write "" for an empty text, or leave the parameter out.'
        context.report("MSG115", f"the parameter `{name.value}` has no value", name.span, help)
        return None
    value = scalar_value(node) if node.style is Style.PLAIN else node.value
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "string"
