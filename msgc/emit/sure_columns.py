"""Keywords of rules asked of a whole column of texts at once.

Where one says yes, the keyword's own test says so of each text; where it says no, it isn't sure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgc.emit.measures import edges_of
from msgc.emit.sure_tests import FORMAT, PATTERN, SURE, sure_test
from msgc.facts.formats import PATTERNS
from msgc.facts.patterns import ecma
from msgc.late import regex
from msgc.recipients.quick_texts import all_match
from msgc.recipients.written_columns import SEPARATOR_BYTES, data_of

Fits = Callable[[Any], bool]
AreSure = Callable[[Sequence[str]], bool]

# Stands between texts: it can be seen, and is neither a space nor a break.
_BETWEEN = "|"
# How JSON writes a backslash, and then what isn't a quote.
_BACKSLASH, _OTHER_ESCAPE = b"\\\\", regex(rb"\\[^\"]")


class SureFirst:
    """A keyword's test, asked only of values that its quick tests aren't sure of.

    `are_sure` asks a column, where there is a way to.
    """

    def __init__(self, keyword: str, argument: Any, fits: Fits, of_rule: bool) -> None:
        make = _COLUMNS.get(keyword)
        self.are_sure: AreSure | None = make(argument) if make else None
        self._is_sure = _quick(keyword, argument, of_rule)
        self._fits = fits

    def __call__(self, value: object) -> bool:
        return self._is_sure(value) or self._fits(value)


def _quick(keyword: str, argument: Any, of_rule: bool) -> Fits:
    if keyword == PATTERN:
        return _whole(argument) if of_rule else _part(argument)
    return sure_test(keyword, argument, of_rule) if keyword in SURE else _is_never_sure


# Translated when the first text is met, as rules do it; `ecma` remembers.
def _whole(pattern: str) -> Fits:
    return lambda value: type(value) is str and ecma(pattern).fullmatch(value) is not None


def _part(pattern: str) -> Fits:
    return lambda value: type(value) is str and ecma(pattern).search(value) is not None


def _is_never_sure(value: object) -> bool:
    return False


def _trimmed(_wanted: object) -> AreSure:
    def are_sure(column: Sequence[str]) -> bool:
        edges = edges_of(column)
        if edges is not None:
            return not (edges.begins or edges.ends)
        return list(map(str.strip, column)) == list(column)

    return are_sure


def _one_line(argument: dict[str, int]) -> AreSure:
    spaces = " " * argument["spaces"]

    def are_sure(column: Sequence[str]) -> bool:
        joined = _joined(column)
        return joined.isprintable() and spaces not in joined

    return are_sure


def _max_breaks(most: int) -> AreSure:
    # Most columns have no break at all; what is at the end of the last text counts too.
    return lambda column: most >= 0 and len(f"{_joined(column)}{_BETWEEN}".splitlines()) == 1


def _joined(column: Sequence[str]) -> str:
    """Return texts as one; of texts in one piece, quotes and backslashes stay as JSON has them."""
    data = data_of(column)
    if data is None or _OTHER_ESCAPE.search(data.replace(_BACKSLASH, b"")):
        return _BETWEEN.join(column)
    return data.replace(SEPARATOR_BYTES, _BETWEEN.encode()).decode()


def _format(name: str) -> AreSure | None:
    return all_match(ecma(PATTERNS[name])) if name in PATTERNS else None


_COLUMNS: dict[str, Callable[[Any], AreSure | None]] = {
    "trimmed": _trimmed,
    "oneLine": _one_line,
    "maxBreaks": _max_breaks,
    FORMAT: _format,
}
