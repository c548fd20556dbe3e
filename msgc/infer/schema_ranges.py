"""The ranges that a JSON Schema object sets for texts and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, TypeVar

from msgc.infer.formats import FORMAT_TYPES
from msgc.infer.patterns import pattern_type
from msgc.joins import meet_strings
from msgc.late import Late
from msgc.texts import ROW_STRING, words_type
from msgc.types import IntegerType, NumberType, StringType

if TYPE_CHECKING:
    import fractions
else:
    fractions = Late("fractions")

Schema = Mapping[str, object]
N = TypeVar("N", int, float)

SCHEMA_FORMATS = {"date-time": "datetime"}


def count_of(schema: Schema, key: str) -> int | None:
    """Return a keyword's count, None where there is none."""
    value = schema.get(key)
    return value if isinstance(value, int) else None


def string_type(schema: Schema) -> StringType:
    """Return the type of a schema of texts."""
    words = _texts(schema)
    kind = ROW_STRING if words is None else words_type(words)
    name = str(schema.get("format", ""))
    kind = meet_strings(kind, FORMAT_TYPES.get(SCHEMA_FORMATS.get(name, name), StringType()))
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        kind = meet_strings(kind, pattern_type(pattern))
    least, most = count_of(schema, "minLength") or 0, count_of(schema, "maxLength")
    return meet_strings(kind, StringType(None, None, least, most))


def _texts(schema: Schema) -> tuple[str, ...] | None:
    """Return the texts that `enum` and `const` allow, None where they allow any or none."""
    values = schema.get("enum")
    if "const" in schema:
        values = [schema["const"]]
    if not isinstance(values, list):
        return None
    least, most = count_of(schema, "minLength") or 0, count_of(schema, "maxLength")
    texts = [each for each in values if isinstance(each, str) and len(each) >= least]
    return tuple(dict.fromkeys(t for t in texts if most is None or len(t) <= most)) or None


def integer_type(schema: Schema) -> IntegerType:
    """Return the type of a schema of integers."""
    low, high = _ends(schema)
    above, below = _number(schema.get("exclusiveMinimum")), _number(schema.get("exclusiveMaximum"))
    least = _highest(_least(low, beyond=False), _least(above, beyond=True))
    most = _lowest(_most(high, beyond=False), _most(below, beyond=True))
    step = schema.get("multipleOf")
    if type(step) is int and step > 0:
        least = None if least is None else ceil(fractions.Fraction(least, step)) * step
        most = None if most is None else floor(fractions.Fraction(most, step)) * step
    return IntegerType(least, most) if _is_range(least, most) else IntegerType()


def number_type(schema: Schema) -> NumberType:
    """Return the type of a schema of numbers; an end that doesn't belong to it stays one."""
    low, high = _ends(schema)
    least = _highest(low, _number(schema.get("exclusiveMinimum")))
    most = _lowest(high, _number(schema.get("exclusiveMaximum")))
    return NumberType(least, most) if _is_range(least, most) else NumberType()


def _ends(schema: Schema) -> tuple[float | None, float | None]:
    """Return the least and most that the bounds, `enum` and `const` allow, ends included."""
    low, high = _number(schema.get("minimum")), _number(schema.get("maximum"))
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    given = values if isinstance(values, list) else []
    numbers = [number for number in map(_number, given) if number is not None]
    if not numbers:
        return low, high
    return _highest(low, min(numbers)), _lowest(high, max(numbers))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # An integer stays one: not all of them are floats.
    return value if isinstance(value, int) or isfinite(value) else None


def _least(bound: float | None, *, beyond: bool) -> int | None:
    """Return the least integer from a bound on, or beyond it."""
    if bound is None:
        return None
    return floor(bound) + 1 if beyond else ceil(bound)


def _most(bound: float | None, *, beyond: bool) -> int | None:
    """Return the highest integer up to a bound, or below it."""
    if bound is None:
        return None
    return ceil(bound) - 1 if beyond else floor(bound)


def _highest(*bounds: N | None) -> N | None:
    return max((bound for bound in bounds if bound is not None), default=None)


def _lowest(*bounds: N | None) -> N | None:
    return min((bound for bound in bounds if bound is not None), default=None)


def _is_range(least: float | None, most: float | None) -> bool:
    """Tell whether anything fits; of a schema that nothing fits nothing is claimed."""
    return least is None or most is None or least <= most
