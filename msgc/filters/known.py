"""The result type of a filter whose value and arguments are known: it is tried on all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod

from msgc.filters.model import FilterError, ResultType
from msgc.filters.ranges import values_of
from msgc.texts import found_type
from msgc.types import IntegerType, NumberType, Type

# Of more combinations than these only the ranges are followed.
MAX_COMBINATIONS = 64
# Longer results aren't kept.
MAX_TEXTS = 100_000

Apply = Callable[..., object]


def tried(apply: Apply, ranged: ResultType, needed: tuple[str, ...] = ()) -> ResultType:
    """Return a result type that tries a filter where all that goes in is known, else `ranged`.

    `needed` are arguments that aren't the author's: a row's locale.
    """

    def result(value: Type, arguments: Mapping[str, Type], rest: tuple[Type, ...]) -> Type:
        range_of = ranged(value, arguments, rest)
        if any(name not in arguments for name in needed):
            return range_of
        pools = [values_of(kind) for kind in (value, *rest, *arguments.values())]
        known = [pool for pool in pools if pool is not None]
        if len(known) < len(pools) or prod(map(len, known)) > MAX_COMBINATIONS:
            return range_of
        outcomes = list(_outcomes(apply, known, list(arguments)))
        return _type_of(outcomes) or range_of

    return result


def _outcomes(apply: Apply, pools: list[tuple[object, ...]], names: list[str]) -> Iterator[object]:
    first_named = len(pools) - len(names)
    size = 0
    for values in product(*pools):
        named = dict(zip(names, values[first_named:], strict=True))
        try:
            made = apply(*values[:first_named], **named)
        except FilterError:
            continue
        yield made
        size += len(made) if isinstance(made, str) else 1
        if size > MAX_TEXTS:
            yield None
            return


def _type_of(outcomes: list[object]) -> Type | None:
    """Return the type of some results, None where they are of several kinds, or none at all."""
    if not outcomes:
        return None
    texts = [each for each in outcomes if isinstance(each, str)]
    if len(texts) == len(outcomes):
        return found_type(texts)
    whole = [each for each in outcomes if type(each) is int]
    if len(whole) == len(outcomes):
        return IntegerType(min(whole), max(whole))
    numbers = [each for each in outcomes if type(each) in (int, float)]
    if len(numbers) == len(outcomes):
        bounds = [each for each in numbers if isinstance(each, int | float)]
        return NumberType(min(bounds), max(bounds))
    return None
