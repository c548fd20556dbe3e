"""Who is on lists as far as these can be read, and which ones can't."""

from __future__ import annotations

from dataclasses import dataclass

from msgc.push.run_lists import RunLists


@dataclass(frozen=True, slots=True)
class OnLists:
    """Who is on lists, by their digests; `missing` are where those are that can't be read."""

    people: frozenset[bytes]
    missing: tuple[str, ...] = ()


def on_lists(lists: RunLists) -> OnLists:
    """Return who is on the lists that can be read, and where the others are."""
    found, _ = lists.readable()
    here = {*found.own.paths, *map(str, found.given)}
    here |= {each.path for each in (*found.plan, *found.earlier)}
    asked = [*lists.own.paths, *map(str, lists.given)]
    asked += [each.path for each in (*lists.plan, *lists.earlier)]
    missing = tuple(path for path in dict.fromkeys(asked) if path not in here)
    return OnLists(found.read().people, missing)
