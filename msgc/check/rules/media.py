"""Rules about media: which types a place takes, by a URL's ending or by what is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.possible import kind_of, rounds_of
from msgc.check.rules.endings import types_told
from msgc.check.rules.members import is_there
from msgc.check.rules.model import Outcome, Test
from msgc.types import StringType


def media_types(takes: list[str]) -> Test:
    """The URL's ending, where it tells a content type, tells one of these."""
    return _by_ending(lambda told: told is None or told in takes)


def not_media_types(refused: list[str]) -> Test:
    """The URL's ending tells none of these content types."""
    return _by_ending(lambda told: told not in refused)


def _by_ending(fits: Callable[[str | None], bool]) -> Test:
    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, str | Unknown):
            told = types_told(value)
            words = " or ".join(sorted(f"`{each}`" for each in told or () if each))
            yield Outcome(_agreed({fits(each) for each in told or ()}), f"can't be {words}")

    return test


def content_types(families: dict[str, list[str]]) -> Test:
    """A content type of one of these families (`audio`) is one that is listed with it."""

    def fits(written: str) -> bool:
        bare = written.partition(";")[0].strip().lower()
        family = bare.partition("/")[0]
        return family not in families or bare in families[family]

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, str):
            yield Outcome(fits(value), f"can't be `{value}`")
        elif isinstance(value, Unknown):
            kind = kind_of(value)
            words = kind.enum if isinstance(kind, StringType) else None
            yield Outcome(_agreed({fits(word) for word in words or ()}))

    return test


def one_family(at: str) -> Test:
    """The URLs at a member of all entries tell content types of one family, such as images."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, list):
            sure = [_is_sure(entry, at) for entry in value]
            found = [(a and b) for a, b in zip(sure, _sure(value), strict=True)]
            yield _outcome([_family(entry, at) for entry in value], found)
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


# Families of which nothing is known, and of which nothing is told.
ANY, NONE = "any", "none"


def _family(entry: object, at: str) -> str:
    """Return the family of an entry's media."""
    written = entry.get(at) if isinstance(entry, dict) else entry
    if not isinstance(written, str | Unknown):
        return NONE
    told = types_told(written)
    found = {NONE if each is None else each.partition("/")[0] for each in told or (ANY,)}
    return found.pop() if len(found) == 1 else ANY


def _is_sure(entry: object, at: str) -> bool:
    return isinstance(entry, dict) and bool(is_there(entry, at))


def _sure(value: list[object]) -> list[bool]:
    return [least > 0 for least, _ in rounds_of(value)]


def _outcome(families: list[str], sure: list[bool]) -> Outcome:
    known = [(i, each) for i, each in enumerate(families) if sure[i] and each not in (ANY, NONE)]
    for index, each in known:
        if each != known[0][1]:
            return Outcome(False, f"are {known[0][1]}s and {each}s", at=(index,))
    told = {each for each in families if each != NONE}
    return Outcome(True if len(told) <= 1 and ANY not in told else None)


def no_caption(family: str) -> Test:
    """Files that are all of a family, such as audio, have no words beside them."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, dict):
            outcomes = (is_there(value, "text"), _are_all(value.get("files"), family))
            told = None if None in outcomes else True
            holds = True if False in outcomes else None if told is None else False
            yield Outcome(holds, f"has a caption beside {family}", at=("text",), at_key=True)
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def _are_all(files: object, family: str) -> bool | None:
    entries = files if isinstance(files, list) else []
    written = [each.get("contentType") if isinstance(each, dict) else each for each in entries]
    found = [
        None if isinstance(each, Unknown) else str(each).lower().startswith(f"{family}/")
        for each in written
    ]
    if isinstance(files, Unknown) or not found:
        return None if isinstance(files, Unknown) else False
    if all(found):
        return True
    is_sure = any(each is False for each, sure in zip(found, _sure(entries), strict=True) if sure)
    return False if is_sure or set(found) == {False} else None


def _agreed(outcomes: set[bool]) -> bool | None:
    return outcomes.pop() if len(outcomes) == 1 else None


KEYWORDS: dict[str, Callable[[Any], Test]] = {
    "mediaTypes": media_types,
    "notMediaTypes": not_media_types,
    "contentTypes": content_types,
    "oneFamily": one_family,
    "noCaption": no_caption,
}
