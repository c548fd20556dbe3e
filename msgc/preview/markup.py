"""WhatsApp's own markup in texts: bold, italic, strike, code, blocks, lists and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgc.records import dataclass

MARKS = {"*": "b", "_": "i", "~": "s"}
CODE, FENCE = "`", "```"
# Deeper than any author nests them; what is deeper stays as it is written.
DEEPEST = 8
_LIST = re.compile(r"(?P<bullet>[*-] )|(?P<number>[0-9]{1,3}\. )")
_QUOTE = re.compile(r"> ?")


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
    lines: list[Line] = []
    start = 0
    while start <= len(text):
        fenced = _fenced(text, start)
        if fenced is None:
            end = _line_end(text, start)
            lines.append(_line(text, start, end))
        else:
            found, end = fenced
            lines += found
        start = end + 1
    return lines


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _fenced(text: str, start: int) -> tuple[list[Line], int] | None:
    """Return the lines of a block of code that begins a line, and where its last line ends."""
    if not text.startswith(FENCE, start):
        return None
    inside = start + len(FENCE)
    close = text.find(FENCE, inside)
    end = close + len(FENCE)
    # Within one line it is a style like the others.
    is_block = "\n" in text[inside:close] and text[end : end + 1] in ("", "\n")
    if close <= inside or not is_block:
        return None
    return list(_block(text, inside, close)), end


def _block(text: str, start: int, end: int) -> Iterator[Line]:
    start += text.startswith("\n", start)
    end -= text.endswith("\n", start, end)
    at = start
    for line in text[start:end].split("\n"):
        yield Line("block", at, (Words(line, at),))
        at += len(line) + 1


def _line(text: str, start: int, end: int) -> Line:
    if found := _QUOTE.match(text, start, end):
        return Line("quote", start, inline(text, found.end(), end))
    found = _LIST.match(text, start, end)
    if found is None or found.end() == end:
        return Line("plain", start, inline(text, start, end))
    form = "bullet" if found["bullet"] else "number"
    label = "•" if found["bullet"] else found["number"].strip()
    return Line(form, start, inline(text, found.end(), end), label)


def inline(text: str, start: int, end: int, depth: int = 0) -> tuple[Inline, ...]:
    """Return the words between two offsets of one line, with what styles them."""
    return tuple(_inline(text, start, end, depth))


def _inline(text: str, start: int, end: int, depth: int) -> Iterator[Inline]:
    at = plain = start
    while at < end:
        close = _closing(text, at, start, end) if depth < DEEPEST else None
        if close is None:
            at += 1
            continue
        if plain < at:
            yield Words(text[plain:at], plain)
        width = _width(text, at)
        yield _styled(text, at + width, close, text[at], depth)
        at = plain = close + width
    if plain < end:
        yield Words(text[plain:end], plain)


def _styled(text: str, start: int, end: int, mark: str, depth: int) -> Styled:
    if mark == CODE:
        return Styled("code", (Words(text[start:end], start),))
    return Styled(MARKS[mark], inline(text, start, end, depth + 1))


def _width(text: str, at: int) -> int:
    return len(FENCE) if text.startswith(FENCE, at) else 1


def _closing(text: str, at: int, start: int, end: int) -> int | None:
    """Return where the mark at an offset is closed, None where it opens nothing.

    A mark opens before a word and closes after one; letters and digits don't stand around the two.
    """
    mark = text[at]
    if mark not in MARKS and mark != CODE:
        return None
    if at > start and _is_word(text[at - 1]):
        return None
    width = _width(text, at)
    sign, inside = text[at : at + width], at + width
    close = text.find(sign, inside + 1, end)
    while close >= 0 and not _closes(text, inside, close, width, end):
        close = text.find(sign, close + 1, end)
    return close if close >= 0 and _opens(text, inside, mark) else None


def _opens(text: str, inside: int, mark: str) -> bool:
    return mark == CODE or not (text[inside].isspace() or text[inside] == mark)


def _closes(text: str, inside: int, close: int, width: int, end: int) -> bool:
    after = close + width
    is_code = text[close] == CODE
    is_tight = is_code or not text[close - 1].isspace()
    return close > inside and is_tight and (after >= end or not _is_word(text[after]))


def _is_word(character: str) -> bool:
    return character.isalnum()
