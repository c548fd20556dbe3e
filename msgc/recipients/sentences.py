"""The sentences for values that don't fit their variable: what stands there, and what is wanted."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgc.recipients.limits import MAX_DEPTH, MAX_SHOWN, MAX_WORDS
from msgc.recipients.rows import RowFault

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "list": "a list",
    "object": "an object",
    "null": "null",
    "date": "a date",
    "datetime": "a date with a time",
    "uri": "a URI",
    "uuid": "a UUID",
    "email": "an e-mail address",
    "phone": "a phone number in E.164 form",
}
_ADVICE = {
    "string": "Write text in quotes.",
    "integer": "Write digits alone, such as 3.",
    "number": "Write digits, with a point before decimals, such as 59.90.",
    "boolean": "Write true or false, in small letters.",
    "list": 'Write a JSON list, such as ["a", "b"].',
    "object": 'Write a JSON object, such as {"id": "A-1"}.',
    "null": "Leave the field out.",
    "date": "Write year, month and day, such as 2026-01-31.",
    "datetime": "Write it with its offset, such as 2026-01-31T09:00:00Z.",
    "uri": "Write it whole, such as https://example.com/a.",
    "uuid": "Write 32 hexadecimal digits, such as 6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21.",
    "email": "Write one address, such as name@example.com.",
    "phone": "Write it with + and country code, such as +31612345678.",
}


def shown(value: object) -> str:
    """Write a value for a sentence: in quotes where it is text, shortened, without controls."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if not isinstance(value, str):
        return f"the {_word(value)}{_short(_json(value))}"
    short = value if len(value) <= MAX_SHOWN else value[:MAX_SHOWN] + "…"
    return repr(short)


def kind_of(word: str) -> str:
    """Write a type's word as a noun with its article."""
    return _KINDS.get(word, f"a {word}")


def missing(path: str, value: object, word: str) -> RowFault:
    """A required value isn't there (None), or its cell is empty."""
    message = f"The row has no `{path}`." if value is None else f"`{path}` is empty."
    help = f"Give it {kind_of(word)}, or declare it as optional or with a default."
    return RowFault("MSG506", message, help, path)


def wrong_type(path: str, value: object, word: str, help: str | None = None) -> RowFault:
    """A value is of another type than its variable, or a text isn't what its format wants."""
    message = f"`{path}` holds {shown(value)}, which isn't {kind_of(word)}."
    help = help or _ADVICE.get(word, "Write what `vars` says.")
    return RowFault("MSG507", message, help, path)


def wrong_json(path: str, value: object, word: str) -> RowFault:
    """A JSON value is of another type than its variable; quotes are often all that differs."""
    if isinstance(value, str) and word in ("integer", "number", "boolean"):
        return wrong_type(path, value, word, f"{_ADVICE[word]} It stands without quotes in JSON.")
    if isinstance(value, bool | int | float) and word == "string":
        return wrong_type(path, value, word, f'Quote it: "{_short(_json(value))}".')
    return wrong_type(path, value, word)


def spread(path: str, word: str) -> RowFault:
    """A variable that isn't an object has columns below its name."""
    message = f"`{path}` is spread over columns `{path}.…`, but is declared as {word}."
    return RowFault("MSG507", message, f"Name one column `{path}`, or declare an object.", path)


def breaks_rule(path: str, value: object, rule: str, help: str) -> RowFault:
    """A value of the right type breaks a rule of it: `rule` goes on after "which"."""
    return RowFault("MSG507", f"`{path}` holds {shown(value)}, which {rule}.", help, path)


def not_a_word(path: str, value: object, words: Sequence[str]) -> RowFault:
    """A text isn't one of the words that its type names."""
    more = ", …" if len(words) > MAX_WORDS else ""
    help = f"Write one of: {', '.join(words[:MAX_WORDS])}{more}."
    return breaks_rule(path, value, "isn't one of the words that its type names", help)


def half_pair(path: str) -> RowFault:
    """A text holds a lone surrogate."""
    message = f"`{path}` holds half of a surrogate pair, which isn't a character."
    help = "Write the character itself, or both halves of its `\\u` escape."
    return RowFault("MSG510", message, help, path)


def not_finite(path: str) -> RowFault:
    """A number is NaN or infinite."""
    message = f"`{path}` holds a number that isn't finite, which JSON can't carry."
    return RowFault("MSG510", message, "Write a number, or leave the field out.", path)


def not_json(path: str) -> RowFault:
    """A value is of a type that JSON doesn't have."""
    message = f"`{path}` holds a value that JSON can't carry."
    return RowFault("MSG510", message, "Write text, a number, true, false or a list.", path)


def too_deep(path: str) -> RowFault:
    """Lists and objects nest beyond the bound."""
    message = f"`{path}` nests lists and objects more than {MAX_DEPTH} deep."
    return RowFault("MSG510", message, "Flatten the value.", path)


def _word(value: object) -> str:
    return "number " if isinstance(value, int | float) and not isinstance(value, bool) else "value "


def _json(value: object) -> str:
    try:
        return json.dumps(value)
    except (TypeError, ValueError):
        return type(value).__name__


def _short(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"
