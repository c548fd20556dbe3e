"""PyYAML, imported in less time than it takes."""

from __future__ import annotations

from importlib import import_module

from msgc.late import late_patterns


def import_yaml() -> None:
    """Import PyYAML without compiling the patterns that it needs only where libyaml isn't there.

    It is for who has the process alone: nobody else's patterns may be made meanwhile.
    """
    with late_patterns():
        import_module("yaml")
