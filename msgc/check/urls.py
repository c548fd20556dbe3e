"""URLs with data in them: whether every row makes a well-formed one, and whose host it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from msgc.chars import UNRESERVED
from msgc.facts.formats import is_uri
from msgc.late import regex
from msgc.plan import Hole
from msgc.records import dataclass
from msgc.syntax.expr import (
    Choice,
    Concat,
    Expr,
    Field,
    Filter,
    For,
    If,
    Include,
    Item,
    Join,
    Name,
    Text,
)
from msgc.types import StringType

Pieces = Mapping[int, StringType]
# Of more ways than these to put the known words together nothing is claimed.
MAX_WAYS = 32
# What stands for data in a URL that is tried.
DATA = "a"
URI_DATA = "https://a.example/a"

# What stands for a label of the host that is data; no host has this character.
LABEL = "\0"

_SCHEME = regex(r"https?://", re.IGNORECASE)
_AUTHORITY = regex(r"https?://[^/?#]+[/?#]", re.IGNORECASE)
_DOMAIN = regex(r"\.[^.:]+\.[^.:]+(?::[0-9]*)?[/?#]$")


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
    if parts[0].words is None and not _goes_on_a_url(parts[1:]):
        return None
    outcomes = {is_uri(text) for text in _ways(parts)}
    if outcomes == {False}:
        return False
    is_safe = all(part.safe for part in parts)
    return True if outcomes == {True} and is_safe else None


def _goes_on_a_url(rest: list[Piece]) -> bool:
    """Tell whether what follows a row's own URL leaves its host as it is, and adds no fragment."""
    first = rest[0].words if rest else ()
    words = [word for part in rest for word in part.words or ()]
    is_apart = first is not None and all(word.startswith(("/", "?")) for word in first)
    return is_apart and not any("#" in word for word in words)


def data_in_authority(hole: Hole, pieces: Pieces) -> Expr | None:
    """Return the data that decides a URL's scheme or host, None where none does.

    A whole URL is the row's own, and declared as one; letters and digits before a domain that is
    written out (`https://{{ shop }}.example.com/`) stay below it.
    """
    parts = list(_parts(hole.expr, pieces))
    before, label = "", None
    for part in parts if len(parts) > 1 else ():
        if part.words is None and not _is_data(part.expr):
            return None
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


def _is_data(expr: Expr) -> bool:
    """Tell whether a piece is a row's data, and not the author's words behind a condition."""
    return any(isinstance(part, Name) for part in written_in(expr))


def written_in(expr: Expr) -> Iterator[Expr]:
    """Yield the expressions whose values are written, those in branches and loops too."""
    if isinstance(expr, Join | Concat):
        parts: tuple[Expr | None, ...] = expr.parts
    elif isinstance(expr, If):
        parts = (*(branch.body for branch in expr.branches), expr.otherwise)
    elif isinstance(expr, For):
        parts = (expr.body, expr.otherwise)
    elif isinstance(expr, Choice):
        parts = (expr.then, expr.other)
    elif isinstance(expr, Include):
        parts = (expr.body,)
    elif isinstance(expr, Filter | Field | Item):
        parts = (expr.target,)
    else:
        parts = ()
        yield expr
    for part in parts:
        if part is not None:
            yield from written_in(part)


def _parts(expr: Expr, pieces: Pieces) -> Iterator[Piece]:
    """Yield the pieces of a text, those of included files too."""
    parts = expr.parts if isinstance(expr, Join | Concat) else (expr,)
    for part in parts:
        if isinstance(part, Text):
            yield Piece((part.value,), True, part)
        elif isinstance(part, Join | Concat):
            yield from _parts(part, pieces)
        elif isinstance(part, Include) and part.body is not None:
            yield from _parts(part.body, pieces)
        else:
            kind = pieces.get(id(part), StringType())
            is_safe = kind.enum is not None or stays_in_place(part, kind)
            yield Piece(kind.enum, is_safe, part)


def stays_in_place(part: Expr, kind: StringType) -> bool:
    """Tell whether a piece keeps to its part of a URL, whatever the row holds."""
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
