"""Whether a value may stand where it is put: in text, or in a field of the API."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, finding
from msgc.late import regex
from msgc.source import Span
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
    may_be_missing,
    present,
)

AS_TEXT = {
    "number": "Write it with a filter: `{0} | number`, or `{0} | round | int`.",
    "boolean": "Write the words for both: `'yes' if {0} else 'no'`.",
    "list": "Join it to text: `{0} | join(', ')`, or loop over it with `{{% for %}}`.",
    "object": "Name one of its fields: `{0}.id`.",
}

# What stands in the place of a missing value, in an example.
DEFAULTS: dict[type[Type], str] = {
    StringType: "'...'",
    IntegerType: "0",
    NumberType: "0",
    BooleanType: "false",
    ListType: "[]",
}
OPERATORS = regex(r"[-+*/%~<>=]|\b(?:and|or|not|if|in|is)\b")


def _operand(span: Span) -> str:
    """Return the words as a filter can follow them: it would take only the last operand."""
    text = span.text
    return f"({text})" if OPERATORS.search(text.partition("|")[0]) else text


def missing_fault(kind: Type, span: Span) -> list[Diagnostic]:
    """Return the warning for a value that a row may lack, at the place that needs it."""
    if not may_be_missing(kind):
        return []
    what = f"`{span.text}` may be missing in a row, and is needed here"
    value = DEFAULTS.get(type(present(kind)), "...")
    help = f"Give it a default (`{_operand(span)} | default({value})`) or put it inside an `if`."
    return [finding("MSG212", what, span, help=help)]


def text_faults(kind: Type, span: Span) -> list[Diagnostic]:
    """Return what keeps a value of this type from being written as text."""
    bare = present(kind)
    if isinstance(bare, StringType | IntegerType | UnknownType | NeverType):
        return missing_fault(kind, span)
    what = f"`{span.text}` is {bare.phrase}, and can't be written as text"
    return [finding("MSG208", what, span, help=words_for(kind, span))]


def words_for(kind: Type, span: Span) -> str | None:
    """Return how to write a value that is no text as one; None for what has no such way."""
    return AS_TEXT.get(present(kind).word, "").format(_operand(span)) or None


def field_faults(kind: Type, wants: frozenset[str], span: Span) -> list[Diagnostic]:
    """Return what keeps a value of this type out of a field that takes the JSON types `wants`."""
    if not wants or ("string" in wants and not (wants & _json_types(kind))):
        return text_faults(kind, span) if wants else missing_fault(kind, span)
    if wants & _json_types(kind):
        return missing_fault(kind, span)
    words = wanted_words(wants)
    what = f"`{span.text}` is {present(kind).phrase}, and the field takes {words}"
    help = f"Declare it in `vars` as {words}; text is never read as anything else."
    return [finding("MSG209", what, span, help=help)]


def wanted_words(wants: frozenset[str]) -> str:
    """Return the JSON types that a field takes, in words: `an integer`, `text or a list`."""
    words = {"array": "a list", "string": "text", "integer": "an integer", "object": "an object"}
    return " or ".join(words.get(word, f"a {word}") for word in sorted(wants - {"null"}))


def _json_types(kind: Type) -> frozenset[str]:
    bare = present(kind)
    if isinstance(bare, UnknownType | NeverType):
        return frozenset({"string", "integer", "number", "boolean", "array", "object"})
    if isinstance(bare, IntegerType):
        return frozenset({"integer", "number"})
    if isinstance(bare, StringType | NumberType | BooleanType):
        return frozenset({"string" if isinstance(bare, StringType) else bare.word})
    return frozenset({{ListType: "array", ObjectType: "object"}.get(type(bare), "null")})
