"""msgc: a declarative message-template compiler.

    import msgc

    catalog = msgc.Catalog.load(".")
    payload = catalog["orders/shipped"].compile({"phone": "+31612345678", "name": "Anna"})

Type checkers read `__init__.pyi`, which says the same.
"""

from importlib import import_module

__version__ = "0.1.0"

_NAMES = {
    "baselines": ("Compared", "compare_baseline"),
    "builds": ("Build",),
    "catalogs": ("Catalog",),
    "checked": ("Checked",),
    "checks": ("check_paths",),
    "codes": ("explain", "finding_codes"),
    "errors": (
        "BaselineError",
        "CatalogError",
        "FormatError",
        "MessageError",
        "OutputError",
        "PathError",
        "RecipientsError",
        "RejectedError",
        "RevisionError",
        "SelectionError",
        "ValuesError",
    ),
    "findings": ("Edit", "Finding", "Note", "Place"),
    "messages": ("Message",),
    "opening": ("Channel",),
    "outcomes": ("Coverage", "Outcome", "Outcomes"),
    "outlines": ("Outline",),
    "results": ("FileResult", "Payload", "Result", "Sample"),
    "reviews": ("Review",),
    "schemas": ("schema", "schemas"),
}
_ROOMS = {name: f"msgc.python.{room}" for room, names in _NAMES.items() for name in names}
__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> object:
    """Import what is asked for: the command line starts without all this."""
    if name not in _ROOMS:
        raise AttributeError(f"module `msgc` has no attribute `{name}`")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
