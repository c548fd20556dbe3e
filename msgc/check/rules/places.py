"""The places of a payload that a path with `*` leads to."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.abstract import OpenDict, OpenEntries
from msgc.check.breach import Path

ANY = "*"


def places(
    value: object, steps: tuple[str, ...], path: Path = (), sure: bool = True
) -> Iterator[tuple[Path, object, bool]]:
    """Yield each place that the steps lead to, its value, and whether it is surely there.

    A member that is null counts as one that isn't there.
    """
    if value is None:
        return
    if not steps:
        yield path, value, sure
    elif steps[0] == ANY and isinstance(value, list):
        for index, entry in enumerate(value):
            is_sure = sure and (not isinstance(value, OpenEntries) or value.rounds[index][0] > 0)
            yield from places(entry, steps[1:], (*path, index), is_sure)
    elif isinstance(value, dict) and steps[0] in value:
        is_sure = sure and not (isinstance(value, OpenDict) and steps[0] in value.maybe)
        yield from places(value[steps[0]], steps[1:], (*path, steps[0]), is_sure)
