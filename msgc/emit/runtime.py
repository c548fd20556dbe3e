"""What generated code calls for each column or value; all of it declines what is unusual."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.json import Encoder

from msgc.emit.declined import DeclinedError
from msgc.emit.steps import at_most as at_most
from msgc.emit.steps import at_most_inside as at_most_inside
from msgc.emit.steps import expect as expect
from msgc.emit.steps import expect_inside as expect_inside
from msgc.emit.steps import gathered as gathered
from msgc.emit.steps import numbers as numbers
from msgc.emit.steps import text_of as text_of
from msgc.emit.steps import truths as truths
from msgc.emit.steps import without_return as without_return
from msgc.evaluate.values import MAX_ROUNDS, MAX_WORK, MISSING, OMIT, Env
from msgc.filters.limits import MAX_TEXT
from msgc.recipients.quick_columns import SEPARATOR, SEPARATOR_BYTES, TextColumn, WholeColumn

Column = Sequence[object]

# A longer outcome of a closure is left to the reference, which counts a message's work exactly.
LONGEST = MAX_TEXT // 20
# Entries of a list that a text's loop goes through by columns.
MOST_ENTRIES = 100
# The share of a row's work and rounds that one part of a program may use.
SHARE = 16
# Outcomes that are remembered of one filter call.
REMEMBERED = 4096

_encode = Encoder().encode


def escaped(column: Sequence[str]) -> Sequence[bytes]:
    """Return texts as they stand between the quotes of JSON, which `json.dumps` writes the same."""
    if isinstance(column, TextColumn):
        return column.escaped()
    parts = _encode(SEPARATOR.join(column))[1:-1].split(SEPARATOR_BYTES)
    if len(parts) != len(column):
        raise DeclinedError(i for i, text in enumerate(column) if SEPARATOR in text)
    return parts


def whole_numbers(column: Sequence[int]) -> Sequence[bytes]:
    """Return integers as JSON, of any size."""
    if isinstance(column, WholeColumn):
        return column.escaped()
    return _encode(column)[1:-1].split(b",")


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
        self.function = function
        self._known: dict[tuple[type, object], object] = {}

    def __call__(self, value: object) -> object:
        # 0.0 and -0.0 are equal and are written differently; lists can't be keys.
        if (type(value) is float and value == 0) or isinstance(value, list | dict):
            return self.function(value)
        key = (type(value), value)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = self.function(value)
        return self._known[key]
