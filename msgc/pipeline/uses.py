"""A plan's expressions as they were written: an entry's `if` and `for` around what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgc.plan import Array, Hole, Object, PlanNode, Region
from msgc.syntax.expr import Branch, Expr, If, Join


def uses(node: PlanNode | Region) -> Iterator[Expr]:
    """Yield the expressions of a plan; each region as one, so that its names stand inside it."""
    if isinstance(node, Hole):
        yield node.expr
    elif isinstance(node, Region):
        yield _around(node)
    elif isinstance(node, Object):
        for member in node.members:
            yield from uses(member.value)
    elif isinstance(node, Array):
        for item in node.items:
            yield from uses(item)


def _around(node: Region) -> Expr:
    body = Join(node.span, tuple(uses(node.body)))
    if node.condition is not None:
        body = Join(node.span, (If(node.span, (Branch(node.condition, body),), None),))
    return replace(node.loop, body=body) if node.loop is not None else body
