"""The filters and tests that expressions may name, as two tables.

They are imported when they are asked for: most messages use few filters, or none. Type checkers
read `__init__.pyi`, which says the same.
"""

from __future__ import annotations

from importlib import import_module

_NAMES = {
    "binding": ("Bound", "bind", "check_types", "known", "usage"),
    "guard": ("literal",),
    "model": ("Filter", "FilterError", "Parameter", "ResultType", "Test"),
    "table": ("FILTERS", "TESTS"),
    "words": ("fits", "fits_value", "word_of"),
}
_FILES = {name: f"msgc.filters.{file}" for file, names in _NAMES.items() for name in names}

__all__ = sorted(_FILES)


def __getattr__(name: str) -> object:
    if name not in _FILES:
        raise AttributeError(f"module `msgc.filters` has no attribute `{name}`")
    found = globals()[name] = getattr(import_module(_FILES[name]), name)
    return found
