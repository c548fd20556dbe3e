"""What differs between two JSON values, by pointer."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.diagnostics import pointer as pointer_of
from msgc.pipeline.testing.pointers import NOTHING
from msgc.pipeline.testing.quoting import quoted, quoted_apart, shown_pointer
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A place of two documents, and what stands there; NOTHING where it isn't there."""

    pointer: str
    before: object
    after: object

    @property
    def sentence(self) -> str:
        """The change in words: `` `/validity`: `1`, now `2` ``."""
        where = shown_pointer(self.pointer)
        if self.before is NOTHING:
            return f"{where}: now {quoted(self.after)}, was not there"
        if self.after is NOTHING:
            return f"{where}: was {quoted(self.before)}, is gone"
        was, now = quoted_apart(self.before, self.after)
        return f"{where}: was {was}, now {now}"


def changes(before: object, after: object, pointer: str = "") -> Iterator[Change]:
    """Yield the differences, each at the deepest place; entries of lists go by their index."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            at = pointer + pointer_of((name,))
            yield from changes(before.get(name, NOTHING), after.get(name, NOTHING), at)
    elif isinstance(before, list) and isinstance(after, list):
        for index in range(max(len(before), len(after))):
            pair = (_entry(before, index), _entry(after, index))
            yield from changes(*pair, f"{pointer}/{index}")
    elif type(before) is not type(after) or before != after:
        yield Change(pointer, before, after)


def _entry(values: list[object], index: int) -> object:
    return values[index] if index < len(values) else NOTHING
