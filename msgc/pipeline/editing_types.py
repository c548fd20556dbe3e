"""Types and their ranges in an author's words."""

from __future__ import annotations

from msgc.types import (
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    UnknownType,
    may_omit,
    present,
)

# How many of a type's words or fields are shown.
MAX_SHOWN = 8


def described_type(kind: Type) -> str:
    """Return a type with its range: `string, 1 to 40 characters; may be missing`."""
    if isinstance(present(kind), NeverType):
        return "omitted" if may_omit(kind) else "missing"
    return _plain(present(kind)) + _absence(kind)


def _absence(kind: Type) -> str:
    if not isinstance(kind, OptionalType):
        return ""
    words = (("missing", kind.missing), ("omitted", kind.omit))
    return f"; may be {' or '.join(word for word, holds in words if holds)}"


def _plain(kind: Type) -> str:
    if isinstance(kind, StringType):
        return _string(kind)
    if isinstance(kind, IntegerType | NumberType):
        return f"{kind.word}{_range(kind.minimum, kind.maximum)}"
    if isinstance(kind, ListType):
        item = "" if isinstance(kind.item, UnknownType) else f" of {present(kind.item).word}"
        return f"list{item}{_range(kind.min_items or None, kind.max_items, 'entries')}"
    if isinstance(kind, ObjectType) and kind.fields:
        return f"object of {_shown(list(kind.fields))}"
    return "any value" if isinstance(kind, UnknownType) else kind.word


def _string(kind: StringType) -> str:
    if kind.enum is not None:
        one_of = "one of " if len(kind.enum) > 1 else ""
        return f"string, {one_of}{_shown([_quoted(word) for word in kind.enum])}"
    size = _range(kind.min_length or None, kind.max_length, "characters")
    return f"{kind.word}{size or ', of any length'}"


def _quoted(word: str) -> str:
    return '"' + word.replace("\n", "\\n") + '"'


def _shown(words: list[str]) -> str:
    more = len(words) - MAX_SHOWN
    listed = ", ".join(f"`{word}`" for word in words[:MAX_SHOWN])
    return f"{listed} and {more} more" if more > 0 else listed


def _range(least: float | None, most: float | None, unit: str = "") -> str:
    """Return a range as `, 1 to 40 characters`; nothing where there are no bounds."""
    unit = f" {unit}" if unit else ""
    if least is None and most is None:
        return ""
    if least == most:
        return f", exactly {least}{unit}"
    if least is None:
        return f", at most {most}{unit}"
    return f", at least {least}{unit}" if most is None else f", {least} to {most}{unit}"
