"""Keywords that ask about a value as a whole: whether it is there, and whether it is one value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.possible import Possible, kind_of
from msgc.check.rules.model import Outcome, Test
from msgc.types import BooleanType, StringType, UnknownType


def there(_wanted: bool) -> Test:
    """The value is there; places that aren't there aren't asked."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        is_known = isinstance(value, Possible) or not isinstance(value, Unknown)
        yield Outcome(True if is_known else None)

    return test


def equals(wanted: object) -> Test:
    """The value is this one."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        told = f"can't be {_written(value)}"
        if isinstance(value, Unknown):
            yield Outcome(None if _may_be(value, wanted) else False, told)
        else:
            yield Outcome(value == wanted and type(value) is type(wanted), told)

    return test


def _written(value: object) -> str:
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _may_be(value: Unknown, wanted: object) -> bool:
    """Tell whether a value that isn't known yet may turn out to be the one that is asked for."""
    kind = kind_of(value)
    if kind is None or isinstance(kind, UnknownType):
        return True
    if isinstance(wanted, bool):
        return isinstance(kind, BooleanType)
    if isinstance(wanted, str) and isinstance(kind, StringType):
        return kind.enum is None or wanted in kind.enum
    return not isinstance(wanted, str)


KEYWORDS: dict[str, Callable[[Any], Test]] = {"there": there, "equals": equals}
