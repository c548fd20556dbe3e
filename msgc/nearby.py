"""The nearest known name to a mistyped one, for "did you mean" lines."""

from __future__ import annotations

from collections.abc import Iterable

MAX_EDITS = 2
MAX_NAME = 80


def near(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `name` most likely stands for, or None.

    At most `MAX_EDITS` insertions, deletions, changes and swaps of neighbours lie between them, and
    fewer than half of the letters; case doesn't count. Of equals, the first in the alphabet wins.
    """
    wanted = name.casefold()
    if not wanted or len(wanted) > MAX_NAME:
        return None
    ranked = sorted((_edits(wanted, other.casefold()), other) for other in set(names) - {name})
    return next((other for edits, other in ranked if _close(edits, wanted, other)), None)


def _close(edits: int, wanted: str, other: str) -> bool:
    return edits <= MAX_EDITS and 2 * edits < max(len(wanted), len(other))


def _edits(left: str, right: str) -> int:
    """Return the edit distance (restricted Damerau-Levenshtein), or more than `MAX_EDITS`."""
    if abs(len(left) - len(right)) > MAX_EDITS:
        return MAX_EDITS + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i in range(1, len(left) + 1):
        before, row = row, _next_row(left, right, i, before, row)
    return row[-1]


def _next_row(left: str, right: str, i: int, before: list[int], row: list[int]) -> list[int]:
    fresh = [i]
    for j in range(1, len(right) + 1):
        change = row[j - 1] + (left[i - 1] != right[j - 1])
        best = min(change, row[j] + 1, fresh[j - 1] + 1)
        if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
            best = min(best, before[j - 2] + 1)
        fresh.append(best)
    return fresh
