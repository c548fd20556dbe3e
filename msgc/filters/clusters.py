"""Where text may be cut without tearing what a reader sees as one character.

A small rule in the spirit of Unicode's grapheme clusters (UAX #29): it may keep more together than
the annex does, and it knows nothing of Indic conjuncts.
"""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Mc", "Me"})  # variation selectors and keycaps are among them
_OTHER_EXTENDERS = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f")


def cut(text: str, limit: int) -> str:
    """Return the longest start of `text` of at most `limit` code points that tears no cluster."""
    if limit >= len(text):
        return text
    index = max(limit, 0)
    while index > 0 and not is_boundary(text, index):
        index -= 1
    return text[:index]


def is_boundary(text: str, index: int) -> bool:
    """Tell whether `text` may be cut before `text[index]` (both ends are boundaries)."""
    if not 0 < index < len(text):
        return True
    before, after = text[index - 1], text[index]
    if _extends(after) or before == _ZERO_WIDTH_JOINER:
        return False
    if (before == "\r" and after == "\n") or (_is_jamo_tail(after) and _is_hangul(before)):
        return False
    return not (_is_regional(after) and _regionals_before(text, index) % 2)


def _extends(char: str) -> bool:
    if char < "\u0300":
        return False
    return (
        unicodedata.category(char) in _MARKS
        or char in _OTHER_EXTENDERS
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags: the flags of Scotland and Wales
    )


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _regionals_before(text: str, index: int) -> int:
    count = 0
    while count < index and _is_regional(text[index - 1 - count]):
        count += 1
    return count


def _is_jamo_tail(char: str) -> bool:
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def _is_hangul(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff" or "\uac00" <= char <= "\ud7fb"
