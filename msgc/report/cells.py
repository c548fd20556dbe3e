"""Text as a terminal draws it: what is drawn together, how wide, and nothing that acts on it.

Widths are in cells, the columns of a terminal. Control and format characters, which could move the
cursor or reorder the line (bidi), are never let through: they are shown as their escape.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from msgc.late import regex
from msgc.records import dataclass

TAB = "    "
MAX_CLUSTER = 16
_DOTTED_CIRCLE = "\u25cc"
_JOINER = "\u200d"
_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0f"
_SHORT = {"\n": "\\n", "\r": "\\r"}
# Category Cc, Cs, Zl, Zp, and Cf but for the two joiners, which emoji and Persian words need.
_SUSPECT = regex(r"[^\n -~\u00a1-\u00ac\u00ae-\u02ff]")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn as one: the text shown, its width, and where it stood in the text."""

    shown: str
    width: int
    start: int
    end: int


def visible(text: str) -> str:
    """Return text that is safe to print: tabs are spaces, unsafe characters their escapes.

    Line breaks (`\\n`) stay.
    """
    return _SUSPECT.sub(lambda match: _shown(match[0]), text)


def visible_line(text: str) -> str:
    """Return text that is safe to print and stays on one line."""
    return visible(text).replace("\n", _SHORT["\n"])


def is_unsafe(char: str) -> bool:
    """Tell whether a terminal could act on the character instead of drawing it."""
    return unicodedata.category(char) in _UNSAFE and char not in _JOINERS


def to_cells(text: str) -> list[Cell]:
    """Cut a line of raw text into what is drawn as one, each with its offsets in code points."""
    made: list[Cell] = []
    for index, char in enumerate(text):
        if made and _joins(text[made[-1].start : index], char):
            made[-1] = _extended(made[-1], char)
        else:
            made.append(_fresh(char, index))
    return made


def width_of(text: str) -> int:
    """Return the width in cells of a line of text."""
    return len(text) if text.isascii() else sum(cell.width for cell in to_cells(text))


def wrap(text: str, width: int) -> list[str]:
    """Break a line at its spaces so that each piece is at most `width` cells wide.

    Pieces after the first are indented like the first; a word wider than that is cut.
    """
    indent = text[: len(text) - len(text.lstrip(" "))][: width // 2]
    lines, line = [], ""
    for piece in _pieces(text, width - len(indent)):
        if line.strip() and piece.strip() and width_of(line + piece) > width:
            lines.append(line.rstrip(" "))
            line = indent + piece
        else:
            line += piece
    return [*lines, line.rstrip(" ")]


def _pieces(text: str, width: int) -> list[str]:
    return [part for word in re.findall(r" +|[^ ]+", text) for part in _cut(word, width)]


def _cut(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a line; others are returned as they are."""
    if word.isspace() or width_of(word) <= width:
        return [word]
    parts, taken = [""], 0
    for cell in to_cells(word):
        if taken + cell.width > width:
            parts.append("")
            taken = 0
        parts[-1] += word[cell.start : cell.end]
        taken += cell.width
    return parts


def _shown(char: str) -> str:
    if char == "\t":
        return TAB
    if not is_unsafe(char):
        return char
    code = ord(char)
    return _SHORT.get(char) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")


def _fresh(char: str, index: int) -> Cell:
    shown = _shown(char)
    if shown != char:
        return Cell(shown, len(shown), index, index + 1)
    if _is_extender(char):
        return Cell(_DOTTED_CIRCLE + char, 1, index, index + 1)
    width = 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return Cell(char, width, index, index + 1)


def _extended(cell: Cell, char: str) -> Cell:
    shown = cell.shown + char if cell.end - cell.start < MAX_CLUSTER else cell.shown
    wide = char == _EMOJI_STYLE or _is_regional(char)
    return replace(cell, shown=shown, width=2 if wide else cell.width, end=cell.end + 1)


def _joins(before: str, char: str) -> bool:
    if char.isascii() or _shown(before[0]) != before[0]:
        return False
    if before[-1] == _JOINER and unicodedata.category(char) == "So":
        return True
    return _is_extender(char) or (_is_regional(char) and len(before) == 1 and _is_regional(before))


def _is_extender(char: str) -> bool:
    """Whether the character takes no width of its own: marks, joiners, skin tones, Hangul tails."""
    return char >= "\u0300" and (
        unicodedata.category(char).startswith("M")
        or char in _JOINERS
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\u1160" <= char <= "\u11ff"
        or "\ud7b0" <= char <= "\ud7fb"
    )


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
