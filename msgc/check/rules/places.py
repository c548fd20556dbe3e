"""The places of a payload that a path with `*` leads to."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.abstract import OpenDict, OpenEntries, Possible, kind_of
from msgc.check.breach import UNKNOWN, Path, Unknown
from msgc.types import ListType, ObjectType, UnknownType

ANY = "*"
Found = Iterator[tuple[Path, object, bool]]


def places(value: object, steps: tuple[str, ...], path: Path = (), sure: bool = True) -> Found:
    """Yield each place that the steps lead to, its value, and whether it is surely there.

    A member that is null counts as one that isn't there; `*` stands for each entry of a list and
    each member of an object. Of what isn't known yet, the whole stands for what may be in it.
    """
    if value is None:
        return
    if not steps:
        yield path, value, sure
    elif isinstance(value, Unknown):
        if _may_hold_more(value):
            yield path, UNKNOWN, False
    elif steps[0] == ANY and isinstance(value, list):
        for index, entry in enumerate(value):
            is_sure = sure and (not isinstance(value, OpenEntries) or value.rounds[index][0] > 0)
            yield from places(entry, steps[1:], (*path, index), is_sure)
    elif isinstance(value, dict):
        for name in value if steps[0] == ANY else (steps[0],):
            yield from _member(value, name, steps[1:], path, sure)


def _member(
    value: dict[str, object], name: str, steps: tuple[str, ...], path: Path, sure: bool
) -> Found:
    is_sure = sure and not (isinstance(value, OpenDict) and name in value.maybe)
    yield from places(value.get(name), steps, (*path, name), is_sure)


def _may_hold_more(value: Unknown) -> bool:
    if not isinstance(value, Possible):
        return True
    return isinstance(kind_of(value), ListType | ObjectType | UnknownType)
