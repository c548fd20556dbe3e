"""Whether one JSON Schema takes every value that another takes, where that is plain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor

from msgc.check.author_schema import reasons_of

Schema = Mapping[str, object]
Bound = tuple[float, int]
# What stands for no limit at all.
VACUOUS: Schema = {
    "minLength": 0,
    "minItems": 0,
    "minProperties": 0,
    "uniqueItems": False,
    "additionalProperties": True,
}
LARGER_IS_WIDER = ("maxLength", "maxItems", "maxProperties")
SMALLER_IS_WIDER = ("minLength", "minItems", "minProperties")
LOWER = ("minimum", "exclusiveMinimum")
UPPER = ("maximum", "exclusiveMaximum")


def takes_all(wide: Schema, narrow: Schema) -> bool:
    """Tell whether `wide` surely takes each value that `narrow` takes; False where it may not.

    Keywords are compared by what they mean (JSON Schema 2020-12, sections 6.1 to 6.4); one that
    isn't known here has to be the same in both.
    """
    listed = narrow.get("enum")
    if isinstance(listed, list):
        refused, own = reasons_of(dict(wide)), reasons_of(dict(narrow))
        return not any(refused(value) for value in listed if not own(value))
    asked = {name for name, value in wide.items() if not _is_vacuous(name, value)}
    return all(_is_kept(name, wide, narrow) for name in asked)


def _is_vacuous(name: str, value: object) -> bool:
    return name in VACUOUS and type(VACUOUS[name]) is type(value) and VACUOUS[name] == value


def _is_kept(name: str, wide: Schema, narrow: Schema) -> bool:
    """Tell whether a keyword of `wide` refuses nothing that `narrow` takes."""
    mine, other = wide[name], narrow.get(name)
    if name == "type":
        return _takes_types(_words(mine), _words(other))
    if name in LOWER and _is_number(mine):
        return _is_no_lower(_lower(narrow), _lower(wide))
    if name in UPPER and _is_number(mine):
        return _is_no_lower(_upper(wide), _upper(narrow))
    if name in LARGER_IS_WIDER and _is_number(mine) and _is_number(other):
        return bool(mine >= other)  # type: ignore[operator]
    if name in SMALLER_IS_WIDER and _is_number(mine) and _is_number(other):
        return bool(mine <= other)  # type: ignore[operator]
    return name in narrow and repr(mine) == repr(other)


def _words(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {str(each) for each in value} if isinstance(value, list) else set()


def _takes_types(wide: set[str], narrow: set[str]) -> bool:
    return bool(narrow) and all(
        word in wide or (word == "integer" and "number" in wide) for word in narrow
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _lower(schema: Schema) -> Bound | None:
    """Return where the numbers begin that a schema takes, and 1 where that one is left out.

    Integers begin at one of them.
    """
    bounds = [(value, after) for after, name in enumerate(LOWER) for value in _at(schema, name)]
    if not bounds:
        return None
    least, after = max(bounds)
    if not _is_of_integers(schema):
        return least, after
    return (floor(least) + 1, 0) if after else (ceil(least), 0)


def _upper(schema: Schema) -> Bound | None:
    """Return where they end, and -1 where that one is left out."""
    bounds = [(value, -before) for before, name in enumerate(UPPER) for value in _at(schema, name)]
    if not bounds:
        return None
    most, before = min(bounds)
    if not _is_of_integers(schema):
        return most, before
    return (ceil(most) - 1, 0) if before else (floor(most), 0)


def _at(schema: Schema, name: str) -> Iterator[float]:
    value = schema.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _is_of_integers(schema: Schema) -> bool:
    return schema.get("type") == "integer"


def _is_no_lower(bound: Bound | None, other: Bound | None) -> bool:
    return bound is not None and other is not None and bound >= other
