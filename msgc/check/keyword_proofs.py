"""JSON Schema's keywords on a value of which only the type is known: does every row keep them?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgc.check.breach import TYPE_WORDS, Breach, Unknown, listed
from msgc.check.possible import Possible, kind_of
from msgc.check.predicates import is_type
from msgc.check.rules.counts import at_least, at_most, count_range
from msgc.check.rules.model import Reach
from msgc.check.rules.texts import length_range
from msgc.check.schema import SIMPLE
from msgc.check.urls import Pieces, url_holds
from msgc.facts.formats import FORMATS, describe
from msgc.facts.patterns import ecma
from msgc.records import dataclass
from msgc.texts import CODE_POINTS
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a keyword holds for every row (None: it depends), and what is said where not."""

    holds: bool | None
    code: str
    told: str = ""
    help: str | None = None
    reach: Reach | None = None


Prove = Callable[[Any, object, Pieces], Proof]

# The language's name of a format where it isn't JSON Schema's.
FORMAT_NAMES = {"date-time": "datetime"}
JSON_WORDS: dict[type[Type], frozenset[str]] = {
    StringType: frozenset({"string"}),
    IntegerType: frozenset({"integer", "number"}),
    NumberType: frozenset({"number"}),
    BooleanType: frozenset({"boolean"}),
    ListType: frozenset({"array"}),
    ObjectType: frozenset({"object"}),
}


def _known(word: str, argument: Any, value: object, code: str) -> Proof:
    """Return the proof of a value that is known: the keyword's own check tells."""
    found: list[Breach] = []
    SIMPLE[word](argument)(value, (), found)
    return Proof(not found, code)


def _type(argument: Any, value: object, pieces: Pieces) -> Proof:
    words = (argument,) if isinstance(argument, str) else tuple(argument)
    told = f"may be something else than {listed([TYPE_WORDS[word] for word in words])}"
    if not isinstance(value, Unknown):
        return Proof(is_type(value, words), "MSG301", told)
    kind = kind_of(value)
    known = JSON_WORDS.get(type(kind)) if kind is not None else None
    return Proof(bool(known & set(words)) or None if known else None, "MSG301", told)


def _max_length(most: int, value: object, pieces: Pieces) -> Proof:
    found = length_range(value, CODE_POINTS)
    if found is None:
        return Proof(True, "MSG305")
    reach = Reach(found[0], found[1], most, "characters")
    told = f"may be longer than {most} characters"
    help = f"Shorten it, or cut it with `| truncate({most})`."
    return Proof(at_most(found, most), "MSG305", told, help, reach)


def _min_length(least: int, value: object, pieces: Pieces) -> Proof:
    found = length_range(value, CODE_POINTS)
    if found is None:
        return Proof(True, "MSG306")
    told = "may be empty" if least == 1 else f"may be shorter than {least} characters"
    return Proof(at_least(found, least), "MSG306", told, "Give it a default.")


def _max_items(most: int, value: object, pieces: Pieces) -> Proof:
    found = count_range(value)
    if found is None:
        return Proof(True, "MSG310")
    reach = Reach(found[0], found[1], most, "entries")
    return Proof(at_most(found, most), "MSG310", f"may have more than {most} entries", None, reach)


def _min_items(least: int, value: object, pieces: Pieces) -> Proof:
    found = count_range(value)
    if found is None:
        return Proof(True, "MSG310")
    told = "may have no entries" if least == 1 else f"may have fewer than {least} entries"
    return Proof(at_least(found, least), "MSG310", told)


def _minimum(least: float, value: object, pieces: Pieces) -> Proof:
    return _number(value, "minimum", least, f"may be below {least}")


def _maximum(most: float, value: object, pieces: Pieces) -> Proof:
    return _number(value, "maximum", most, f"may be above {most}")


def _number(value: object, word: str, limit: float, told: str) -> Proof:
    if not isinstance(value, Unknown):
        return _known(word, limit, value, "MSG307")
    kind = kind_of(value)
    if not isinstance(kind, IntegerType | NumberType):
        return Proof(True if isinstance(kind, StringType) else None, "MSG307", told)
    low, high = kind.minimum, kind.maximum
    if word == "maximum":
        low, high = (None if b is None else -b for b in (high, low))
        limit = -limit
    holds = True if low is not None and low >= limit else None
    return Proof(False if high is not None and high < limit else holds, "MSG307", told)


def _enum(words: list[object], value: object, pieces: Pieces) -> Proof:
    told = f"may be none of {listed([str(word) for word in words])}"
    if not isinstance(value, Unknown):
        return _known("enum", words, value, "MSG304")
    return Proof(_of_words(value, words.__contains__), "MSG304", told)


def _pattern(pattern: str, value: object, pieces: Pieces) -> Proof:
    told = f"may not match `{pattern}`"
    if not isinstance(value, Unknown):
        return _known("pattern", pattern, value, "MSG308")
    compiled = ecma(pattern)
    fits = _of_words(value, lambda word: compiled.search(word) is not None)
    return Proof(fits, "MSG308", told)


def _format(name: str, value: object, pieces: Pieces) -> Proof:
    told, help = f"may not be {describe(name)}", f"Write {describe(name)}."
    if not isinstance(value, Unknown):
        return _known("format", name, value, "MSG309")
    kind = kind_of(value)
    if not isinstance(kind, StringType) or not isinstance(value, Possible):
        return Proof(None, "MSG309", told, help)
    if kind.format == FORMAT_NAMES.get(name, name):
        return Proof(True, "MSG309")
    holds = _of_words(value, FORMATS[name])
    if holds is None and name == "uri" and value.hole is not None:
        holds = url_holds(value.hole, kind, pieces)
    return Proof(holds, "MSG309", told, help)


def _of_words(value: object, fits: Callable[[str], bool]) -> bool | None:
    """Tell whether all words that a text can be fit, or none does; None where it depends."""
    kind = kind_of(value)
    words: Iterable[str] = kind.enum or () if isinstance(kind, StringType) else ()
    found = {fits(word) for word in words}
    return found.pop() if len(found) == 1 else None


PROOFS: dict[str, Prove] = {
    "type": _type,
    "maxLength": _max_length,
    "minLength": _min_length,
    "maxItems": _max_items,
    "minItems": _min_items,
    "minimum": _minimum,
    "maximum": _maximum,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
}
