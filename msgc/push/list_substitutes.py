"""Which lists that are given stand in place of lists that are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from msgc.push.ledger.model import KeptList


@dataclass(frozen=True, slots=True)
class _Family:
    """Lists that are gone, of which each once stood for another: one list stands for all."""

    lists: tuple[KeptList, ...]

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(each.digest for each in self.lists)

    @property
    def names(self) -> frozenset[str]:
        """The names of its files; none for a pipe: its name says nothing of what came through."""
        return frozenset(Path(each.path).name for each in self.lists if each.is_file)


def substitutes(
    gone: Sequence[KeptList], given: Sequence[KeptList], known: Set[str], planned: Set[str]
) -> Mapping[str, KeptList]:
    """Return which of the `given` lists stands for which of those that are gone, by their paths.

    What holds the same comes first, then what has the name, where but one list of that name is
    gone; a pipe has none, and anything may be given in its place, one list for each. A file that is
    on another path of `known` is a list of the run itself, and stands for no other one. One of
    `planned`, which a plan names that was made just now, may be one that was moved: it stands for
    what it holds.
    """
    its = known - planned
    others = [each for each in given if not (each.is_file and _is_among(each, its))]
    by_digest = {each.digest: each for each in reversed(others)}
    families = _families(gone)
    found = {
        family: by_digest[digest]
        for family in families
        for digest in sorted(family.digests)
        if digest in by_digest
    }
    free = [each for each in others if not (each.is_file and _is_among(each, planned))]
    left = [family for family in families if family not in found]
    found |= _by_name(left, [each for each in free if each not in found.values()])
    return {each.path: chosen for family, chosen in found.items() for each in family.lists}


def _is_among(given: KeptList, paths: Set[str]) -> bool:
    return given.path in paths or str(Path(given.path).resolve()) in paths


def _families(gone: Sequence[KeptList]) -> list[_Family]:
    """Return lists that are gone, each with those that it stood for."""
    found: dict[str, tuple[KeptList, ...]] = {}
    for each in gone:
        place = each.instead or each.path
        found[place] = (*found.get(place, ()), each)
    return list(map(_Family, found.values()))


def _by_name(left: Sequence[_Family], spare: list[KeptList]) -> dict[_Family, KeptList]:
    """Return which lists to spare stand for which by their names, then what is left for pipes."""
    found = {}
    counts = Counter(name for family in left for name in family.names)
    for family in left:
        names = {name for name in family.names if counts[name] == 1}
        same = [each for each in spare if each.is_file and Path(each.path).name in names]
        if same:
            found[family] = same[0]
            spare.remove(same[0])
    pipes = [family for family in left if not family.names]
    return found | (dict(zip(pipes, spare, strict=False)) if len(pipes) <= len(spare) else {})
