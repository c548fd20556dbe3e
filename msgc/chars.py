"""Which characters a text can hold, as a few classes: enough to tell where it may stand."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntFlag

from msgc.late import regex
from msgc.records import dataclass


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
# RFC 3986, section 2.3: what means the same in every part of a URL.
UNRESERVED = Chars.WORD | Chars.DASH | Chars.LINE
MARKUP = Chars.LINE | Chars.MARK
# What `str.strip` takes away is among these.
WHITE = Chars.SPACE | Chars.TAB | Chars.BREAK | Chars.CONTROL | Chars.BMP
# What a recipient's row may hold: its reader refuses control characters.
ROW_CHARS = ANY_CHARS & ~Chars.CONTROL

# Where a stretch of code points of one class begins; it ends where the next one does.
_STRETCHES: tuple[tuple[str, Chars], ...] = (
    ("\x00", Chars.CONTROL),
    ("\t", Chars.TAB),
    ("\n", Chars.BREAK),
    ("\x0e", Chars.CONTROL),
    ("\x1c", Chars.BREAK),
    ("\x1f", Chars.CONTROL),
    (" ", Chars.SPACE),
    ("!", Chars.OTHER),
    ("%", Chars.PERCENT),
    ("&", Chars.OTHER),
    ("*", Chars.MARK),
    ("+", Chars.OTHER),
    ("-", Chars.DASH),
    ("/", Chars.OTHER),
    ("0", Chars.WORD),
    (":", Chars.OTHER),
    ("A", Chars.WORD),
    ("[", Chars.OTHER),
    ("_", Chars.LINE),
    ("`", Chars.MARK),
    ("a", Chars.WORD),
    ("{", Chars.OTHER),
    ("~", Chars.LINE),
    ("\x7f", Chars.CONTROL),
    ("\x85", Chars.BREAK),
    ("\x86", Chars.CONTROL),
    ("\xa0", Chars.BMP),
    ("\u2028", Chars.BREAK),
    ("\u202a", Chars.CONTROL),
    ("\u202f", Chars.BMP),
    ("\u2066", Chars.CONTROL),
    ("\u206a", Chars.BMP),
    ("\U00010000", Chars.ASTRAL),
)
_STARTS = [start for start, _ in _STRETCHES]
# Plain numbers, which are put together in a tenth of a flag's time.
_CLASSES = [int(chars) for _, chars in _STRETCHES]
_RUNS = regex(" +")

# `Chars.CONTROL`.
CONTROL_PATTERN = regex("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


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
    found = 0
    for char in set(text):
        found |= _CLASSES[bisect_right(_STARTS, char) - 1]
    return Chars(found)


def spaces_of(text: str) -> Spaces:
    """Return the runs of spaces of a text."""
    run = max((len(match[0]) for match in _RUNS.finditer(text)), default=0)
    edges = (len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" ")))
    return Spaces(run, max(edges))
