"""The places of a payload that a path with `*` leads to."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.breach import UNKNOWN, Path, Unknown
from msgc.check.possible import OpenDict, OpenEntries, Possible, kind_of
from msgc.types import ListType, ObjectType, UnknownType

ANY = "*"
Steps = tuple[str, ...]
Place = tuple[Path, object, bool]


class Places:
    """The places of one payload; ways that begin alike are gone once."""

    def __init__(self, payload: object) -> None:
        self._found: dict[Steps, list[Place]] = {
            (): [] if payload is None else [((), payload, True)]
        }

    def at(self, steps: Steps) -> list[Place]:
        """Return each place that the steps lead to, its value, and whether it is surely there.

        A member that is null counts as one that isn't there; `*` stands for each entry of a list
        and each member of an object. Of what isn't known yet, the whole stands for what may be in
        it.
        """
        found = self._found.get(steps)
        if found is None:
            found = self._found[steps] = []
            for path, value, sure in self.at(steps[:-1]):
                # Of what is all known, which most of a payload is, a step leads to a member or to
                # nothing: asked here it takes a third of the time.
                if type(value) is dict and steps[-1] != ANY:
                    member = value.get(steps[-1])
                    if member is not None:
                        found.append(((*path, steps[-1]), member, sure))
                else:
                    found += _below(path, value, sure, steps[-1])
        return found


def places(value: object, steps: Steps) -> list[Place]:
    """Return the places that steps lead to from a value, as `Places.at` does."""
    return Places(value).at(steps)


def _below(path: Path, value: object, sure: bool, step: str) -> Iterator[Place]:
    if isinstance(value, Unknown):
        if _may_hold_more(value):
            yield path, UNKNOWN, False
    elif step == ANY and isinstance(value, list):
        for index, entry in enumerate(value):
            if entry is not None:
                yield (*path, index), entry, sure and _is_sure_entry(value, index)
    elif isinstance(value, dict):
        for name in value if step == ANY else (step,):
            member = value.get(name)
            if member is not None:
                maybe = isinstance(value, OpenDict) and name in value.maybe
                yield (*path, name), member, sure and not maybe


def _is_sure_entry(value: list[object], index: int) -> bool:
    return not isinstance(value, OpenEntries) or value.rounds[index][0] > 0


def _may_hold_more(value: Unknown) -> bool:
    if not isinstance(value, Possible):
        return True
    return isinstance(kind_of(value), ListType | ObjectType | UnknownType)
