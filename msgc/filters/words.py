"""The type words of values and of types: what a filter `takes`, and how an error names it."""

from __future__ import annotations

import math

from msgc.filters.limits import MAX_INTEGER_BITS
from msgc.filters.model import FilterError
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    present,
)

TEXT = ("string", "integer")
NUMBER = ("number",)
INTEGER = ("integer",)
STRING = ("string",)
BOOLEAN = ("boolean",)
LIST = ("list",)

_TYPE_WORDS: tuple[tuple[type[Type], str], ...] = (
    (StringType, "string"),
    (IntegerType, "integer"),
    (NumberType, "number"),
    (BooleanType, "boolean"),
    (ListType, "list"),
    (ObjectType, "object"),
)


_WORDS = {
    bool: "boolean",
    str: "string",
    int: "integer",
    float: "number",
    list: "list",
    dict: "object",
}


def word_of(value: object) -> str:
    """Return the type word of a JSON value; None is a "missing value"."""
    return _WORDS.get(type(value), "missing value")


def fits_value(takes: tuple[str, ...], value: object) -> bool:
    """Tell whether a value is one of the type words `takes` (() takes any)."""
    return _fits_word(takes, word_of(value))


def fits(takes: tuple[str, ...], kind: Type) -> bool:
    """Tell whether a value of type `kind` may be taken; False only where it is sure to fail.

    A "may be missing" is looked through: whether the value is there is another question.
    """
    known = present(kind)
    word = next((word for cls, word in _TYPE_WORDS if isinstance(known, cls)), None)
    return word is None or _fits_word(takes, word)


def _fits_word(takes: tuple[str, ...], word: str) -> bool:
    return not takes or word in takes or (word == "integer" and "number" in takes)


def described(words: tuple[str, ...]) -> str:
    """Write type words as English: `a string or an integer`."""
    return " or ".join(f"{'an' if word[0] in 'aeiou' else 'a'} {word}" for word in words)


def check_number(filter_name: str, value: object) -> None:
    """Refuse, with a `FilterError`, numbers that JSON or a float can't carry."""
    if isinstance(value, float) and not math.isfinite(value):
        raise FilterError(f"`{filter_name}` meets a number that isn't finite.")
    if isinstance(value, int) and value.bit_length() > MAX_INTEGER_BITS:
        raise FilterError(f"`{filter_name}` meets an integer of more than 308 digits.")


def text_of(filter_name: str, value: object) -> str:
    """Return a string as it is and an integer's digits; `FilterError` for anything else.

    A number's or a boolean's text is never guessed: how it should look is the author's choice.
    """
    if isinstance(value, str):
        return value
    if word_of(value) == "integer":
        check_number(filter_name, value)
        return str(value)
    raise FilterError(
        f"`{filter_name}` can't write {described((word_of(value),))} as text.",
        "Turn it into text first, with a filter such as `number` or `string`.",
    )
