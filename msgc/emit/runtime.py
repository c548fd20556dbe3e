"""What generated code calls for each column or value; all of it declines what is unusual."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.emit.declined import DeclinedError
from msgc.emit.many_steps import Remembered as Remembered
from msgc.emit.many_steps import escaped as escaped
from msgc.emit.many_steps import whole_numbers as whole_numbers
from msgc.emit.many_steps import woven as woven
from msgc.emit.many_steps import woven_pieces as woven_pieces
from msgc.emit.steps import at_most as at_most
from msgc.emit.steps import at_most_inside as at_most_inside
from msgc.emit.steps import counts_of as counts_of
from msgc.emit.steps import entries_of as entries_of
from msgc.emit.steps import expect as expect
from msgc.emit.steps import expect_inside as expect_inside
from msgc.emit.steps import field_of as field_of
from msgc.emit.steps import filled as filled
from msgc.emit.steps import gathered as gathered
from msgc.emit.steps import lower as lower
from msgc.emit.steps import numbers as numbers
from msgc.emit.steps import places_where as places_where
from msgc.emit.steps import replaced as replaced
from msgc.emit.steps import text_of as text_of
from msgc.emit.steps import trimmed as trimmed
from msgc.emit.steps import truths as truths
from msgc.emit.steps import upper as upper
from msgc.emit.steps import without_return as without_return
from msgc.emit.value_steps import attributes as attributes
from msgc.emit.value_steps import backwards as backwards
from msgc.emit.value_steps import compared as compared
from msgc.emit.value_steps import contained as contained
from msgc.emit.value_steps import first as first
from msgc.emit.value_steps import in_range as in_range
from msgc.emit.value_steps import joined as joined
from msgc.emit.value_steps import kept_of as kept_of
from msgc.emit.value_steps import last as last
from msgc.emit.value_steps import looked_up as looked_up
from msgc.emit.value_steps import number as number
from msgc.emit.value_steps import picked as picked
from msgc.emit.value_steps import power as power
from msgc.emit.value_steps import short as short
from msgc.emit.value_steps import sliced as sliced
from msgc.emit.value_steps import small as small
from msgc.evaluate.values import MAX_ROUNDS, MAX_WORK, MISSING, OMIT, Env
from msgc.filters.limits import MAX_TEXT

Column = Sequence[object]

# A longer outcome of a closure is left to the reference, which counts a message's work exactly.
LONGEST = MAX_TEXT // 20
# Entries of a list that a text's loop goes through by columns.
MOST_ENTRIES = 100
# The share of a row's work and rounds that one part of a program may use.
SHARE = 16


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
