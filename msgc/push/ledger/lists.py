"""Which lists of people a run's pushes have read, as a ledger keeps that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list by which a push left people out: where it was, and the SHA-256 of what it held.

    `is_file` is false for a pipe, which can't be read again. `instead` is where the file is that
    was given in its place when it was gone; empty where none was.
    """

    path: str
    digest: str
    is_file: bool = True
    instead: str = ""


def written_lists(lists: Iterable[KeptList]) -> str:
    """Return lists as one text, each path once: the last that is told of it counts."""
    kept = {each.path: each for each in lists}
    return msgspec.json.encode(list(kept.values())).decode()


def read_lists(text: str) -> tuple[KeptList, ...]:
    """Return the lists of a text."""
    return msgspec.json.decode(text, type=tuple[KeptList, ...]) if text else ()
