"""Plans, and trees of files, without their places: equal plans make the same of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from msgc.plan import Hole
from msgc.source import Span
from msgc.syntax.expr import Expr, Include, Join, Text
from msgc.syntax.nodes import TextMap

BREAK = "\n"
Shape = tuple[object, ...] | str


def shape(value: object) -> Shape:
    """Return nested tuples of names and values, without any place in a file.

    Equal ones make the same of every row; of unequal ones nothing is said.
    """
    make = _MAKERS.get(type(value))
    if make is not None:
        return make(value)
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, tuple | list):
        return tuple(shape(each) for each in value)
    # As written, since to Python `True`, `1` and `1.0` are equal.
    return repr(sorted(value) if isinstance(value, frozenset) else value)


def _record(value: Any) -> Shape:
    members = (getattr(value, each.name) for each in fields(value))
    kept = (shape(member) for member in members if not isinstance(member, Span | TextMap))
    return (type(value).__name__, *kept)


def _hole(hole: Hole) -> Shape:
    """Return a hole's shape; a final line break that a block is sure to drop isn't in it."""
    is_block, made = hole.is_block, shape(hole.expr)
    if is_block and isinstance(hole.expr, Join) and (parts := list(_parts(hole.expr))):
        last = parts[-1]
        if isinstance(last, str) and last.endswith(BREAK):
            is_block, made = False, _joined([*parts[:-1], last.removesuffix(BREAK)])
    return ("Hole", made, repr(sorted(hole.wants)), repr(is_block))


def _join(join: Join) -> Shape:
    return _joined(list(_parts(join)))


def _joined(parts: list[str | Shape]) -> Shape:
    return ("Join", *(part for part in parts if part != ""))


def _include(include: Include) -> Shape:
    return _record(include) if include.body is None else shape(include.body)


def _parts(join: Join) -> Iterator[str | Shape]:
    """Yield what a text is made of: words as they are, next to each other as one; shapes."""
    words = ""
    for piece in _pieces(join):
        if isinstance(piece, Text):
            words += piece.value
        else:
            if words:
                yield words
            yield shape(piece)
            words = ""
    if words:
        yield words


def _pieces(join: Join) -> Iterator[Expr]:
    """Yield the pieces of a text; those of a file that is included as if written in its place."""
    for part in join.parts:
        inner = part.body if isinstance(part, Include) else part
        if isinstance(inner, Join):
            yield from _pieces(inner)
        else:
            yield part


_MAKERS: dict[type, Callable[[Any], Shape]] = {Hole: _hole, Join: _join, Include: _include}
