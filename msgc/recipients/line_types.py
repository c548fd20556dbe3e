"""What JSON values of a line are decoded to, for the variables of a message."""

from __future__ import annotations

from typing import Any

from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    NumberType,
    OptionalType,
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


def python_type(declared: Field | None) -> Any:
    """Return the type of a field that isn't an object's, Any where there is none for it."""
    return _PYTHON_TYPES.get(type(present(declared.type)), Any) if declared else Any


def may_lack(declared: Field) -> bool:
    """Tell whether a row may be without a field, or have null there."""
    is_optional = declared.optional or isinstance(declared.type, OptionalType)
    return is_optional or declared.default is not None
