"""Rules about an approved template: which one it is, and what its parameters hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.chars import Chars, chars_of, spaces_of
from msgc.check.breach import Unknown, listed
from msgc.check.possible import OpenDict, kind_of, literal_words
from msgc.check.rules.model import Outcome, Test
from msgc.types import BooleanType, IntegerType, NumberType, StringType

ONE_LINE = "Write it on one line, or make it one: `| oneline`."


def one_line(argument: dict[str, int]) -> Test:
    """The text has no line break, no tab, and no run of more than `spaces` spaces."""
    most = argument["spaces"]

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, str):
            told = _not_in_one_line(value, most)
            yield Outcome(told is None, told or "", ONE_LINE)
        elif isinstance(value, Unknown):
            yield Outcome(_is_in_one_line(value, most), "may break its line", ONE_LINE)

    return test


def _not_in_one_line(text: str, most: int) -> str | None:
    """Return what keeps a text from standing in one line, None where nothing does."""
    held = chars_of(text)
    if held & Chars.BREAK:
        return "holds a line break"
    if held & Chars.TAB:
        return "holds a tab"
    run = spaces_of(text).run
    return f"holds {run} spaces in a row, and may hold {most}" if run > most else None


def _is_in_one_line(value: Unknown, most: int) -> bool | None:
    kind = kind_of(value)
    if any(_not_in_one_line(words, most) for words in literal_words(value)):
        return False
    if not isinstance(kind, StringType):
        return True if isinstance(kind, IntegerType | NumberType | BooleanType) else None
    if kind.enum:
        found = {_not_in_one_line(word, most) is None for word in kind.enum}
        return found.pop() if len(found) == 1 else None
    has_room = kind.spaces is not None and kind.spaces.run <= most
    is_narrow = has_room or not kind.chars & Chars.SPACE
    return True if is_narrow and not kind.chars & (Chars.BREAK | Chars.TAB) else None


def has_any(names: list[str]) -> Test:
    """The object has one of these members at least; null is none."""
    told = f"has neither {' nor '.join(f'`{name}`' for name in names)}"

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, dict):
            maybe = value.maybe if isinstance(value, OpenDict) else frozenset[str]()
            found = [name for name in names if value.get(name) is not None]
            sure = any(name not in maybe for name in found)
            holds = True if sure else None if found else False
            yield Outcome(holds, told, f"Write {listed([f'`{name}`' for name in names])}.")
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


KEYWORDS: dict[str, Callable[[Any], Test]] = {"oneLine": one_line, "hasAny": has_any}
