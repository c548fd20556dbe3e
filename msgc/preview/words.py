"""Texts as a phone shows them, line by line, each line with the way to where it is written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgc.check.breach import Path
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import Frame
from msgc.preview.markup import Inline, Line, Styled, Words, read_markup
from msgc.preview.model import Stretch

# Far more than any platform takes; what is longer is cut here, and the payload has it all.
SHOWN = 20_000
_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'”’]")


class Written:
    """Where the pieces of a text are written; each is found without going through them all."""

    def __init__(self, stretches: tuple[Stretch, ...]) -> None:
        self._stretches = stretches
        self._starts = [stretch.start for stretch in stretches]

    def at(self, offset: int) -> Stretch | None:
        """Return the piece at an offset of the text; None where nobody knows it."""
        number = bisect_right(self._starts, offset) - 1
        return self._stretches[number] if number >= 0 else None

    def pieces(self, each: Words) -> Iterator[tuple[str, bool]]:
        """Yield words cut where a row's data begins and ends."""
        end = each.start + len(each.text)
        first = max(bisect_right(self._starts, each.start) - 1, 0)
        last = bisect_left(self._starts, end)
        at = each.start
        for number in range(first, last):
            until = min(self._starts[number + 1], end) if number + 1 < last else end
            if at < until:
                yield each.text[at - each.start : until - each.start], self._is_data(number)
                at = until
        if first == last and each.text:
            yield each.text, False

    def _is_data(self, number: int) -> bool:
        return self._stretches[number].is_data


def words(frame: Frame, path: Path, text: str) -> Html:
    """Return a text with its markup, in the direction that its first strong letter tells."""
    written = Written(frame.stretches(path))
    shown = [_line(frame, written, line, text) for line in read_markup(text[:SHOWN])]
    if len(text) > SHOWN:
        shown.append(element("p", {"class": "aside"}, f"… and {len(text) - SHOWN:,} more"))
    return element("div", {"class": "words"}, shown)


def plain(text: str) -> Html:
    """Return a text that no markup is read in."""
    return element("span", {"class": "plain", "dir": "auto"}, text)


def _line(frame: Frame, written: Written, line: Line, text: str) -> Html:
    label = element("span", {"class": "label"}, line.label, " ") if line.label else None
    inner = _inlines(line.inner, written) if text else ()
    is_empty = not line.inner
    body = element("span", {"class": "body"}, inner, element("br") if is_empty else None)
    at = written.at(line.start)
    way = frame.quiet_way(at.place) if at else None
    return element("div", {"class": f"line {line.form}", "dir": "auto"}, label, body, way)


def _inlines(inner: tuple[Inline, ...], written: Written) -> list[Child]:
    return [_inline(each, written) for each in inner]


def _inline(each: Inline, written: Written) -> Child:
    if isinstance(each, Styled):
        return element(each.style, None, _inlines(each.inner, written))
    return [_linked(piece, is_link, written) for piece, is_link in _addresses(each)]


def _addresses(each: Words) -> Iterator[tuple[Words, bool]]:
    """Yield words cut into the web addresses among them and what stands between."""
    at = 0
    for found in _URL.finditer(each.text):
        yield Words(each.text[at : found.start()], each.start + at), False
        yield Words(found.group(), each.start + found.start()), True
        at = found.end()
    yield Words(each.text[at:], each.start + at), False


def _linked(each: Words, is_link: bool, written: Written) -> Child:
    """Return words that look like a link where they are one; it leads nowhere."""
    pieces = [_piece(text, is_data) for text, is_data in written.pieces(each)]
    return element("span", {"class": "link"}, pieces) if is_link else pieces


def _piece(text: str, is_data: bool) -> Child:
    return element("span", {"class": "data"}, text) if is_data else text


def first_url(text: str) -> str | None:
    """Return the first web address of a text, None where it has none."""
    found = _URL.search(text[:SHOWN])
    return found.group() if found else None
