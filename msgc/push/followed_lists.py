"""Whom a followed run leaves out: its lists are read again before anything of it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgc.push.ledger.model import KeptList
from msgc.push.lists import Lists, ReadList
from msgc.push.suppression import SuppressionError


@dataclass(frozen=True, slots=True)
class FollowedLists:
    """The lists of a run: the account's `own`, those that its pushes have `kept`, those `given`.

    Of those that were kept, one that is gone is made good by one that is given, if that is the
    same: by its name or by what it holds. `others` are digests of who is left out besides.
    """

    own: Sequence[Path]
    kept: Sequence[KeptList]
    given: Sequence[Path]
    others: frozenset[bytes]
    _lists: Lists = field(default_factory=Lists)

    def people(self) -> frozenset[bytes]:
        """Return the digests of all who are left out now.

        Raises SuppressionError where a list can't be read: it isn't known who may be written to.
        """
        given = [self._lists.read(path) for path in self.given]
        people = self._lists.people(self.own).union(self.others, *(each.people for each in given))
        return people.union(*(self._kept(each, given) for each in self.kept))

    def _kept(self, kept: KeptList, given: Iterable[ReadList]) -> frozenset[bytes]:
        try:
            if not kept.is_file:
                raise SuppressionError(f"`{kept.path}` was no file, and can't be read again")
            return self._lists.read(Path(kept.path)).people
        except SuppressionError as error:
            if any(_is_same(kept, each.kept) for each in given):
                return frozenset()
            raise SuppressionError(
                f"{error}; a push of this run left out who is on that list: put it back, or give "
                "it with --suppress, under its old name or unchanged"
            ) from None


def _is_same(kept: KeptList, given: KeptList) -> bool:
    """Tell whether a list that is given is one that was kept; a pipe's name says nothing."""
    if kept.digest == given.digest or not kept.is_file:
        return True
    return Path(kept.path).name == Path(given.path).name


@dataclass(slots=True)
class LeftOut:
    """Whom a run leaves out, as far as that is known; `fault` says why it isn't known now."""

    read: Callable[[], frozenset[bytes]]
    people: frozenset[bytes] = frozenset()
    fault: str = ""

    async def look(self) -> None:
        """Read the lists again."""
        try:
            self.people = await asyncio.to_thread(self.read)
            self.fault = ""
        except SuppressionError as error:
            self.fault = str(error)
