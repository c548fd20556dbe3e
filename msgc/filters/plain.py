"""`plain`: data in which WhatsApp finds no markup."""

from __future__ import annotations

from msgc.filters.guard import make_filter
from msgc.filters.model import Filter
from msgc.filters.text_ranges import plain_type
from msgc.filters.words import TEXT, text_of
from msgc.late import regex

ZERO_WIDTH_SPACE = "\u200b"

_MARKS = regex(r"[*_~`]+")


def _plain(value: object) -> str:
    """Keep `*`, `_`, `~` and backticks in data from being read as markup.

    WhatsApp has no escape: a mark formats where it hugs a word at its edge and the same mark closes
    it. The three ways out are to drop the mark, to put a lookalike in its place, or to part mark
    and word by a character that isn't seen. The last alone shows the text as it was written, so
    marks get zero-width spaces around them, and only where they could act: a mark between two
    letters or digits (`AB_12_CD`) formats nothing and stays as it is, so that most codes can be
    copied. Backticks act inside words too. A code that people will copy belongs between three
    backticks in the message's own text instead, where WhatsApp formats nothing.
    """
    text = text_of("plain", value)
    return _MARKS.sub(lambda run: _parted(text, run.start(), run.end()), text)


def _parted(text: str, start: int, end: int) -> str:
    before, run, after = text[start - 1 : start], text[start:end], text[end : end + 1]
    if len(run) == 1 and run != "`" and before.isalnum() and after.isalnum():
        return run
    inner = ZERO_WIDTH_SPACE.join(run)
    left = "" if _parts(before) else ZERO_WIDTH_SPACE
    return left + inner + ("" if _parts(after) else ZERO_WIDTH_SPACE)


def _parts(neighbour: str) -> bool:
    """Tell whether a neighbour parts mark and word already; at an end, words may follow."""
    return neighbour == ZERO_WIDTH_SPACE or neighbour.isspace()


PLAIN_FILTERS: tuple[Filter, ...] = (make_filter("plain", TEXT, plain_type, _plain),)
