"""Fixes made in a text: which of them go together, and what they make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgc.diagnostics import Edit, Fix


def edited(text: str, fixes: Iterable[Fix]) -> str:
    """Return a text with the edits of all fixes made, which stand apart from each other."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=_place)
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes that don't touch each other, the first of those that do.

    Where two put other words in place of the same ones, there are two readings: neither is made.
    """
    unique = sorted(set(fixes), key=_order)
    readings = Counter(fix.span for fix in unique if fix.span.text)
    kept: list[Fix] = []
    for fix in unique:
        if readings[fix.span] <= 1 and not any(_touch(fix, other) for other in kept):
            kept.append(fix)
    return kept


def _order(fix: Fix) -> tuple[int, int, int, str]:
    # Of two `| truncate(n)` at one place, the one that cuts more satisfies both.
    return (*_place(fix.edits[0]), len(fix.text), fix.text)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _touch(fix: Fix, other: Fix) -> bool:
    return any(_overlap(one, two) for one in fix.edits for two in other.edits)


def _overlap(one: Edit, two: Edit) -> bool:
    """Two edits overlap that share a character, or begin at the same place."""
    first, second = sorted((one, two), key=_place)
    return second.span.start < first.span.end or second.span.start == first.span.start
