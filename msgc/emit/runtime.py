"""What generated code calls for each column or value; all of it declines what is unusual."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from collections.abc import Set as AbstractSet
from itertools import islice
from math import isfinite

from msgspec.json import Encoder

from msgc.emit.declined import DeclinedError
from msgc.evaluate.values import MAX_ROUNDS, MAX_WORK, MISSING, OMIT, Env
from msgc.filters.limits import MAX_TEXT

Column = Sequence[object]

# Stands between the texts of a column that are escaped at once: JSON doesn't escape it, and texts
# that hold it are found by the count of pieces.
SEPARATOR, SEPARATOR_BYTES = "\x7f", b"\x7f"
# A longer outcome of a closure is left to the reference, which counts a message's work exactly.
LONGEST = MAX_TEXT // 20
# Entries of a list that a text's loop goes through by columns.
MOST_ENTRIES = 100
# The share of a row's work and rounds that one part of a program may use.
SHARE = 16
# Outcomes that are remembered of one filter call.
REMEMBERED = 4096

_encode = Encoder().encode


def escaped(column: Sequence[str]) -> list[bytes]:
    """Return texts as they stand between the quotes of JSON, which `json.dumps` writes the same."""
    parts = _encode(SEPARATOR.join(column))[1:-1].split(SEPARATOR_BYTES)
    if len(parts) != len(column):
        raise DeclinedError(i for i, text in enumerate(column) if SEPARATOR in text)
    return parts


def numbers(column: Sequence[float]) -> list[bytes]:
    """Return numbers as JSON; they are finite."""
    if not all(map(isfinite, column)):
        raise DeclinedError(i for i, value in enumerate(column) if not isfinite(value))
    return [repr(value).encode() for value in column]


def whole_numbers(column: Sequence[int]) -> list[bytes]:
    """Return integers as JSON."""
    return [b"%d" % value for value in column]


def truths(column: Sequence[bool]) -> list[bytes]:
    """Return booleans as JSON."""
    return [b"true" if value else b"false" for value in column]


def expect(column: Column, classes: AbstractSet[type]) -> None:
    """Decline the rows whose value is of another class; a subclass is another one."""
    if not classes >= set(map(type, column)):
        raise DeclinedError(i for i, value in enumerate(column) if type(value) not in classes)


def expect_inside(column: Column, classes: AbstractSet[type]) -> None:
    """Decline the rows in whose lists a value is of another class."""
    if not classes >= set(map(type, column)):
        raise DeclinedError


def gathered(texts: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Return the texts of each row's entries as one; `counts` are how many each row has."""
    left = iter(texts)
    return ["".join(islice(left, count)) for count in counts]


def text_of(value: object) -> str:
    """Return a value as text: text itself, an integer's digits."""
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    raise DeclinedError


def known(value: object) -> object:
    """Return a closure's outcome as columns have it: None where it is missing."""
    if value is MISSING:
        return None
    is_long = isinstance(value, str | list) and len(value) > LONGEST
    if value is OMIT or is_long:
        raise DeclinedError
    return value


def is_there(value: object) -> bool:
    """Tell whether the outcome of a hole's closure stands in the payload."""
    return value is not OMIT


def at_most(limit: int, column: Sequence[Sized | None]) -> None:
    """Decline rows with a longer text or list: only the reference counts work exactly."""
    if max(map(len, filter(None, column)), default=0) > limit:
        raise DeclinedError(i for i, value in enumerate(column) if value and len(value) > limit)


def at_most_inside(limit: int, column: Sequence[Sized | None]) -> None:
    """Decline the rows in whose lists there is a longer text or list."""
    if max(map(len, filter(None, column)), default=0) > limit:
        raise DeclinedError


def spare(environments: Sequence[Env], calls: int) -> None:
    """Decline rows whose closures, `calls` of them, took more than a share of the budget."""
    work, rounds = MAX_WORK // (SHARE * calls), MAX_ROUNDS // (SHARE * calls)
    busy = [
        index
        for index, env in enumerate(environments)
        if MAX_WORK - env.budget.work > work or MAX_ROUNDS - env.budget.rounds > rounds
    ]
    if busy:
        raise DeclinedError(busy)


class Remembered:
    """A pure function of one value that is slow to compute; the same value is computed once."""

    def __init__(self, function: Callable[[object], object]) -> None:
        self._function = function
        self._known: dict[tuple[type, object], object] = {}

    def __call__(self, value: object) -> object:
        # 0.0 and -0.0 are equal and are written differently; lists can't be keys.
        if (type(value) is float and value == 0) or isinstance(value, list | dict):
            return self._function(value)
        key = (type(value), value)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = self._function(value)
        return self._known[key]
