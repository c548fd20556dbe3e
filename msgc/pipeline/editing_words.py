"""Words of a catalog's files that name a part of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import nodes

# A step into any entry of a list.
ITEM = "[]"

Steps = tuple[str, ...]


class Role(StrEnum):
    """What a word is: a use of a variable, its declaration, a row's key, a loop's own name."""

    USE = "use"
    DECLARED = "declared"
    ROW = "row"
    LOOP = "loop"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names a part of a row; `steps` lead there, None where that can't be told.

    `head` is where a loop's own name is bound. `is_schema` tells that JSON Schema declares it.
    """

    span: Span
    steps: Steps | None
    role: Role
    head: Span | None = None
    is_schema: bool = False


def words_at(words: Sequence[Word], path: Path, offset: int) -> Iterator[Word]:
    """Yield the words at an offset of a file."""
    for word in words:
        if word.span.source.path == path and word.span.start <= offset <= word.span.end:
            yield word


def words_in(key: nodes.Scalar) -> Span:
    """Return where a key's text stands, without quotes around it."""
    return key.part(0, len(key.value))
