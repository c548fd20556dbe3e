"""Texts that match a pattern: its shortest and its longest, where they can be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgc.facts.patterns import ecma

# `re` parses patterns with these; there is no other way to look into one.
from re import _constants as sre  # type: ignore[attr-defined]  # isort: skip
from re import _parser as sre_parser  # type: ignore[attr-defined]  # isort: skip

# What an open repetition is taken to, beyond its least.
MORE = 8
# Characters that a repetition is written out to; what has more isn't followed.
MOST = 1 << 20
# What stands for a class whose ends nobody would write.
LIKELY = "a0A-_.,:;/@#+*!?'\"()[]{}<>=&%$|~^`\\ "


def matching_texts(pattern: str, least: int, most: int | None) -> tuple[str, ...]:
    """Return texts of `least` to `most` length that match an ECMA-262 pattern, shortest first.

    They are its shortest and its longest; where neither fits, one between them may.
    """
    try:
        compiled = ecma(pattern)
        tree = sre_parser.parse(compiled.pattern)
        shortest, longest = _written(tree, 0, False), _written(tree, 0, True)
        between = _written(tree, max(0, least - len(shortest)), False)
    except (ValueError, re.error, _UnknownError, RecursionError):
        return ()

    def fits(text: str) -> bool:
        is_long = least <= len(text) and (most is None or len(text) <= most)
        return is_long and compiled.search(text) is not None

    ends = dict.fromkeys(filter(fits, (shortest, longest)))
    return tuple(ends) or tuple(filter(fits, (between,)))


class _UnknownError(Exception):
    """A part of a pattern that isn't followed."""


def _written(tree: Any, more: int, longest: bool) -> str:
    return "".join(_part(op, argument, more, longest) for op, argument in tree)


def _part(op: Any, argument: Any, more: int, longest: bool) -> str:
    if op is sre.LITERAL:
        return chr(argument)
    if op is sre.IN:
        return _one_of(argument, longest)
    if op is sre.NOT_LITERAL:
        return _one_of([(sre.NEGATE, None), (sre.LITERAL, argument)], longest)
    # What looks around takes no character; whether it is content is seen of the whole text.
    if op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return ""
    if op is sre.SUBPATTERN:
        return _written(argument[-1], more, longest)
    if op is sre.BRANCH:
        ways = [_written(way, more, longest) for way in argument[1]]
        return max(ways, key=len) if longest else min(ways, key=len)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _repeated(argument, more, longest)
    raise _UnknownError


def _repeated(argument: Any, more: int, longest: bool) -> str:
    low, high, tree = argument
    longest_times = low + MORE if high is sre.MAXREPEAT else high
    times = longest_times if longest else min(low + more, high)
    body = _written(tree, more, longest)
    if times * len(body) > MOST:
        raise _UnknownError
    return body * int(times)


def _one_of(members: list[tuple[Any, Any]], longest: bool) -> str:
    if members[0][0] is not sre.NEGATE:
        op, argument = members[-1 if longest else 0]
        end = argument[1 if longest else 0] if op is sre.RANGE else argument
        if op in (sre.LITERAL, sre.RANGE) and chr(end).isprintable():
            return chr(end)
    for char in LIKELY:
        if _holds(members, char):
            return char
    raise _UnknownError


def _holds(members: list[tuple[Any, Any]], char: str) -> bool:
    """Tell whether an ASCII character is of a class."""
    is_negated = members[0][0] is sre.NEGATE
    return any(_is_of(op, argument, char) for op, argument in members) != is_negated


def _is_of(op: Any, argument: Any, char: str) -> bool:
    if op is sre.LITERAL:
        return bool(ord(char) == argument)
    if op is sre.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    if op is sre.CATEGORY:
        return _is_of_category(str(argument).removeprefix("CATEGORY_"), char)
    return False


def _is_of_category(name: str, char: str) -> bool:
    kind = name.removeprefix("NOT_")
    if kind not in _CATEGORIES:
        raise _UnknownError
    return _CATEGORIES[kind](char) is (kind == name)


_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit,
    "SPACE": str.isspace,
    "WORD": lambda char: char.isalnum() or char == "_",
}
