"""The fast copy of a line of JSON, for documents that hold texts and integers alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType

from msgc.codec import encode

TEXT: frozenset[type] = frozenset({str})
# What both encoders write alike; this one writes some floats, dates and keys in its own way.
PLAIN: frozenset[type] = TEXT | {int, bool, NoneType}


def is_plain(members: Mapping[str, object]) -> bool:
    """Tell whether an object's keys are texts, and its values texts, integers, booleans or null."""
    return PLAIN.issuperset(map(type, members.values())) and TEXT.issuperset(map(type, members))


def plain_line(document: Mapping[str, object]) -> bytes:
    """Return compact JSON in UTF-8 of what is plain, and of lists and objects of it.

    Raises UnicodeEncodeError for half a surrogate pair.
    """
    return encode(document)
