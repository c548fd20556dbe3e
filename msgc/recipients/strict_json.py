"""JSON, strictly: no duplicate keys, NaN, infinities or lone surrogates, and a bound on depth."""

from __future__ import annotations

import json
from collections import Counter
from json.decoder import JSONDecodeError
from math import isinf
from typing import NoReturn

from msgc.late import regex
from msgc.recipients.limits import MAX_DEPTH

SURROGATE = regex("[\ud800-\udfff]")
_SURROGATE_ESCAPE = regex(r"\\u[dD][89a-fA-F]")
_REASONS = {
    "Expecting value": "a value is missing or isn't JSON",
    "Expecting ',' delimiter": "a comma or the end of the list or object is missing",
    "Expecting ':' delimiter": "a colon is missing after the key",
    "Expecting property name": "a key in double quotes is missing",
    "Illegal trailing comma": "a comma stands before the end",
    "Unterminated string": "the text that starts here has no closing quote",
    "Invalid control character": "a line break or control character stands inside a text",
    "Invalid \\": "the backslash isn't followed by one of JSON's escapes",
    "Extra data": "there is more after the end of the value",
}


class StrictJsonError(ValueError):
    """What is wrong with a JSON text; `offset` is where in it (None: not known), from 0."""

    def __init__(self, code: str, message: str, help: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help
        self.offset = offset


def parse(text: str) -> object:
    """Return the value of a whole JSON text; raise `StrictJsonError`."""
    try:
        value = _STRICT.decode(text)
    except (ValueError, RecursionError) as error:
        raise fault_of(error) from None
    inspect(value, text)
    return value


def parse_at(text: str, start: int) -> tuple[object, int]:
    """Return the value that starts at `start`, and its end.

    Raises `JSONDecodeError` where the text breaks off or isn't JSON, `StrictJsonError` where it is
    JSON that isn't taken.
    """
    try:
        value, end = _STRICT.raw_decode(text, start)
    except (JSONDecodeError, StrictJsonError):
        raise
    except (ValueError, RecursionError) as error:
        raise fault_of(error) from None
    inspect(value, text[start:end])
    return value, end


def end_of(text: str, start: int) -> int:
    """Return where the JSON value at `start` ends, taken or not; raise `JSONDecodeError`."""
    return _LENIENT.raw_decode(text, start)[1]


def fault_of(error: ValueError | RecursionError) -> StrictJsonError:
    """Say what the standard library's error means."""
    if isinstance(error, StrictJsonError):
        return error
    if isinstance(error, JSONDecodeError):
        reasons = (say for start, say in _REASONS.items() if error.msg.startswith(start))
        message = f"The JSON doesn't parse: {next(reasons, error.msg.lower())}."
        return StrictJsonError("MSG509", message, "Write the row as one JSON object.", error.pos)
    if isinstance(error, RecursionError):
        return _too_deep()
    help = "Write it as text in quotes."
    return StrictJsonError("MSG510", "A number has more digits than can be read.", help)


def inspect(value: object, text: str) -> None:
    """Raise `StrictJsonError` where a value read from `text` can't be taken: depth, surrogates.

    A text without many brackets or without such an escape can't, and isn't walked through.
    """
    if text.count("[") + text.count("{") > MAX_DEPTH and not _within(value, MAX_DEPTH):
        raise _too_deep()
    if _SURROGATE_ESCAPE.search(text) and SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        message = "A text holds half of a surrogate pair, which isn't a character."
        help = "Write the character itself, or both halves of its `\\u` escape."
        raise StrictJsonError("MSG510", message, help)


def _too_deep() -> StrictJsonError:
    message = f"Lists and objects nest more than {MAX_DEPTH} deep."
    return StrictJsonError("MSG510", message, "Flatten the row.")


def _within(value: object, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_within(item, depth - 1) for item in inner)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise StrictJsonError(
            "MSG509", f"The key {twice!r} stands twice.", "Remove one of the two."
        )
    return made


def _float(text: str) -> float:
    number = float(text)
    if isinf(number):
        message = f"The number {text[:20]} is too large to be written again."
        raise StrictJsonError("MSG510", message, "Write a smaller number, or text in quotes.")
    return number


def _constant(word: str) -> NoReturn:
    message = f"{word} isn't a JSON number."
    raise StrictJsonError("MSG510", message, "Write a number, or leave the field out.")


_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_float, parse_constant=_constant)
# Takes what the strict one refuses, and reads numbers as text, so that no size can stop it.
_LENIENT = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
