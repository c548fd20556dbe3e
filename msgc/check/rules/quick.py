"""Rules asked quickly: those that a payload surely keeps need no sentences.

Where a quick test says yes, the rule's own says so, or nothing; where it says no, it isn't sure.
What isn't known yet passes none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgc.chars import is_blank
from msgc.check.breach import Unknown
from msgc.check.rules.edges import breaks_in
from msgc.check.rules.members import is_there
from msgc.check.rules.model import Rule
from msgc.check.rules.places import ANY
from msgc.facts.formats import is_phone
from msgc.facts.media_types import media_type_of
from msgc.facts.patterns import ecma
from msgc.late import regex
from msgc.texts import BYTES, CODE_POINTS, UTF16

Fits = Callable[[Any], bool]

# The most units that a code point takes.
WIDEST = {CODE_POINTS: 1, UTF16: 2, BYTES: 4}
# URLs whose host's name surely is a public one; the rule tells of all others.
_PUBLIC = regex(
    r"https?://(?:[a-z0-9-]+\.)+(?!(?:localhost|local|internal|arpa)(?![a-z]))[a-z]{2,}(?=[/?#]|\Z)"
)


def quick_test(rule: Rule) -> Fits:
    """Return the quick test of a rule's values: its own, without the sentence, for most."""
    make = _MAKERS.get(rule.keyword)
    return make(rule.argument, rule.unit) if make else _own(rule)


def _own(rule: Rule) -> Fits:
    return lambda value: all(each.holds is True for each in rule.test(value, rule.unit))


def _max_length(most: int, unit: str) -> Fits:
    surely = most // WIDEST[unit]
    return lambda value: type(value) is str and len(value) <= (most if value.isascii() else surely)


def _either_unit(most: int, _unit: str) -> Fits:
    fits = _max_length(most, UTF16)
    return lambda value: fits(value) or (type(value) is str and value.isascii())


def _not_blank(_wanted: bool, _unit: str) -> Fits:
    return lambda value: type(value) is str and not is_blank(value)


def _trimmed(_wanted: bool, _unit: str) -> Fits:
    return lambda value: type(value) is str and value == value.strip()


def _one_line(argument: dict[str, int], _unit: str) -> Fits:
    refused = ("\t", " " * (argument["spaces"] + 1))
    return _if_text(
        lambda value: not breaks_in(value) and not any(each in value for each in refused)
    )


def _max_breaks(most: int, _unit: str) -> Fits:
    return _if_text(lambda value: breaks_in(value) <= most)


def _if_text(fits: Fits) -> Fits:
    """Return the test of a rule about text, that has nothing to say of numbers and the like."""
    return lambda value: fits(value) if type(value) is str else not isinstance(value, str | Unknown)


def _pattern(pattern: str, _unit: str) -> Fits:
    return lambda value: type(value) is str and ecma(pattern).fullmatch(value) is not None


def _one_of(words: list[str], _unit: str) -> Fits:
    return lambda value: type(value) is str and value in words


def _none_of(words: list[str], _unit: str) -> Fits:
    return lambda value: type(value) is str and value not in words


def _max_items(most: int, _unit: str) -> Fits:
    return lambda value: type(value) is list and len(value) <= most


def _min_items(least: int, _unit: str) -> Fits:
    return lambda value: type(value) is list and len(value) >= least


def _public_host(_wanted: bool, _unit: str) -> Fits:
    return lambda value: type(value) is str and _PUBLIC.match(value) is not None


def _has(names: list[str], _unit: str) -> Fits:
    return lambda value: type(value) is dict and all(is_there(value, name) for name in names)


def _lacks(names: list[str], _unit: str) -> Fits:
    return lambda value: type(value) is dict and not any(is_there(value, name) for name in names)


def _phone_number(_key: str, _unit: str) -> Fits:
    def fits(value: Any) -> bool:
        written = value.get("identifierValue") if type(value) is dict else None
        return type(written) is str and is_phone(written)

    return fits


def _no_caption(family: str, _unit: str) -> Fits:
    def fits(value: Any) -> bool:
        if type(value) is not dict:
            return False
        files = value.get("files")
        others = any(_is_other(each, family) for each in files) if type(files) is list else False
        return others or value.get("text") is None

    return fits


def _is_other(file: object, family: str) -> bool:
    """Tell whether a file is surely none of a family of content types, such as audio."""
    written = file.get("contentType") if type(file) is dict else None
    return type(written) is str and not written.lower().startswith(f"{family}/")


def _distinct(argument: dict[str, Any], _unit: str) -> Fits:
    steps = argument["by"].split(".") if argument["by"] else []

    def fits(value: Any) -> bool:
        found = value if type(value) is list else [None]
        for step in steps:
            found = [each for entry in found for each in _below(entry, step)]
        # What differs in small letters differs as it is written.
        return all(type(each) is str for each in found) and len(found) == len(
            set(map(str.lower, found))
        )

    return fits


def _below(value: Any, step: str) -> list[Any]:
    """Return what a step leads to; of what isn't known, itself, which is no text."""
    if not isinstance(value, dict):
        return [value] if isinstance(value, Unknown | list) else []
    if step == ANY:
        return list(value.values())
    return [value[step]] if step in value else []


def _media_types(takes: list[str], _unit: str) -> Fits:
    def fits(value: Any) -> bool:
        told = media_type_of(value) if type(value) is str else ""
        return told is None or told in takes

    return fits


def _not_media_types(refused: list[str], _unit: str) -> Fits:
    return lambda value: type(value) is str and media_type_of(value) not in refused


_MAKERS: dict[str, Callable[[Any, str], Fits]] = {
    "maxLength": _max_length,
    "eitherUnit": _either_unit,
    "notBlank": _not_blank,
    "trimmed": _trimmed,
    "oneLine": _one_line,
    "maxBreaks": _max_breaks,
    "pattern": _pattern,
    "oneOf": _one_of,
    "noneOf": _none_of,
    "maxItems": _max_items,
    "minItems": _min_items,
    "publicHost": _public_host,
    "has": _has,
    "lacks": _lacks,
    "phoneNumber": _phone_number,
    "noCaption": _no_caption,
    "distinct": _distinct,
    "mediaTypes": _media_types,
    "notMediaTypes": _not_media_types,
}
