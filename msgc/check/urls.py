"""URLs with data in them: whether every row makes a well-formed one, and whose host it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from msgc.chars import UNRESERVED
from msgc.facts.formats import is_uri
from msgc.plan import Hole
from msgc.syntax.expr import Expr, Filter, Join, Text
from msgc.types import StringType

Pieces = Mapping[int, StringType]
# Of more ways than these to put the known words together nothing is claimed.
MAX_WAYS = 32
# What stands for data in a URL that is tried.
DATA = "a"
URI_DATA = "https://a.example/a"

# What stands for a label of the host that is data; no host has this character.
LABEL = "\0"

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_AUTHORITY = re.compile(r"https?://[^/?#]+[/?#]", re.IGNORECASE)
_DOMAIN = re.compile(r"\.[^.:]+\.[^.:]+(?::[0-9]*)?[/?#]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a URL: the words that it can be, or data. `safe` data stays in its place."""

    words: tuple[str, ...] | None
    safe: bool
    expr: Expr


def url_holds(hole: Hole, kind: StringType, pieces: Pieces) -> bool | None:
    """Tell whether what fills a hole is a URL (RFC 3986) for every row; None where it depends."""
    if kind.format == "uri":
        return True
    parts = list(_parts(hole.expr, pieces))
    if not parts or data_in_authority(hole, pieces) is not None:
        return None
    outcomes = {is_uri(text) for text in _ways(parts)}
    if outcomes == {False}:
        return False
    is_safe = all(part.safe for part in parts)
    return True if outcomes == {True} and is_safe else None


def data_in_authority(hole: Hole, pieces: Pieces) -> Expr | None:
    """Return the data that decides a URL's scheme or host, None where none does.

    A whole URL is the row's own, and declared as one; letters and digits before a domain that is
    written out (`https://{{ shop }}.example.com/`) stay below it.
    """
    parts = list(_parts(hole.expr, pieces))
    before, label = "", None
    for part in parts if len(parts) > 1 else ():
        if part.words is not None:
            before += part.words[0]
        elif not before:
            return None if _is_uri(part, pieces) else part.expr
        elif not _AUTHORITY.match(before):
            if not part.safe or not _SCHEME.match(before):
                return part.expr
            before, label = before + LABEL, part.expr
        if match := _AUTHORITY.match(before):
            domain = match[0].rpartition(LABEL)[2]
            return label if label is not None and not _DOMAIN.search(domain) else None
    return label


def _is_uri(part: Piece, pieces: Pieces) -> bool:
    kind = pieces.get(id(part.expr))
    return kind is not None and kind.format == "uri"


def _parts(expr: Expr, pieces: Pieces) -> Iterator[Piece]:
    """Yield the pieces of a text; nothing of one whose pieces aren't all known."""
    parts = expr.parts if isinstance(expr, Join) else (expr,)
    for part in parts:
        if isinstance(part, Text):
            yield Piece((part.value,), True, part)
            continue
        kind = pieces.get(id(part), StringType())
        if kind.enum is not None:
            yield Piece(kind.enum, True, part)
        else:
            yield Piece(None, _stays_in_place(part, kind), part)


def _stays_in_place(part: Expr, kind: StringType) -> bool:
    is_encoded = isinstance(part, Filter) and part.name == "urlencode"
    return is_encoded or kind.format == "uri" or not kind.chars & ~UNRESERVED


def _ways(parts: list[Piece]) -> Iterator[str]:
    """Yield the texts that known words make, data being one letter, or a URL where it is first."""
    choices = [part.words if part.words is not None else (DATA,) for part in parts]
    if parts[0].words is None:
        choices[0] = (URI_DATA,)
    count = 1
    for words in choices:
        count *= len(words)
    if count <= MAX_WAYS:
        for way in product(*choices):
            yield "".join(way)
