"""Rules about a text: its length, that it says something, what it may not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.chars import Chars, is_blank
from msgc.check.breach import Unknown, listed
from msgc.check.possible import kind_of
from msgc.check.rules.model import Outcome, Reach, Test
from msgc.facts.patterns import ecma
from msgc.nearby import near
from msgc.texts import length_of, lengths
from msgc.types import StringType

UNIT_WORDS = {"code points": "characters", "utf16": "UTF-16 units", "bytes": "bytes"}


def length_range(value: object, unit: str) -> tuple[int, int | None] | None:
    """Return a text's length, least and most (None: no bound); None where it is no text."""
    if isinstance(value, str):
        length = length_of(value, unit)
        return length, length
    kind = kind_of(value)
    if isinstance(kind, StringType):
        return lengths(kind, unit)
    return (0, None) if isinstance(value, Unknown) else None


def max_length(most: int) -> Test:
    """The text is at most so long."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        found = length_range(value, unit)
        if found is None:
            return
        least, longest = found
        holds = False if least > most else None if longest is None or longest > most else True
        words = UNIT_WORDS[unit]
        surely = "" if least == longest else "at least "
        told = f"is {surely}{least:,} {words} long, and may have {most:,}"
        help = f"Shorten it, or cut it with `| truncate({most})`."
        yield Outcome(holds, told, help, reach=Reach(least, longest, most, words))

    return test


def not_blank(_wanted: bool) -> Test:
    """The text is more than spaces."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        holds = says_something(value)
        if holds is not NO_TEXT:
            told = "is empty" if value == "" else "is blank"
            yield Outcome(holds, told, "Write the words.")

    return test


NO_TEXT = "no text"


def says_something(value: object) -> Any:
    """Tell whether a text has more than white space, `NO_TEXT` where the value is no text."""
    if isinstance(value, str):
        return not is_blank(value)
    kind = kind_of(value)
    if isinstance(kind, StringType):
        return _words_say(kind)
    return None if isinstance(value, Unknown) else NO_TEXT


# White space beyond ASCII, such as U+2003, is among these classes.
_MAY_BE_WHITE = Chars.SPACE | Chars.TAB | Chars.BREAK | Chars.BMP | Chars.CONTROL


def _words_say(kind: StringType) -> bool | None:
    if kind.enum is not None:
        told = {not is_blank(word) for word in kind.enum}
        return told.pop() if len(told) == 1 else None
    if kind.max_length == 0:
        return False
    if kind.solid:
        return True
    return True if kind.min_length and not kind.chars & _MAY_BE_WHITE else None


def matches(pattern: str) -> Test:
    """The text matches a pattern (ECMA-262) from its start to its end."""

    def fits(text: str) -> bool:
        # Translated when the first text is met: most runs meet none, and `ecma` remembers.
        return ecma(pattern).fullmatch(text) is not None

    return each_text(fits, "can't be `{0}`")


def one_of(words: list[str]) -> Test:
    """The text is one of some words."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        for outcome in each_text(words.__contains__, "can't be `{0}`")(value, unit):
            meant = near(value, words) if isinstance(value, str) else None
            help = f"Did you mean `{meant}`?" if meant else f"Write {listed(words)}."
            yield Outcome(outcome.holds, outcome.told, help)

    return test


def none_of(words: list[str]) -> Test:
    """The text is none of some words."""
    return each_text(lambda text: text not in words, "can't be `{0}`")


def each_text(fits: Callable[[str], bool], told: str) -> Test:
    """Return the test of a text by a function; of an unknown one, of all the words it can be."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, str):
            yield Outcome(fits(value), told.format(value))
        elif isinstance(value, Unknown):
            kind = kind_of(value)
            words = kind.enum if isinstance(kind, StringType) else None
            found = {fits(word) for word in words} if words else set[bool]()
            yield Outcome(found.pop() if len(found) == 1 else None, told.format("…"))

    return test


KEYWORDS: dict[str, Callable[[Any], Test]] = {
    "maxLength": max_length,
    "notBlank": not_blank,
    "pattern": matches,
    "oneOf": one_of,
    "noneOf": none_of,
}
