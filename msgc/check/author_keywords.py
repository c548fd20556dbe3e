"""JSON Schema's keywords that authors write in `vars` and the API's schemas don't."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from msgc.check.breach import Breach, Path, named
from msgc.check.keywords import Check
from msgc.late import Late

if TYPE_CHECKING:
    import fractions
else:
    fractions = Late("fractions")

# Keywords that ask nothing of a value.
NOTES = ("$comment", "examples", "writeOnly", "contentEncoding", "contentMediaType")


def const(wanted: object) -> Check:
    """The value is this one."""
    key = _key(wanted)
    written = wanted if isinstance(wanted, str) else json.dumps(wanted, ensure_ascii=False)

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if _key(value) != key:
            found.append(Breach(path, "MSG304", f"{named(path)} isn't `{written}`"))

    return check


def multiple_of(step: float) -> Check:
    """The number is so many times `step`, both as they are written: 0.3 is three times 0.1.

    Raises ValueError for a step that isn't above 0.
    """
    whole = _fraction(step)
    if whole <= 0:
        raise ValueError(f"{step} has no multiples")

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if _is_number(value) and _fraction(value) % whole:
            found.append(Breach(path, "MSG307", f"{named(path)} isn't a multiple of {step}"))

    return check


def above(bound: float) -> Check:
    """The number is above the bound."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if _is_number(value) and not value > bound:
            found.append(Breach(path, "MSG307", f"{named(path)} isn't above {bound}"))

    return check


def below(bound: float) -> Check:
    """The number is below the bound."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if _is_number(value) and not value < bound:
            found.append(Breach(path, "MSG307", f"{named(path)} isn't below {bound}"))

    return check


def unique_items(are_unique: bool) -> Check:
    """No two entries of the list are equal."""

    def check(value: object, path: Path, found: list[Breach]) -> None:
        if are_unique and isinstance(value, list) and len(set(map(_key, value))) < len(value):
            found.append(Breach(path, "MSG310", f"{named(path)} has the same entry twice"))

    return check


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _fraction(number: float) -> fractions.Fraction:
    return fractions.Fraction(str(number))


def _key(value: object) -> Hashable:
    """Return what JSON's equal values have alike: 1 and 1.0 are equal, 1 and true aren't."""
    if isinstance(value, dict):
        return "object", frozenset((name, _key(item)) for name, item in value.items())
    if isinstance(value, list):
        return "list", tuple(map(_key, value))
    return type(value) if isinstance(value, bool) else None, value


AUTHORS: Mapping[str, Callable[[Any], Check]] = {
    "const": const,
    "multipleOf": multiple_of,
    "exclusiveMinimum": above,
    "exclusiveMaximum": below,
    "uniqueItems": unique_items,
}
