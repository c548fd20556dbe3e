"""What JSON values of a line are decoded to, for the variables of a message."""

from __future__ import annotations

from types import NoneType
from typing import Any

from msgspec import UnsetType

from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    NumberType,
    StringType,
    Type,
    present,
)

_PYTHON_TYPES: dict[type[Type], Any] = {
    StringType: str,
    IntegerType: int | float,
    NumberType: int | float,
    BooleanType: bool,
}
_CLASSES: dict[Any, frozenset[type]] = {
    str: frozenset({str}),
    int | float: frozenset({int, float}),
    bool: frozenset({bool}),
}
# Of what a row may lack.
_LACKING: frozenset[type] = frozenset({NoneType, UnsetType})


def python_type(declared: Field | None) -> Any:
    """Return the type of a field that isn't an object's, Any where there is none for it."""
    return _PYTHON_TYPES.get(type(present(declared.type)), Any) if declared else Any


def classes_of(kind: Any, is_needed: bool) -> frozenset[type] | None:
    """Return the classes of what a decoder takes for a type of `python_type`, None for any.

    Whatever has no type of its own may be lacking.
    """
    classes = _CLASSES.get(kind)
    return classes if classes is None or is_needed else classes | _LACKING
