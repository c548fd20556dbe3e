"""Which of a row's columns made a value."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.infer.narrowing import path_of
from msgc.plan import Hole, PlanNode, Region, expressions
from msgc.syntax.expr import Expr, children
from msgc.types import ObjectType


def columns_of(node: PlanNode | Region, variables: ObjectType) -> tuple[str, ...]:
    """Return the dotted names of the variables that are written into what a node makes."""
    exprs = (node.expr,) if isinstance(node, Hole) else tuple(expressions(node))
    found = (path for expr in exprs for path in _paths(expr))
    return tuple(dict.fromkeys(".".join(path) for path in found if path[0] in variables.fields))


def _paths(expr: Expr) -> Iterator[tuple[str, ...]]:
    """Yield the whole paths in an expression: of `order.id` not also `order`."""
    path = path_of(expr)
    if path is not None:
        yield path
        return
    for child in children(expr):
        yield from _paths(child)
