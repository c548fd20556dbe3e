"""The `vars` of a message: the author's words for types, read into types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgc.diagnostics import Diagnostic, finding
from msgc.facts.formats import FORMATS as CHECKS
from msgc.infer.formats import FORMAT_TYPES
from msgc.late import Late
from msgc.nearby import near
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from msgc.syntax.rewording import renamed
from msgc.syntax.values import json_number, scalar_value
from msgc.texts import ROW_STRING
from msgc.types import (
    FORMATS,
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
)

# Most variables have a word for their type, and no default.
if TYPE_CHECKING:
    from msgc.infer import json_schema
else:
    json_schema = Late("msgc.infer.json_schema")

WORDS: dict[str, Type] = {
    "string": ROW_STRING,
    "integer": IntegerType(),
    "number": NumberType(),
    "boolean": BooleanType(),
    **{name: FORMAT_TYPES[name] for name in FORMATS},
}
OPTIONAL = "optional"
# Where the language's word isn't JSON Schema's.
CHECK_NAMES = {"datetime": "date-time"}
RESERVED = ("omit", "loop", "not", "none", "true", "false", "None", "True", "False")


def read_variables(node: Node) -> tuple[ObjectType, list[Diagnostic]]:
    """Return the type of a row from a `vars` mapping; of anything else, that of an empty row."""
    found: list[Diagnostic] = []
    if not isinstance(node, Mapping):
        return ObjectType(), found
    for entry in node:
        if entry.key.value in RESERVED:
            what = f"`{entry.key.value}` is a word of the language, not a variable's name"
            found.append(finding("MSG124", what, entry.key.span, help="Choose another name."))
    return ObjectType(fields=_fields(node, found)), found


def _fields(node: Mapping, found: list[Diagnostic]) -> dict[str, Field]:
    return {entry.key.value: _field(entry, found) for entry in node if _is_name(entry, found)}


def _is_name(entry: Entry, found: list[Diagnostic]) -> bool:
    name = entry.key.value
    if name.isidentifier() and not name.startswith("_"):
        return True
    help = "A name is letters, digits and `_`, and begins with a letter."
    found.append(
        finding("MSG124", f"`{name}` can't be a variable's name", entry.key.span, help=help)
    )
    return False


def _field(entry: Entry, found: list[Diagnostic]) -> Field:
    node = entry.value
    if isinstance(node, Scalar):
        return _scalar_field(node, found)
    if isinstance(node, Mapping) and [e.key.value for e in node] == [OPTIONAL]:
        return Field(_type(node.entries[0].value, found), optional=True)
    kind = _type(node, found)
    schema = kind.schema or {}
    field = Field(kind, json_schema.may_be_null(schema), schema.get("default"))
    return json_schema.fitting(field, node, found)


def _scalar_field(node: Scalar, found: list[Diagnostic]) -> Field:
    text, equals, default = (part.strip() for part in node.value.partition("="))
    is_optional = text.startswith(OPTIONAL + " ")
    kind = _word(text.removeprefix(OPTIONAL + " ").strip(), node, found)
    if not equals:
        return Field(kind, optional=is_optional)
    value = _default(default, kind, node, found)
    return json_schema.fitting(Field(kind, optional=is_optional, default=value), node, found)


def _default(text: str, kind: Type, node: Scalar, found: list[Diagnostic]) -> object:
    if isinstance(kind, StringType | UnknownType):
        quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
        text = text[1:-1] if quoted else text
        if _has_format(text, kind):
            return text
    number = json_number(text) if isinstance(kind, IntegerType | NumberType) else None
    value = scalar_value(Scalar(text, Style.PLAIN, node.span)) if number is None else number
    if type(kind) in _READS and _READS[type(kind)](value):
        return value
    what = f"the default `{text}` isn't {kind.phrase}"
    found.append(finding("MSG124", what, node.span, help="Write a value of the declared type."))
    return None


def _has_format(text: str, kind: Type) -> bool:
    name = kind.format if isinstance(kind, StringType) else None
    return name is None or CHECKS[CHECK_NAMES.get(name, name)](text)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_READS: dict[type[Type], Callable[[object], bool]] = {
    BooleanType: lambda value: isinstance(value, bool),
    IntegerType: _is_integer,
    NumberType: lambda value: _is_integer(value) or isinstance(value, float),
}


def _word(text: str, node: Scalar, found: list[Diagnostic]) -> Type:
    if text in WORDS:
        return WORDS[text]
    if not text:
        help = "Write one after the colon, such as `string`."
        found.append(finding("MSG124", "the variable has no type", node.span, help=help))
        return UnknownType()
    meant = near(text, WORDS)
    help = f"Did you mean `{meant}`?" if meant else f"The types are {', '.join(WORDS)}."
    start = node.value.index(text)
    fix = renamed(node.part(start, start + len(text)), text, WORDS)
    found.append(finding("MSG124", f"there is no type `{text}`", node.span, help=help, fix=fix))
    return UnknownType()


def _type(node: Node, found: list[Diagnostic]) -> Type:
    if isinstance(node, Scalar):
        return _word(node.value.strip(), node, found)
    if isinstance(node, Sequence):
        return _list(node, found)
    if json_schema.looks_like_schema(node):
        return json_schema.schema_type(node, found)
    return ObjectType(fields=_fields(node, found))


def _list(node: Sequence, found: list[Diagnostic]) -> Type:
    if len(node.items) != 1:
        help = "Write one type between the brackets: `[string]`, `[{name: string}]`."
        found.append(finding("MSG124", "a list has one type of entries", node.span, help=help))
    return ListType(_type(node.items[0], found)) if node.items else ListType()
