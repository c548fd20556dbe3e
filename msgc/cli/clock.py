"""The time now, which notes whether anything has come to hang on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

# Python asks the newer class first, so that these see the other side of an operator too.
OPERATORS = (
    *("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__", "__hash__"),
    *("__add__", "__radd__", "__sub__", "__rsub__", "__str__", "__repr__", "__format__"),
)
ASKED = "asked"


class Clock(datetime):
    """A time; `asked` tells whether it was compared, counted with or looked into."""

    asked: bool = False

    def __getattribute__(self, name: str) -> Any:
        if name != ASKED:
            self.asked = True
        return super().__getattribute__(name)


def _noting(name: str) -> Callable[..., object]:
    operation: Callable[..., object] = getattr(datetime, name)

    def run(self: Clock, *others: object) -> object:
        self.asked = True
        return operation(self, *others)

    return run


for each in OPERATORS:
    setattr(Clock, each, _noting(each))
