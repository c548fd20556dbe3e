"""The nearest known name to a mistyped one, for "did you mean" lines."""

from __future__ import annotations

from collections.abc import Iterable

from msgc.late import regex

MAX_EDITS = 2
MAX_NAME = 80
_DIGITS = regex(r"[0-9]+")


def near(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `name` most likely stands for, or None.

    At most `MAX_EDITS` insertions, deletions, changes and swaps of neighbours lie between them, and
    fewer than half of the letters; case doesn't count. Of equals, the first in the alphabet wins.
    """
    return next((other for _, other in _ranked(name, names)), None)


def near_code(code: str, codes: Iterable[str]) -> str | None:
    """Return the only one of `codes` that is one slip away from `code`, None where several are.

    Another digit in place of one is no slip: that is all that tells codes from each other.
    """
    ranked = [(edits, other) for edits, other in _ranked(code, codes) if edits <= 1]
    exact = [other for edits, other in ranked if edits == 0]
    meant = exact or [other for _, other in ranked if not _is_other_digit(code, other)]
    return meant[0] if len(meant) == 1 else None


def _is_other_digit(left: str, right: str) -> bool:
    apart = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    return len(left) == len(right) and len(apart) == 1 and "".join(apart[0]).isdigit()


def surely(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `name` can only be a slip for, None where there is a doubt.

    A second name that is near makes a doubt, unless the first differs in its case alone. A singular
    isn't a slip for its plural, nor `line1` one for `line2`: both are names that people give.
    """
    ranked = _ranked(name, names)
    exact = [other for edits, other in ranked if edits == 0]
    meant = exact or [other for _, other in ranked]
    return meant[0] if len(meant) == 1 and not _is_sibling(name, meant[0]) else None


def surely_path(path: str, paths: Iterable[str]) -> str | None:
    """Return the one of `paths` that `path` can only be a slip for, as `surely` tells it of names.

    Each part of a path is compared with its own, without the ending: `_b.txt` isn't nearly
    `_a.txt`.
    """
    near_ones = [other for other in set(paths) - {path} if _is_near_path(path, other)]
    return near_ones[0] if len(near_ones) == 1 else None


def _is_near_path(path: str, other: str) -> bool:
    left, right = (each.replace(".", "/.").split("/") for each in (path, other))
    pairs = list(zip(left, right, strict=False))
    return len(left) == len(right) and all(a == b or surely(a, [b]) is not None for a, b in pairs)


def _is_sibling(name: str, other: str) -> bool:
    left, right = name.casefold(), other.casefold()
    is_number = left + "s" == right or right + "s" == left
    return is_number or _DIGITS.findall(left) != _DIGITS.findall(right)


def _ranked(name: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Return the names near to one, the nearest first, each with how many edits it is away."""
    wanted = name.casefold()
    if not wanted or len(wanted) > MAX_NAME:
        return []
    away = ((_edits(wanted, other.casefold()), other) for other in set(names) - {name})
    return sorted(each for each in away if _close(each[0], wanted, each[1]))


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
