"""The filters and tests that expressions may name, as two tables.

They are imported when they are asked for: most messages use few filters, or none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msgc.filters.binding import Bound, bind, check_types, known, usage
    from msgc.filters.guard import literal
    from msgc.filters.model import Filter, FilterError, Parameter, ResultType, Test
    from msgc.filters.table import FILTERS, TESTS
    from msgc.filters.words import fits, fits_value, word_of

_NAMES = {
    "binding": ("Bound", "bind", "check_types", "known", "usage"),
    "guard": ("literal",),
    "model": ("Filter", "FilterError", "Parameter", "ResultType", "Test"),
    "table": ("FILTERS", "TESTS"),
    "words": ("fits", "fits_value", "word_of"),
}
_FILES = {name: f"msgc.filters.{file}" for file, names in _NAMES.items() for name in names}

__all__ = [
    "FILTERS",
    "TESTS",
    "Bound",
    "Filter",
    "FilterError",
    "Parameter",
    "ResultType",
    "Test",
    "bind",
    "check_types",
    "fits",
    "fits_value",
    "known",
    "literal",
    "usage",
    "word_of",
]


def __getattr__(name: str) -> object:
    if name not in _FILES:
        raise AttributeError(f"module `msgc.filters` has no attribute `{name}`")
    found = globals()[name] = getattr(import_module(_FILES[name]), name)
    return found
