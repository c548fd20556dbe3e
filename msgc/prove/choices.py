"""Rows made of choices: a length for each text, a count for each list, a word of each enum.

A row is written down as its choices, so that it can be varied and shrunk one variable at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from msgc.prove.patterns import matching_texts
from msgc.records import dataclass
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
)

Path = tuple[str, ...]
Choices = Mapping[Path, Any]

ENTRY = "[]"
ABSENT = "absent"
PRESENT = "present"
# The step below an optional value that says whether it is there.
PRESENCE = "?"
# The length of a text that stands for no extreme.
TYPICAL = 6

FORMATS = {
    "date": ("2026-03-01", "2026-09-30"),
    "datetime": ("2026-03-01T09:30:00Z", "2026-09-30T23:59:59+02:00"),
    "uuid": ("6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21",),
    "phone": ("+31612345678", "+123456789012345", "+1234567"),
}
LENGTHENED = {"uri": "https://www.example.com/", "email": "a@example.com"}
# What names hold as well, and what means something else in a URL.
SPICE = "é&"
# The step that is no variable's: whether texts hold `SPICE`.
SPICED: Path = (" spiced",)
LETTERS = "QXZJKVWYGHNRTPMDLBFSUOIECA"
WORDS = "Anna Maria Jose Miguel Ottoline Ferrante Achterberg Villanueva Okonkwo Rosenthal "


@dataclass(frozen=True, slots=True)
class Leaf:
    """A variable, or a part of one: its type, what can be chosen, and what is typical."""

    path: Path
    kind: Type
    options: tuple[Any, ...]
    typical: Any

    @property
    def is_measured(self) -> bool:
        """Whether the choice is a length, count or number, so that any between two can be made."""
        if isinstance(self.kind, ListType):
            return True
        is_ranged = isinstance(self.kind, StringType | IntegerType | NumberType)
        return is_ranged and all(type(option) is int for option in self.options)


def leaves(kind: Type, path: Path = (), optional: bool = False) -> Iterator[Leaf]:
    """Yield what can be chosen of a value."""
    if optional:
        yield Leaf((*path, PRESENCE), BooleanType(), (ABSENT, PRESENT), ABSENT)
    if isinstance(kind, ObjectType):
        for name, each in kind.fields.items():
            yield from leaves(each.type, (*path, name), each.optional or each.default is not None)
    elif isinstance(kind, ListType):
        least, most = kind.min_items, kind.max_items if kind.max_items is not None else 1
        yield Leaf(path, kind, _ends(least, most), least)
        yield from leaves(kind.item, (*path, ENTRY))
    else:
        options = _options(kind)
        yield Leaf(path, kind, options, _typical(kind, options))


def _ends(least: Any, most: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((least, most)))


def _options(kind: Type) -> tuple[Any, ...]:
    if isinstance(kind, BooleanType):
        return (False, True)
    if isinstance(kind, IntegerType | NumberType):
        return _ends(*(_rounded(end) for end in (kind.minimum, kind.maximum)))
    if not isinstance(kind, StringType):
        return (None,)
    if kind.enum is not None:
        return tuple(sorted(kind.enum, key=len))
    if kind.format in FORMATS:
        return FORMATS[kind.format]
    if kind.pattern is not None:
        return matching_texts(kind.pattern, kind.min_length, kind.max_length)
    least = max(kind.min_length, len(LENGTHENED.get(kind.format or "", "")))
    return _ends(least, max(least, kind.max_length or 0))


def _rounded(bound: float | None) -> float | None:
    """Return a bound without a fraction of zero."""
    return int(bound) if bound is not None and bound == int(bound) else bound


def _typical(kind: Type, options: tuple[Any, ...]) -> Any:
    if isinstance(kind, StringType) and options and type(options[0]) is int:
        return min(max(TYPICAL, options[0]), options[-1])
    return options[0] if options else None


def make_row(kind: ObjectType, choices: Choices) -> dict[str, object]:
    """Return the row that choices make; no two of its texts are alike where they can differ."""
    row = _Maker(choices).make(kind, ())
    assert isinstance(row, dict)
    return row


class _Maker:
    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._numbers = count()

    def make(self, kind: Type, path: Path) -> object:
        """Return the value at a path."""
        if isinstance(kind, ObjectType):
            return {
                name: self.make(each.type, (*path, name))
                for name, each in kind.fields.items()
                if self._choices.get((*path, name, PRESENCE)) != ABSENT
            }
        if isinstance(kind, ListType):
            return [self.make(kind.item, (*path, ENTRY)) for _ in range(self._choices[path])]
        choice = self._choices[path]
        if isinstance(kind, StringType) and type(choice) is int:
            return self._text(kind, choice)
        return choice

    def _text(self, kind: StringType, length: int) -> str:
        head = LENGTHENED.get(kind.format or "", "")
        if kind.format == "email":
            return "a" * (length - len(head)) + head
        if head:
            return head + "a" * (length - len(head))
        return _words(length, next(self._numbers), bool(self._choices.get(SPICED)))


def _words(length: int, number: int, is_spiced: bool) -> str:
    """Return words of a length: one line, single spaces, none at either end, none like another."""
    first = _digits(number)[-length:]
    first += SPICE[: length - len(first)] if is_spiced else ""
    shift = number * 7 % len(WORDS)
    room = length - len(first)
    rest = (WORDS[shift:] + WORDS * (room // len(WORDS) + 1))[:room]
    text = re.sub(" +", " ", first + rest).rstrip()
    return text + "n" * (length - len(text))


def _digits(number: int) -> str:
    """Return a number in letters; those that seldom stand alone come first."""
    more, last = divmod(number, len(LETTERS))
    return (_digits(more - 1) if more else "") + LETTERS[last]
