"""What the kernel asks of Python, where Python is one that it can ask."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

# Functions of Python's stable interface, in the order of `Interpreter` in interpreter.h.
FUNCTIONS = (
    "PyList_GetItem",
    "PyList_Size",
    "PyDict_Size",
    "PyDict_Next",
    "PyUnicode_AsUTF8AndSize",
    "PyLong_AsLongLongAndOverflow",
    "PyErr_Clear",
)
CLASSES = (list, dict, str, int)
# In each object its type stands last of what all objects have.
TYPE_AT = object.__basicsize__ - ctypes.sizeof(ctypes.c_void_p)


class Interpreter(ctypes.Structure):
    """Addresses of functions and classes, and where in each object its type stands."""

    _fields_ = (
        *[(name, ctypes.c_void_p) for name in FUNCTIONS],
        *[(each.__name__, ctypes.c_void_p) for each in CLASSES],
        ("type_at", ctypes.c_size_t),
    )


@cache
def interpreter() -> Interpreter | None:
    """Return what the kernel asks of this Python, which is CPython; None where it has no lock, or
    objects don't have their type where it would be looked for.
    """
    if not _has_lock() or not _has_types():
        return None
    functions = [_address(name) for name in FUNCTIONS]
    return Interpreter(*functions, *map(id, CLASSES), TYPE_AT)


def _has_lock() -> bool:
    is_enabled = getattr(sys, "_is_gil_enabled", None)
    return is_enabled is None or bool(is_enabled())


def _has_types() -> bool:
    return [_type_in(make()) for make in CLASSES] == list(map(id, CLASSES))


def _type_in(value: object) -> int | None:
    """Return what stands where a value's type would be looked for."""
    return ctypes.c_void_p.from_address(id(value) + TYPE_AT).value


def _address(name: str) -> int | None:
    return ctypes.cast(getattr(ctypes.pythonapi, name), ctypes.c_void_p).value
