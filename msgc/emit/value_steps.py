"""Steps of generated code for one value, whose class need not be known; they decline the unusual.

What they make is what `msgc.evaluate` and the filters of the same names make. They import next to
nothing: a run whose plan is kept from an earlier one needs little else.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, islice
from math import isfinite
from typing import Any

from msgc.emit.declined import DeclinedError
from msgc.emit.limits import MOST_MADE, SMALL
from msgc.filters.limits import MAX_INTEGER_BITS

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_NUMBERS = (int, float)
_SEQUENCES = (list, str)
# Of a power whose base is a float, as if it had so many.
_FLOAT_BITS = MAX_INTEGER_BITS.bit_length()


def short(value: Any) -> Any:
    """Return a value that is no longer than what a row's work is reckoned with."""
    if isinstance(value, str | list) and len(value) > MOST_MADE:
        raise DeclinedError
    return value


def number(value: Any) -> Any:
    """Return a number."""
    if type(value) not in _NUMBERS:
        raise DeclinedError
    return value


def in_range(result: Any) -> Any:
    """Return the outcome of a calculation that is neither too large nor no number."""
    if type(result) is int and result.bit_length() <= MAX_INTEGER_BITS:
        return result
    if type(result) is float and isfinite(result):
        return result
    raise DeclinedError


def power(base: Any, exponent: Any) -> Any:
    """Return a number to the power of another."""
    bits = base.bit_length() if type(base) is int else _FLOAT_BITS
    if abs(exponent) * max(bits, 1) > MAX_INTEGER_BITS:
        raise DeclinedError
    return in_range(base**exponent)


def small(column: Sequence[int]) -> None:
    """Decline rows where an integer is large, so that nobody looks at what it is added to."""
    if max(column, default=0) >= SMALL or min(column, default=0) <= -SMALL:
        raise DeclinedError


def compared(op: str, left: Any, right: Any) -> bool:
    """Return the outcome of an order's comparison."""
    is_text = type(left) is str and type(right) is str
    if not is_text and (type(left) not in _NUMBERS or type(right) not in _NUMBERS):
        raise DeclinedError
    return _COMPARISONS[op](left, right)


def contained(item: Any, container: Any) -> bool:
    """Tell whether a list, a text or an object has something in it."""
    is_text = type(container) in (str, dict) and type(item) is str
    if item is None or not (is_text or type(container) is list):
        raise DeclinedError
    return item in container


def looked_up(owner: Any, name: str) -> Any:
    """Return an object's field, None where it or the object is missing."""
    if owner is None:
        return None
    if type(owner) is not dict:
        raise DeclinedError
    return short(owner.get(name))


def picked(owner: Any, at: Any) -> Any:
    """Return an entry of a list, a text or an object, None where it isn't there."""
    if type(owner) is dict and type(at) is str:
        return short(owner.get(at))
    if type(owner) not in _SEQUENCES or type(at) is not int:
        raise DeclinedError
    return short(owner[at]) if -len(owner) <= at < len(owner) else None


def sliced(owner: Any, start: int | None, stop: int | None, step: int | None) -> Any:
    """Return a part of a list or a text."""
    if type(owner) not in _SEQUENCES:
        raise DeclinedError
    return short(owner[start:stop:step])


def first(values: Any) -> Any:
    """Return the first entry of a list or a text, None where it is empty."""
    return _at(values, 0)


def last(values: Any) -> Any:
    """Return the last entry of a list or a text, None where it is empty."""
    return _at(values, -1)


def _at(values: Any, place: int) -> Any:
    if type(values) not in _SEQUENCES:
        raise DeclinedError
    found = picked(values, place)
    # A filter gives no number that is out of range, though it was in the list.
    return in_range(found) if type(found) in _NUMBERS else found


def backwards(values: Any) -> Any:
    """Return a list or a text from its end to its beginning."""
    return sliced(values, None, None, -1)


def joined(values: Any, between: str) -> str:
    """Return a list's texts and integers as one text."""
    if type(values) is not list:
        raise DeclinedError
    try:
        made = between.join(values)
    except TypeError:
        made = between.join([_text(value) for value in values])
    if len(made) > MOST_MADE:
        raise DeclinedError
    return made


def _text(value: Any) -> str:
    if type(value) is int:
        return str(in_range(value))
    if type(value) is not str:
        raise DeclinedError
    return value


def attributes(values: Any, name: str) -> list[Any]:
    """Return the same field of all objects in a list; `name` isn't a path."""
    if type(values) is not list or len(values) > MOST_MADE:
        raise DeclinedError
    made = [each[name] for each in values if type(each) is dict]
    if len(made) != len(values) or None in made:
        raise DeclinedError
    return made


def kept_of(lists: Iterable[Sequence[Any]], tests: Iterable[object]) -> list[list[Any]]:
    """Return lists without the entries whose test is false; tests are one list's after another's.

    Raises ValueError where there are more or fewer.
    """
    left = iter(tests)
    asked = [(each, [*islice(left, len(each))]) for each in lists]
    if any(len(each) != len(own) for each, own in asked) or next(left, asked) is not asked:
        raise ValueError
    return [[*compress(each, own)] for each, own in asked]


STEPS: Mapping[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        *(short, number, in_range, power, small, compared, contained, looked_up, picked, sliced),
        *(first, last, backwards, joined, attributes, kept_of),
    )
}
"""The steps by their names."""
