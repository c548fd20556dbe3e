"""The tree of a YAML or JSON file: every node knows the span it was written at.

`Scalar.value` is the text as it was written (after YAML's quoting), never a number or a boolean:
the schema decides the type later. `Scalar.where` maps offsets inside that text back to the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from msgc.records import dataclass
from msgc.source import Span


class Style(StrEnum):
    """How a scalar was written."""

    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"
    JSON = "json"


# The plain words of YAML for null, and none at all.
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class TextMap:
    """Maps offsets in a scalar's text to offsets in its file.

    `starts` are text offsets in rising order, `targets` the file offsets they stand at; between two
    of them text and file run in step.
    """

    starts: tuple[int, ...]
    targets: tuple[int, ...]

    def __getitem__(self, offset: int) -> int:
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.targets[index] + (offset - self.starts[index])


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number, boolean or null, as written; `json` is the value of a JSON file's scalar."""

    value: str
    style: Style
    span: Span
    where: TextMap | None = None
    json: str | int | float | bool | None = None

    @property
    def is_null(self) -> bool:
        """Whether it is a plain null: `null`, `~` or nothing (in JSON: `null`)."""
        if self.style is Style.JSON:
            return self.json is None
        return self.style is Style.PLAIN and self.value in NULLS

    def part(self, start: int, end: int) -> Span:
        """Return the file span of `value[start:end]`; the whole scalar's where nothing is known."""
        if self.where is None:
            return self.span
        first = self.where[start]
        last = self.where[end - 1] + 1 if end > start else first
        return Span(self.span.source, first, max(first, last))


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; keys are unique and stand in the file's order."""

    entries: tuple[Entry, ...]
    span: Span

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or None."""
        entry = self.entry(key)
        return entry.value if entry else None

    def entry(self, key: str) -> Entry | None:
        """Return the entry of `key`, or None."""
        for entry in self.entries:
            if entry.key.value == key:
                return entry
        return None

    def __contains__(self, key: str) -> bool:
        return self.entry(key) is not None


Node = Scalar | Sequence | Mapping
