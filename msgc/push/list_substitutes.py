"""Which lists that are given stand in place of lists that are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from msgc.push.ledger.model import KeptList


def substitutes(
    gone: Sequence[KeptList], given: Sequence[KeptList], known: Set[str], planned: Set[str]
) -> Mapping[str, KeptList]:
    """Return which of the `given` lists stands for which of those that are gone, by their paths.

    What holds the same comes first, then what has the name, where but one list of that name is
    gone; a pipe has none, and anything may be given in its place. A file that is on another path
    of `known` is a list of the run itself, and stands for no other one. One of `planned`, which a
    plan names that was made just now, may be one that was moved: it stands for what it holds.
    """
    others = [each for each in given if not (each.is_file and each.path in known - planned)]
    by_digest = {each.digest: each for each in reversed(others)}
    free = [each for each in others if not (each.is_file and each.path in planned)]
    found = {each.path: by_digest[each.digest] for each in gone if each.digest in by_digest}
    left = [each for each in gone if each.path not in found]
    spare = [each for each in free if each not in found.values()]
    names = Counter(map(_name, left))
    for kept in left:
        same = [each for each in spare if not kept.is_file or _name(each) == _name(kept)]
        if same and names[_name(kept)] == 1:
            found[kept.path] = same[0]
            spare.remove(same[0])
    return found


def _name(kept: KeptList) -> str:
    # All pipes have one name: it says nothing of what came through.
    return Path(kept.path).name if kept.is_file else ""
