"""Rules about a text's white space: at its edges, and its line breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.chars import WHITE, Chars
from msgc.check.breach import Unknown
from msgc.check.possible import Possible, kind_of
from msgc.check.rules.model import Outcome, Test
from msgc.late import regex
from msgc.types import StringType

_BREAKS = regex("\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]")
_BEYOND_SPACES = WHITE & ~Chars.SPACE


def trimmed(_wanted: bool) -> Test:
    """The text has no white space at its edges."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        holds = _by_words(value, lambda word: word == word.strip())
        if isinstance(value, Unknown) and holds is None:
            holds = _is_trimmed(value)
        if isinstance(value, str | Unknown):
            yield Outcome(holds, "begins or ends with a space", "Take the space away.")

    return test


def _is_trimmed(value: Unknown) -> bool | None:
    if isinstance(value, Possible) and value.begins[:1].isspace():
        return False
    kind = kind_of(value)
    if not isinstance(kind, StringType) or kind.chars & _BEYOND_SPACES:
        return None
    has_edge = kind.chars & Chars.SPACE and (kind.spaces is None or kind.spaces.edge > 0)
    return None if has_edge else True


def max_breaks(most: int) -> Test:
    """The text has at most so many line breaks."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        holds = _by_words(value, lambda word: breaks_in(word) <= most)
        kind = kind_of(value)
        if holds is None and isinstance(kind, StringType) and not kind.chars & Chars.BREAK:
            holds = True
        if isinstance(value, str | Unknown):
            found = breaks_in(value) if isinstance(value, str) else 0
            told = f"has {found} line breaks, and may have {most}"
            yield Outcome(holds, told, "Join some of its lines.")

    return test


def breaks_in(text: str) -> int:
    """Return how many line breaks a text has."""
    return len(_BREAKS.findall(text))


def _by_words(value: object, fits: Callable[[str], bool]) -> bool | None:
    """Tell whether all words that a text can be fit, or none does; None where it depends."""
    if isinstance(value, str):
        return fits(value)
    kind = kind_of(value)
    words = kind.enum if isinstance(kind, StringType) else None
    found = {fits(word) for word in words or ()}
    return found.pop() if len(found) == 1 else None


KEYWORDS: dict[str, Callable[[Any], Test]] = {"trimmed": trimmed, "maxBreaks": max_breaks}
