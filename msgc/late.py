"""What is had when it is first asked for: a start costs the modules and patterns that it makes.

A check of one message makes some hundred patterns, of which it uses a fifth. To a type checker, a
pattern is what `re.compile` returns, and a module is imported under `TYPE_CHECKING`.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Late", "regex"]

METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split", "pattern")

if TYPE_CHECKING:
    from re import compile as regex
else:

    class regex:  # noqa: N801
        """A regular expression that is compiled when something of it is first asked for."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._text, self._flags = text, flags

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(self._text, self._flags)
            # From now on they are found without coming here, as fast as those of the compiled one.
            for method in METHODS:
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)


class Late:
    """A module that is imported when something of it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, member: str) -> Any:
        found = getattr(import_module(self._name), member)
        setattr(self, member, found)
        return found
