"""Texts that match a pattern: its shortest and its longest, where they can be told."""

from __future__ import annotations

import re
from typing import Any

from msgc.facts.patterns import ecma

# `re` parses patterns with these; there is no other way to look into one.
from re import _constants as sre  # type: ignore[attr-defined]  # isort: skip
from re import _parser as sre_parser  # type: ignore[attr-defined]  # isort: skip

# What an open repetition is taken to, beyond its least.
MORE = 8


def matching_texts(pattern: str, least: int, most: int | None) -> tuple[str, ...]:
    """Return texts of `least` to `most` length that match an ECMA-262 pattern, shortest first."""
    try:
        compiled = ecma(pattern)
        tree = sre_parser.parse(compiled.pattern)
        made = [_written(tree, longest) for longest in (False, True)]
    except (re.error, _UnknownError, RecursionError):
        return ()
    fits = [text for text in made if compiled.search(text) and least <= len(text)]
    return tuple(dict.fromkeys(text for text in fits if most is None or len(text) <= most))


class _UnknownError(Exception):
    """A part of a pattern that isn't followed."""


def _written(tree: Any, longest: bool) -> str:
    return "".join(_part(op, argument, longest) for op, argument in tree)


def _part(op: Any, argument: Any, longest: bool) -> str:
    if op is sre.LITERAL:
        return chr(argument)
    if op is sre.IN:
        return _one_of(argument, longest)
    if op is sre.AT:
        return ""
    if op is sre.SUBPATTERN:
        return _written(argument[-1], longest)
    if op is sre.BRANCH:
        ways = [_written(way, longest) for way in argument[1]]
        return max(ways, key=len) if longest else min(ways, key=len)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, body = argument
        times = (low + MORE if high is sre.MAXREPEAT else high) if longest else low
        return "".join(_written(body, longest) for _ in range(times))
    if op is sre.ANY:
        return "a"
    raise _UnknownError


def _one_of(members: list[tuple[Any, Any]], longest: bool) -> str:
    op, argument = members[-1 if longest else 0]
    if op is sre.LITERAL:
        return chr(argument)
    if op is sre.RANGE:
        return chr(argument[1] if longest else argument[0])
    raise _UnknownError
