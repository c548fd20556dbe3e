"""Filters from text to text: case, spaces, replacing. As Jinja's own where it has them."""

from __future__ import annotations

from msgc.filters.guard import check_size, make_filter
from msgc.filters.indent_ranges import indent_type
from msgc.filters.model import Filter, Parameter
from msgc.filters.replace_ranges import replace_type
from msgc.filters.text_ranges import (
    center_type,
    lower_type,
    oneline_type,
    string_type,
    title_type,
    trim_type,
    upper_type,
    wordcount_type,
)
from msgc.filters.words import BOOLEAN, INTEGER, TEXT, text_of
from msgc.late import regex

_WORD_STARTS = regex(r"([-\s({\[<]+)")
_WORD = regex(r"\w+")
# No-break spaces stay: they are part of what `currency` and `number` write.
_BREAKS_AND_SPACES = regex("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")


def _upper(value: object) -> str:
    return text_of("upper", value).upper()


def _lower(value: object) -> str:
    return text_of("lower", value).lower()


def _capitalize(value: object) -> str:
    return text_of("capitalize", value).capitalize()


def _title(value: object) -> str:
    parts = _WORD_STARTS.split(text_of("title", value))
    return "".join(part[:1].upper() + part[1:].lower() for part in parts)


def _trim(value: object, chars: str | None = None) -> str:
    return text_of("trim", value).strip(chars)


def _replace(value: object, old: object, new: object, count: int = -1) -> str:
    text, before, after = (text_of("replace", part) for part in (value, old, new))
    found = text.count(before)
    times = found if count < 0 else min(count, found)
    check_size("replace", len(text) + times * (len(after) - len(before)))
    return text.replace(before, after, times)


def _center(value: object, width: int = 80) -> str:
    text = text_of("center", value)
    check_size("center", width)
    return text.center(width) if width > 0 else text


def _indent(value: object, width: object = 4, first: bool = False, blank: bool = False) -> str:
    text = text_of("indent", value) + "\n"
    lines = text.splitlines()
    step = len(width) if isinstance(width, str) else int(str(width))
    check_size("indent", len(text) + len(lines) * max(step, 0))
    margin = width if isinstance(width, str) else " " * step
    indented = [margin + line if line or blank else line for line in lines[1:]]
    return (margin if first else "") + "\n".join([lines[0], *indented])


def _wordcount(value: object) -> int:
    return len(_WORD.findall(text_of("wordcount", value)))


def _string(value: object) -> str:
    """Write a number as Python does (`59.9`); locale-aware is `number`."""
    return str(value)


def _oneline(value: object) -> str:
    """Put text on one line: line breaks, tabs and runs of spaces become one space, ends trimmed.

    A template's parameters refuse line breaks, tabs and more than four spaces in a row.
    """
    return _BREAKS_AND_SPACES.sub(" ", text_of("oneline", value)).strip(" ")


TEXT_FILTERS: tuple[Filter, ...] = (
    make_filter("upper", TEXT, upper_type, _upper),
    make_filter("lower", TEXT, lower_type, _lower),
    make_filter("capitalize", TEXT, title_type, _capitalize),
    make_filter("title", TEXT, title_type, _title),
    make_filter("trim", TEXT, trim_type, _trim, Parameter("chars", ("string",))),
    make_filter(
        "replace",
        TEXT,
        replace_type,
        _replace,
        Parameter("old", TEXT, required=True),
        Parameter("new", TEXT, required=True),
        Parameter("count", INTEGER, default=-1),
    ),
    make_filter("center", TEXT, center_type, _center, Parameter("width", INTEGER, default=80)),
    make_filter(
        "indent",
        TEXT,
        indent_type,
        _indent,
        Parameter("width", TEXT, default=4),
        Parameter("first", BOOLEAN, default=False),
        Parameter("blank", BOOLEAN, default=False),
    ),
    make_filter("wordcount", TEXT, wordcount_type, _wordcount),
    make_filter("string", ("string", "number"), string_type, _string),
    make_filter("oneline", TEXT, oneline_type, _oneline),
)
