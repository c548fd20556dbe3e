"""Which Python classes a value can have while a message is compiled by columns.

A value that is missing is None there, and nothing else is.
"""

from __future__ import annotations

from msgc.evaluate.values import Omit
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)

Classes = frozenset[type]

NONE: Classes = frozenset({type(None)})
TEXT: Classes = frozenset({str})
WHOLE: Classes = frozenset({int})
NUMBER: Classes = frozenset({int, float})
TRUTH: Classes = frozenset({bool})
LIST: Classes = frozenset({list})
OBJECT: Classes = frozenset({dict})
WRITABLE = TEXT | WHOLE
SCALAR = TEXT | NUMBER | TRUTH
OMITTED: Classes = frozenset({Omit})
ANY = SCALAR | LIST | OBJECT | NONE

_CLASSES: tuple[tuple[type[Type], Classes], ...] = (
    (StringType, TEXT),
    (IntegerType, WHOLE),
    (NumberType, NUMBER),
    (BooleanType, TRUTH),
    (ListType, LIST),
    (ObjectType, OBJECT),
)


def classes_of(kind: Type, optional: bool = False) -> Classes:
    """Return the classes of a row's value of a type; `optional` where the row may lack it."""
    found = next((each for cls, each in _CLASSES if isinstance(present(kind), cls)), ANY)
    return found | NONE if optional or isinstance(kind, OptionalType) else found
