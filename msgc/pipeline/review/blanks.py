"""White space that people don't see, marked."""

from __future__ import annotations

import re
import unicodedata

SPACE, ODD, TAB, NOTHING_THERE = "·", "⍽", "→", "¶"
LEGEND = f"{SPACE} a space, {ODD} a space that doesn't break or is of another width, {TAB} a tab, "
LEGEND += f"{NOTHING_THERE} an empty line"
# At the ends of a line, or more than one together.
_UNSEEN = re.compile(r"^ +| +$| {2,}")


def marked(text: str) -> str:
    """Return a line with marks in place of the white space that can't be seen in it."""
    if not text:
        return NOTHING_THERE
    text = _UNSEEN.sub(lambda match: SPACE * len(match[0]), text)
    return "".join(_mark(char) for char in text)


def _mark(char: str) -> str:
    if char == "\t":
        return TAB
    is_odd = char != " " and unicodedata.category(char) == "Zs"
    return ODD if is_odd else char


def is_marked(text: str) -> bool:
    """Tell whether a line has white space that is marked; a mark that is sent itself is none."""
    return marked(text) != text
