"""The expressions whose values stand at a place of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.plan import Array, Hole, Object, PlanNode, Region
from msgc.syntax.expr import Expr, For, If, Include, Join, Text


def pieces_of(node: PlanNode | Region | None) -> Iterator[Expr]:
    """Yield the expressions that make what stands at a place of the plan."""
    if isinstance(node, Hole):
        yield from _written(node.expr)
    elif isinstance(node, Region):
        yield from (part for part in (node.loop and node.loop.items, node.condition) if part)
        yield from pieces_of(node.body)
    elif isinstance(node, Object):
        for member in node.members:
            yield from pieces_of(member.value)
    elif isinstance(node, Array):
        for item in node.items:
            yield from pieces_of(item)


def _written(expr: Expr) -> Iterator[Expr]:
    """Yield the expressions whose values are written, those in branches and loops too."""
    if isinstance(expr, Join | If | For | Include):
        for child in _bodies(expr):
            yield from _written(child)
    elif not isinstance(expr, Text):
        yield expr


def _bodies(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Join):
        yield from expr.parts
    elif isinstance(expr, If):
        yield from (branch.body for branch in expr.branches)
        yield from (expr.otherwise,) if expr.otherwise else ()
    elif isinstance(expr, For):
        yield from (body for body in (expr.body, expr.otherwise) if body)
    elif isinstance(expr, Include) and expr.body:
        yield expr.body
