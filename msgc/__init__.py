"""msgc: a declarative message-template compiler.

    import msgc

    catalog = msgc.Catalog.load(".")
    payload = catalog["orders/shipped"].compile({"phone": "+31612345678", "name": "Anna"})

Type checkers read `__init__.pyi`, which says the same.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_ROOMS = {
    **dict.fromkeys(("Catalog", "CatalogError"), "msgc.python.catalogs"),
    **dict.fromkeys(("Finding", "explain"), "msgc.python.findings"),
    **dict.fromkeys(("Message", "MessageError", "Payload", "Result"), "msgc.python.messages"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for: the command line starts without all this."""
    if name not in _ROOMS:
        raise AttributeError(f"module `msgc` has no attribute `{name}`")
    return getattr(import_module(_ROOMS[name]), name)
