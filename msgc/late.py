"""What is had when it is first asked for: a start costs the modules and patterns that it makes.

A check of one message makes some hundred patterns, of which it uses a fifth. To a type checker, a
pattern is what `re.compile` returns, and a module is imported under `TYPE_CHECKING`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__all__ = ["Late", "late_patterns", "regex"]

# Had before anything else stands in its place.
_compile = re.compile
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split", "pattern")

if TYPE_CHECKING:
    from re import compile as regex
else:

    class regex:  # noqa: N801
        """A regular expression that is compiled when something of it is first asked for."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._text, self._flags = text, flags

        def __getattr__(self, name: str) -> Any:
            compiled = _compile(self._text, self._flags)
            # From now on they are found without coming here, as fast as those of the compiled one.
            for method in METHODS:
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)


@contextmanager
def late_patterns() -> Iterator[None]:
    """Let the patterns that a module makes while it is imported be compiled when they are used.

    It is for a module that takes long to compile patterns which it seldom uses, and calls nothing
    but their methods; and for who has the process alone, as all that is imported meanwhile is made
    so. PyYAML's fifteen take a twentieth of a check's start, and are for where libyaml isn't there.
    """
    setattr(re, "compile", regex)  # noqa: B010
    try:
        yield
    finally:
        setattr(re, "compile", _compile)  # noqa: B010


class Late:
    """A module that is imported when something of it is first asked for.

    `instead` is had where Python itself comes without a module that it needs.
    """

    def __init__(self, name: str, instead: str | None = None) -> None:
        self._name = name
        self._instead = instead

    def __getattr__(self, member: str) -> Any:
        found = getattr(self._module(), member)
        setattr(self, member, found)
        return found

    def _module(self) -> ModuleType:
        try:
            return import_module(self._name)
        except ImportError as error:
            is_own = (error.name or __package__).partition(".")[0] == __package__
            if self._instead is None or is_own:
                raise
            return import_module(self._instead)
