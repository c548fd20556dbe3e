"""`truncate`: text that fits."""

from __future__ import annotations

from msgc.filters.clusters import cut
from msgc.filters.guard import make_filter
from msgc.filters.model import Filter, FilterError, Parameter
from msgc.filters.truncate_ranges import truncate_type
from msgc.filters.words import BOOLEAN, INTEGER, TEXT, text_of


def _truncate(
    value: object, length: int = 255, killwords: bool = False, end: object = "...", leeway: int = 0
) -> str:
    """Shorten text to at most `length` code points, `end` included.

    Unlike Jinja's: `leeway` is 0, a cut never tears a combining mark, an emoji or a flag apart, and
    an `end` that is longer than `length` is cut too instead of being an error.
    """
    text, ending = text_of("truncate", value), text_of("truncate", end)
    if length < 0 or leeway < 0:
        raise FilterError("`truncate` wants a length and a leeway of 0 or more.")
    if len(text) <= length + leeway:
        return text
    if len(ending) >= length:
        return cut(ending, length)
    start = cut(text, length - len(ending))
    if not killwords and " " in start:
        start = cut(text, start.rindex(" "))
    return start + ending


SHORTENING_FILTERS: tuple[Filter, ...] = (
    make_filter(
        "truncate",
        TEXT,
        truncate_type,
        _truncate,
        Parameter("length", INTEGER, default=255),
        Parameter("killwords", BOOLEAN, default=False),
        Parameter("end", TEXT, default="..."),
        Parameter("leeway", INTEGER, default=0),
    ),
)
