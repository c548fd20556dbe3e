"""Documents that somebody else wrote: bounded, and read field by field for what they should hold.

A field of another type than it should have counts as absent, so that one odd field of one message
doesn't hide the others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

# A page of a thousand messages, each of which repeats its text.
MOST_BYTES = 1 << 24
MOST_NUMBER = 2.0**53
# Other characters move a terminal's cursor, or hide what stands beside them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# A code is one word. A sentence, or ten digits in a row, may tell of somebody, and codes are shown.
_CODE = re.compile("(?!.*[0-9]{10})[A-Za-z0-9][A-Za-z0-9_.-]*")


class AnswerError(Exception):
    """An answer that isn't what it should be: one sentence, which quotes nothing of it."""


Document = Mapping[str, object]
NOTHING: Document = {}


def read_object(body: bytes) -> Document:
    """Return an answer's object. Raises AnswerError."""
    if len(body) > MOST_BYTES:
        raise AnswerError("the API's answer is too long")
    try:
        # What is nested too deep for the reader raises RecursionError.
        document = msgspec.json.decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise AnswerError("the API's answer isn't JSON") from None
    if not isinstance(document, dict):
        raise AnswerError("the API's answer isn't an object")
    return document


def plain(text: str, most: int) -> str:
    """Return a text of at most so many characters, without any that do more than be read."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[:most])


def text_at(document: Document, name: str, most: int) -> str:
    """Return a text, or a whole number in digits; empty where there is none."""
    value = document.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < MOST_NUMBER:
        return str(value)
    return plain(value, most) if isinstance(value, str) else ""


def code_at(document: Document, name: str, most: int) -> str:
    """Return a code, or a whole number in digits; empty where it could be words about somebody."""
    value = text_at(document, name, most)
    return value if _CODE.fullmatch(value) else ""


def exact_at(document: Document, name: str, most: int) -> str:
    """Return a text that is compared, and so neither cut nor cleaned; empty where it is longer."""
    value = document.get(name)
    return value if isinstance(value, str) and len(value) <= most else ""


def id_at(document: Document, name: str, most: int) -> str:
    """Return a text that is compared and shown; empty where it holds what isn't shown."""
    value = exact_at(document, name, most)
    return "" if _UNPRINTABLE.search(value) else value


def object_at(document: Document, name: str) -> Document:
    """Return an object; empty where there is none."""
    value = document.get(name)
    return value if isinstance(value, dict) else NOTHING


def objects_at(document: Document, name: str, most: int) -> list[Document]:
    """Return the objects of a list, of its first so many entries."""
    value = document.get(name)
    entries = value[:most] if isinstance(value, list) else []
    return [each for each in entries if isinstance(each, dict)]


def time_at(document: Document, name: str) -> float | None:
    """Return a time of RFC 3339 in seconds since 1970; None where there is none."""
    value = document.get(name)
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        time = datetime.fromisoformat(value)
        seconds = (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) else None
