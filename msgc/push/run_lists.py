"""By which lists a run leaves people out: those of now, its plan's, and those of earlier pushes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from msgc.push.ledger.model import KeptList
from msgc.push.list_substitutes import substitutes
from msgc.push.lists import Lists, ReadList, place_of
from msgc.push.own_lists import NONE_OWN, OwnLists
from msgc.push.suppression import SuppressionError

T = TypeVar("T")
NOBODY: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is on a run's lists, by their digests, and what is to be kept of these lists."""

    people: frozenset[bytes]
    kept: tuple[KeptList, ...]


@dataclass(frozen=True, slots=True)
class RunLists:
    """The lists of a run: the account's `own`, its `plan`'s, those `given`, those of `earlier`.

    These are of earlier pushes. One that is gone, of theirs or the plan's, is made good by one that
    is given, if that is the same: by what it holds, or by its name where no other one of that name
    is gone; and from then on by that file. Another list of the run can't stand for it.
    """

    own: OwnLists = NONE_OWN
    plan: Sequence[KeptList] = ()
    given: Sequence[Path] = ()
    earlier: Sequence[KeptList] = ()
    _lists: Lists = field(default_factory=Lists)

    @classmethod
    def of(
        cls,
        own: OwnLists,
        plan: Iterable[str],
        given: Sequence[Path],
        kept: Iterable[KeptList],
        lists: Lists | None = None,
    ) -> RunLists:
        """Return the lists of a run whose plan names some, and whose ledger has `kept` others.

        `lists` are what was read of them before.
        """
        known = {each.path: each for each in kept}
        for path in own.paths:
            known.pop(path, None)
        planned = [known.pop(path, KeptList(path, "")) for path in dict.fromkeys(plan)]
        return cls(own, planned, given, tuple(known.values()), lists or Lists())

    def read(self) -> Listed:
        """Return who is left out now, and what is to be kept of it.

        Raises SuppressionError where a list can't be read: it isn't known who may be written to.
        """
        own = list(map(self._read_own, self.own.paths))
        again = [self._again(each) for each in (*self.plan, *self.earlier)]
        given = list(map(self._lists.read, self.given))
        people = NOBODY.union(*(each.people for each in (*own, *again, *given)))
        # Of those that are named again it is known what once stood for them.
        named = {each.kept.path for each in again}
        new = [each for each in given if each.kept.path not in named]
        return Listed(people, tuple(each.kept for each in (*again, *own, *new)))

    def by_earlier(self) -> Mapping[str, frozenset[bytes]]:
        """Return who is left out by the lists of earlier pushes alone, by where these lists are.

        Raises SuppressionError.
        """
        now = replace(self, earlier=()).read().people
        found = {each.path: self._again(each).people - now for each in self.earlier}
        return {path: people for path, people in found.items() if people}

    def readable(self) -> tuple[RunLists, list[str]]:
        """Return those of the lists that can be read, and a sentence about each other one."""
        faults: list[str] = []
        found = replace(
            self,
            own=replace(self.own, paths=tuple(_readable(self.own.paths, self._read_own, faults))),
            given=_readable(self.given, self._lists.read, faults),
        )
        plan = _readable(self.plan, found._again, faults)
        earlier = _readable(self.earlier, found._again, faults)
        return replace(found, plan=plan, earlier=earlier), faults

    def _read_own(self, path: str) -> ReadList:
        found = self._at(path)
        return ReadList(replace(found.kept, path=path), found.people)

    def _at(self, path: str) -> ReadList:
        """Return what a list holds that is kept: what a profile named is in the catalog."""
        return self._lists.read(self.own.root / path)

    def _again(self, kept: KeptList) -> ReadList:
        """Return what a list holds now that the plan or an earlier push has named."""
        try:
            if not kept.is_file:
                raise SuppressionError(f"`{kept.path}` was no file, and can't be read again")
            found = self._at(kept.path)
        except SuppressionError as error:
            instead = self._instead(kept)
            if instead is None:
                raise SuppressionError(
                    f"{error}; whoever is on that list is left out of this run: put it back, or "
                    "give it with --suppress, under its old name or unchanged; another list of the "
                    "run can't stand for it, nor can one list stand for two"
                ) from None
            return instead
        return ReadList(replace(kept, digest=found.kept.digest), found.people)

    def _instead(self, kept: KeptList) -> ReadList | None:
        """Return what stands in place of a list that is gone: what is given, or once was."""
        once = self._once_given(kept)
        if once is not None:
            return once
        given = {each.kept: each for each in map(self._lists.read, self.given)}
        known = {each.path for each in (*self.plan, *self.earlier) if each.is_file}
        known |= {place_of(path) for path in self.own.files}
        known |= {str(Path(path).resolve()) for path in known}
        planned = {each.path for each in self.plan if not each.digest}
        chosen = substitutes(self._gone(), tuple(given), known, planned).get(kept.path)
        if chosen is None:
            return None
        place = chosen.path if chosen.is_file else kept.instead
        return ReadList(replace(kept, digest=chosen.digest, instead=place), given[chosen].people)

    def _once_given(self, kept: KeptList) -> ReadList | None:
        """Return the list that was given once in place of one that is gone, if it is there."""
        if kept.instead:
            with suppress(SuppressionError):
                return ReadList(kept, self._at(kept.instead).people)
        return self._stood_for(kept)

    def _stood_for(self, kept: KeptList) -> ReadList | None:
        """Return the list in whose place one that is gone was given, if that is back, unchanged."""
        for each in (*self.plan, *self.earlier):
            if each.instead == kept.path:
                with suppress(SuppressionError):
                    found = self._at(each.path)
                    if found.kept.digest == kept.digest:
                        return ReadList(kept, found.people)
        return None

    def _gone(self) -> list[KeptList]:
        """Return which lists of the plan and of earlier pushes nothing is known of by now."""
        lists = (*self.plan, *self.earlier)
        return [each for each in lists if not (self._is_there(each) or self._once_given(each))]

    def _is_there(self, kept: KeptList) -> bool:
        with suppress(SuppressionError):
            return kept.is_file and bool(self._at(kept.path))
        return False


def _readable(lists: Sequence[T], read: Callable[[T], ReadList], faults: list[str]) -> list[T]:
    """Return which of some lists can be read; add to `faults` why others can't."""
    found = []
    for each in lists:
        try:
            read(each)
            found.append(each)
        except SuppressionError as error:
            faults.append(str(error))
    return found
