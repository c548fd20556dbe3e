"""Filters for HTML and URLs, as Jinja's; they return plain text, never `Markup`."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

from msgc.filters.guard import make_filter
from msgc.filters.model import Filter, FilterError
from msgc.filters.web_ranges import escape_type, striptags_type, urlencode_type
from msgc.filters.words import TEXT, text_of

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;"})


def _escape(value: object) -> str:
    return text_of("escape", value).translate(_ENTITIES)


def _striptags(value: object) -> str:
    """Remove tags and comments, make runs of white space one space, and read entities."""
    text, parts, position = text_of("striptags", value), [], 0
    while (start := text.find("<", position)) != -1:
        end = _tag_end(text, start)
        if end == -1:
            break
        parts.append(text[position:start])
        position = end
    parts.append(text[position:])
    return unescape(" ".join("".join(parts).split()))


def _tag_end(text: str, start: int) -> int:
    """Return the offset behind the tag or comment that opens at `start`, -1 if it never ends."""
    is_comment = text.startswith("<!--", start)
    close = "-->" if is_comment else ">"
    end = text.find(close, start + 4 if is_comment else start)
    return end if end == -1 else end + len(close)


def _urlencode(value: object) -> str:
    """Percent-encode text for a URL's path (`/` stays); an object becomes a query string."""
    if isinstance(value, dict):
        return "&".join(f"{_query(key)}={_query(item)}" for key, item in value.items())
    return _quote(value, safe="/")


def _query(value: object) -> str:
    return _quote(value, safe="").replace("%20", "+")


def _quote(value: object, *, safe: str) -> str:
    text = str(value) if isinstance(value, float) else text_of("urlencode", value)
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise FilterError("`urlencode` meets half a character (a lone surrogate).") from None


WEB_FILTERS: tuple[Filter, ...] = (
    make_filter("escape", TEXT, escape_type, _escape),
    make_filter("e", TEXT, escape_type, _escape),
    make_filter("striptags", TEXT, striptags_type, _striptags),
    make_filter("urlencode", ("string", "number", "object"), urlencode_type, _urlencode),
)
