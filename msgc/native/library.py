"""The library that the C files are compiled to, where there is one."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from msgc.late import Late

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = Late("ctypes")

VERSION = 6
"""Of the functions and what they take; the same stands in version.c."""

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kernel.so")
# The variable that does without the library where it is 0.
SWITCH, OFF = "MSGC_NATIVE", "0"
CPYTHON = "cpython"


@cache
def library() -> ctypes.CDLL | None:
    """Return the library, None where Python is to do its work.

    That is where it isn't there, can't be loaded or has another version, where the environment
    variable `MSGC_NATIVE` is 0, and where Python isn't CPython, to whose bytes it writes.
    """
    is_wanted = os.environ.get(SWITCH) != OFF and sys.implementation.name == CPYTHON
    if not is_wanted or not _is_own_file():
        return None
    try:
        found = ctypes.CDLL(PATH)
        return found if found.msgc_kernel_version() == VERSION else None
    except (AttributeError, ImportError, OSError):
        return None


@cache
def held_library() -> ctypes.PyDLL | None:
    """Return the library for functions that look at objects: other threads wait for them."""
    found = library()
    return None if found is None else ctypes.PyDLL(PATH, handle=found._handle)


def _is_own_file() -> bool:
    # A link would lead to code from outside the package.
    return os.path.isfile(PATH) and not os.path.islink(PATH)
