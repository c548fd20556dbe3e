"""WhatsApp's own markup in texts: bold, italic, strike, code, blocks, lists and quotes.

WhatsApp's help page on formatting tells the marks, and that a space follows those of lists and
quotes. Code between three backticks goes on over lines; every other style ends with its line.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from msgc.preview.marks import CODE, FENCE, Fence, Marks
from msgc.records import dataclass

STYLES = {"*": "b", "_": "i", "~": "s"}
# Deeper than any author nests them; what is deeper stays as it is written.
DEEPEST = 8
_LIST = re.compile(r"(?P<bullet>[*-] )|(?P<number>[0-9]{1,3}\. )")
_QUOTE = re.compile(r"> ")


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; `start` is their offset in the whole text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Styled:
    """Words in a style: `b`, `i`, `s` or `code`."""

    style: str
    inner: tuple[Inline, ...]


Inline = Words | Styled


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. `form` is `plain`, `bullet`, `number`, `quote` or `block` (of code).

    `label` is what stands before a list's entry.
    """

    form: str
    start: int
    inner: tuple[Inline, ...]
    label: str = ""


def read_markup(text: str) -> list[Line]:
    """Return a text's lines as WhatsApp shows them; nothing of the text is lost but the marks."""
    marks = Marks(text)
    fences = deque(marks.fences())
    lines: list[Line] = []
    start = 0
    while start <= len(text):
        while fences and fences[0].end <= start:
            fences.popleft()
        if fences and fences[0].start == start and text[fences[0].end :][:1] in ("", "\n"):
            lines += _block(text, fences[0])
            end = fences[0].end
        else:
            end = marks.line_end(start)
            lines.append(_line(marks, start, end, fences))
        start = end + 1
    return lines


def _block(text: str, fence: Fence) -> Iterator[Line]:
    """Yield the lines of code that stands by itself."""
    start, end = fence.start + len(FENCE), fence.end - len(FENCE)
    start += text.startswith("\n", start)
    end -= text.endswith("\n", start, end)
    at = start
    for line in text[start:end].split("\n"):
        yield Line("block", at, (Words(line, at),))
        at += len(line) + 1


def _line(marks: Marks, start: int, end: int, fences: deque[Fence]) -> Line:
    text = marks.text
    if fences and fences[0].start < start:
        return Line("plain", start, tuple(_inners(marks, start, end, fences)))
    if found := _QUOTE.match(text, start, end):
        return Line("quote", start, tuple(_inners(marks, found.end(), end, fences)))
    found = _LIST.match(text, start, end)
    if found is None or found.end() == end:
        return Line("plain", start, tuple(_inners(marks, start, end, fences)))
    form = "bullet" if found["bullet"] else "number"
    label = "•" if found["bullet"] else found["number"].strip()
    return Line(form, start, tuple(_inners(marks, found.end(), end, fences)), label)


def _inners(marks: Marks, start: int, end: int, fences: deque[Fence]) -> Iterator[Inline]:
    """Yield what a line holds, code that goes on over lines among it."""
    for fence in fences:
        if fence.start >= end:
            break
        yield from _inline(marks, start, max(fence.start, start), 0)
        first = max(fence.start + len(FENCE), start)
        last = min(fence.end - len(FENCE), end)
        if first < last:
            yield Styled("code", (Words(marks.text[first:last], first),))
        start = min(fence.end, end)
    yield from _inline(marks, start, end, 0)


def _inline(marks: Marks, start: int, end: int, depth: int) -> Iterator[Inline]:
    """Yield the words between two offsets of one line, with what styles them."""
    at = plain = start
    while depth < DEEPEST and (mark := marks.next(at, end)) is not None:
        close = marks.closing(mark, end)
        if close is None:
            at = mark + 1
            continue
        if plain < mark:
            yield Words(marks.text[plain:mark], plain)
        width = marks.width(mark)
        yield _styled(marks, mark, mark + width, close, depth)
        at = plain = close + width
    if plain < end:
        yield Words(marks.text[plain:end], plain)


def _styled(marks: Marks, mark: int, start: int, end: int, depth: int) -> Styled:
    sign = marks.text[mark]
    if sign == CODE:
        return Styled("code", (Words(marks.text[start:end], start),))
    return Styled(STYLES[sign], tuple(_inline(marks, start, end, depth + 1)))
