"""Texts as a phone shows them, line by line, each line with the way to where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgc.check.breach import Path
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.markup import Inline, Line, Styled, Words, read_markup
from msgc.preview.model import Stretch

# Far more than any platform takes; what is longer is cut here, and the payload has it all.
SHOWN = 20_000
_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'”’]")


def words(frame: Frame, path: Path, text: str) -> Html:
    """Return a text with its markup, in the direction that its first strong letter tells."""
    lines = read_markup(text[:SHOWN])
    shown = [_line(frame, path, line, text) for line in lines]
    if len(text) > SHOWN:
        shown.append(element("p", {"class": "aside"}, f"… and {len(text) - SHOWN:,} more"))
    return element("div", {"class": "words"}, shown)


def plain(text: str) -> Html:
    """Return a text that no markup is read in."""
    return element("span", {"class": "plain", "dir": "auto"}, text)


def _line(frame: Frame, path: Path, line: Line, text: str) -> Html:
    stretches = frame.stretches(path)
    label = element("span", {"class": "label"}, line.label, " ") if line.label else None
    inner = _inlines(line.inner, stretches) if text else ()
    is_empty = not line.inner
    body = element("span", {"class": "body"}, inner, element("br") if is_empty else None)
    at = next((s for s in reversed(stretches) if s.start <= line.start), None)
    way = frame.quiet_way(at.place) if at else None
    return element("div", {"class": f"line {line.form}", "dir": "auto"}, label, body, way)


def _inlines(inner: tuple[Inline, ...], stretches: tuple[Stretch, ...]) -> list[Child]:
    return [_inline(each, stretches) for each in inner]


def _inline(each: Inline, stretches: tuple[Stretch, ...]) -> Child:
    if isinstance(each, Styled):
        return element(each.style, None, _inlines(each.inner, stretches))
    return [_linked(piece, is_link, stretches) for piece, is_link in _addresses(each)]


def _addresses(each: Words) -> Iterator[tuple[Words, bool]]:
    """Yield words cut into the web addresses among them and what stands between."""
    at = 0
    for found in _URL.finditer(each.text):
        yield Words(each.text[at : found.start()], each.start + at), False
        yield Words(found.group(), each.start + found.start()), True
        at = found.end()
    yield Words(each.text[at:], each.start + at), False


def _linked(each: Words, is_link: bool, stretches: tuple[Stretch, ...]) -> Child:
    """Return words that look like a link where they are one; it leads nowhere."""
    pieces = [_piece(text, is_data) for text, is_data in _pieces(each, stretches)]
    return element("span", {"class": "link"}, pieces) if is_link else pieces


def _pieces(each: Words, stretches: tuple[Stretch, ...]) -> Iterator[tuple[str, bool]]:
    """Yield words cut where a row's data begins and ends."""
    end = each.start + len(each.text)
    starts = [stretch.start for stretch in stretches]
    for stretch, until in zip(stretches, (*starts[1:], end), strict=False):
        first, last = max(stretch.start, each.start), min(until, end)
        if first < last:
            yield each.text[first - each.start : last - each.start], stretch.is_data
    if not stretches:
        yield each.text, False


def _piece(text: str, is_data: bool) -> Child:
    return element("span", {"class": "data"}, text) if is_data else text


def first_url(text: str) -> str | None:
    """Return the first web address of a text, None where it has none."""
    found = _URL.search(text[:SHOWN])
    return found.group() if found else None
