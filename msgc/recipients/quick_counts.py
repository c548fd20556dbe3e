"""Whether a parser that doesn't tell lost a key: by the bytes that are left, or by the colons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import chain
from typing import Any

from msgc.recipients.limits import MAX_QUICK_DEPTH
from msgc.recipients.quick_leaves import UnusualError
from msgc.records import dataclass

# A colon inside a text may be written so; then it can't be told how many keys there are.
ESCAPED_COLONS = (b"\\u003a", b"\\u003A")
FLAT = frozenset({str, int, float, bool, type(None)})


@dataclass(slots=True)
class Counted:
    """What lines were decoded to: their keys, the texts, and the values of no known type.

    `size` is the least bytes that the lines can take, without their breaks.
    """

    keys: int = 0
    size: float = 0
    texts: list[Sequence[Any]] = field(default_factory=list)
    loose: list[Sequence[Any]] = field(default_factory=list)

    def fills(self, data: bytes, count: int) -> bool:
        """Tell whether lines that were decoded to `count` objects hold nothing else.

        In as few bytes as can be there is no key that stands twice, and no white space but as many
        breaks as they take; if one stands between all objects, each is a line.
        """
        breaks = count - 1 + data.endswith(b"\n")
        return self.fill(len(data) - breaks) and data.count(b"}\n{") == count - 1

    def fill(self, size: int) -> bool:
        """Tell whether lines of one object each, of `size` bytes together, hold nothing else."""
        return size == self.size

    def explains(self, data: bytes) -> bool:
        """Tell whether the keys are all that were written: each has a colon outside of texts.

        Raises UnusualError where a value nests deep.
        """
        left, colons, texts = data.count(b":") - self.keys, 0, [*self.texts]
        for column in self.loose:
            if set(map(type, column)) <= FLAT:
                texts.append([value for value in column if type(value) is str])
            else:
                keys, inside = keys_within(column)
                left, colons = left - keys, colons + inside
        if left == 0:
            return True
        colons += sum(colons_in(filter(None, each)) for each in texts)
        return left == colons and not has_escaped_colon(data)


def is_line_each(data: bytes, count: int) -> bool:
    """Tell whether each line of `count` decoded objects surely is one of them.

    No object goes on with a brace behind a closing one: where all lines begin and end with braces,
    each holds whole objects, and of as many objects as lines it holds one.
    """
    breaks = count - 1
    return data.count(b"}\n{") == breaks == data.count(b"\n") - data.endswith(b"\n")


def has_escaped_colon(data: bytes) -> bool:
    """Tell whether a text may hold a colon that isn't written as one."""
    return any(escape in data for escape in ESCAPED_COLONS)


def keys_within(values: Iterable[object]) -> tuple[int, int]:
    """Return how many keys parsed values have, at any depth, and the colons in their texts.

    Raises UnusualError where they nest deep.
    """
    keys = colons = 0
    level = list(values)
    for _ in range(MAX_QUICK_DEPTH):
        objects = [value for value in level if type(value) is dict]
        lists = [value for value in level if type(value) is list]
        colons += colons_in(value for value in level if type(value) is str)
        if not objects and not lists:
            return keys, colons
        keys += sum(map(len, objects))
        colons += colons_in(chain.from_iterable(objects))
        inner = chain.from_iterable(map(dict.values, objects))
        level = [*inner, *chain.from_iterable(lists)]
    raise UnusualError


def colons_in(texts: Iterable[str]) -> int:
    """Return how many colons stand in texts."""
    return "".join(texts).count(":")
