"""What names stand for: columns with their types, or literals; and the fields of `loop`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from msgc.emit.choices import text_literal
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import ANY, NONE, SCALAR, Classes
from msgc.emit.source import Code
from msgc.syntax.expr import Const
from msgc.types import Type, UnknownType

LOOP_FIELDS: dict[str, Callable[[int, int], int | bool]] = {
    "index": lambda index, count: index + 1,
    "index0": lambda index, count: index,
    "revindex": lambda index, count: count - index,
    "revindex0": lambda index, count: count - index - 1,
    "first": lambda index, count: index == 0,
    "last": lambda index, count: index == count - 1,
    "length": lambda index, count: count,
}

# The same inside a text's loop: `i` is the round, `k` how many there are.
LOOP_CODES = {
    "index": "i + 1",
    "index0": "i",
    "revindex": "k - i",
    "revindex0": "k - i - 1",
    "first": "i == 0",
    "last": "i == k - 1",
    "length": "k",
}


@dataclass(frozen=True, slots=True)
class Located:
    """What a name or a field stands for: a column of a type, or a literal."""

    kind: Type
    column: str | None = None
    classes: Classes = ANY
    literal: object = None


def constant(value: object) -> Located:
    """Return what stands for the same value in every row."""
    return Located(UnknownType(), None, ANY, value)


def literal_code(value: object) -> Code:
    """Return the code of a literal."""
    if value is None:
        return Code("None", NONE)
    classes: Classes = frozenset({type(value)})
    if not classes <= SCALAR or (isinstance(value, float) and not math.isfinite(value)):
        raise CantGenerateError
    if isinstance(value, str):
        return text_literal(value)
    bits = value.bit_length() if type(value) is int else None
    return Code(repr(value), classes, bits=bits)


def const_code(expr: Const) -> Code:
    """Return the code of a literal in an expression."""
    return literal_code(expr.value)
