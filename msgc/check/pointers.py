"""Where in the payload a finding about the author's words would show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgc.check.breach import Path
from msgc.diagnostics import Diagnostic, pointer
from msgc.plan import Array, Hole, Object, PlanNode, Region
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.expr import Expr, walk


@dataclass(frozen=True, slots=True)
class Place:
    """Words that make the value at a path of the payload."""

    span: Span
    path: Path


def with_pointers(found: Iterable[Diagnostic], roots: Iterable[Object]) -> list[Diagnostic]:
    """Fill in the pointer of each finding that stands in an expression, or at a broken value."""
    found = list(found)
    if all(each.pointer is not None for each in found):
        return found
    places = [place for root in roots for place in _places(root, ())]
    return [d if d.pointer is not None else _pointed(d, places) for d in found]


def _pointed(found: Diagnostic, places: list[Place]) -> Diagnostic:
    around = [place for place in places if _holds(place.span, found.span)]
    if not around:
        return found
    best = min(around, key=lambda place: place.span.end - place.span.start)
    return replace(found, pointer=pointer(best.path))


def _holds(outer: Span, inner: Span) -> bool:
    return outer.source is inner.source and outer.start <= inner.start and inner.end <= outer.end


def _places(node: PlanNode | Region, path: Path) -> Iterator[Place]:
    if isinstance(node, Hole):
        yield Place(node.span, path)
        yield from _included(node.expr, node.span, path)
    elif isinstance(node, Object):
        for member in node.members:
            yield from _places(member.value, (*path, member.name))
    elif isinstance(node, Array):
        for index, item in enumerate(node.items):
            yield from _places(item, (*path, index))
    elif isinstance(node, Region):
        yield from (Place(expr.span, path) for expr in (node.condition, node.loop) if expr)
        yield from _places(node.body, path)


def _included(expr: Expr, own: Span, path: Path) -> Iterator[Place]:
    """Yield the included files' words, which stand in the value too."""
    for part in walk(expr):
        if part.span.source is not own.source:
            yield Place(part.span, path)
