"""Which characters a text can hold, as a few classes: enough to tell where it may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntFlag


class Chars(IntFlag):
    """Classes of characters; together they are all of Unicode, and no two overlap."""

    WORD = 1
    """ASCII letters and digits."""
    DASH = 2
    """`-` and `.`."""
    LINE = 4
    """`_` and `~`: unreserved in a URL (RFC 3986), markup in WhatsApp."""
    MARK = 8
    """`*` and the backtick: markup in WhatsApp."""
    PERCENT = 16
    """`%`."""
    OTHER = 32
    """All other printable ASCII."""
    SPACE = 64
    TAB = 128
    BREAK = 256
    """What ends a line, as `str.splitlines` sees it."""
    CONTROL = 512
    """Other control characters, and those that turn the direction of text (UAX 9)."""
    BMP = 1024
    """The rest below U+10000: one UTF-16 unit each."""
    ASTRAL = 2048
    """U+10000 and above: two UTF-16 units each."""


NO_CHARS = Chars(0)
ANY_CHARS = Chars(4095)
ASCII_CHARS = ANY_CHARS & ~(Chars.BMP | Chars.ASTRAL)
# RFC 3986, section 2.3: what means the same in every part of a URL.
UNRESERVED = Chars.WORD | Chars.DASH | Chars.LINE
MARKUP = Chars.LINE | Chars.MARK
# What `str.strip` takes away is among these.
WHITE = Chars.SPACE | Chars.TAB | Chars.BREAK | Chars.CONTROL | Chars.BMP
# What a recipient's row may hold: its reader refuses control characters.
ROW_CHARS = ANY_CHARS & ~Chars.CONTROL

_PATTERNS: dict[Chars, str] = {
    Chars.WORD: "[A-Za-z0-9]",
    Chars.DASH: "[-.]",
    Chars.LINE: "[_~]",
    Chars.MARK: "[*`]",
    Chars.PERCENT: "%",
    Chars.OTHER: "[!-$&-)+,/:-@[-^{-}]",
    Chars.SPACE: " ",
    Chars.TAB: "\t",
    Chars.BREAK: "[\n-\r\x1c-\x1e\x85\u2028\u2029]",
    Chars.CONTROL: "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]",
    Chars.BMP: "[\xa0-\u2027\u202f-\u2065\u206a-\uffff]",
    Chars.ASTRAL: "[\U00010000-\U0010ffff]",
}
_SEARCHES = {chars: re.compile(pattern) for chars, pattern in _PATTERNS.items()}
_RUNS = re.compile(" +")

CONTROL_PATTERN = _SEARCHES[Chars.CONTROL]


@dataclass(frozen=True, slots=True)
class Spaces:
    """The most spaces in a row: anywhere (`run`), and at either end (`edge`)."""

    run: int = 0
    edge: int = 0


def is_blank(text: str) -> bool:
    """Tell whether a text is nothing, or white space alone."""
    return not text.strip()


def chars_of(text: str) -> Chars:
    """Return the classes that a text holds."""
    found = NO_CHARS
    for chars, search in _SEARCHES.items():
        if search.search(text):
            found |= chars
    return found


def spaces_of(text: str) -> Spaces:
    """Return the runs of spaces of a text."""
    run = max((len(match[0]) for match in _RUNS.finditer(text)), default=0)
    edges = (len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" ")))
    return Spaces(run, max(edges))
