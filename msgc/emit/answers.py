"""How often each open node of a shape stands in a row: what parts rows into shapes."""

from __future__ import annotations

from msgc.emit.coder import Coder
from msgc.emit.domain import TRUTH
from msgc.emit.expressions import new_coder
from msgc.emit.shapes import Settleable, Shape
from msgc.emit.source import Body, Code, Function
from msgc.emit.world import World
from msgc.plan import Region


def answers_function(shape: Shape, nodes: list[Settleable], world: World) -> Function:
    """Return the function from rows to columns: how often each open node stands there."""
    coder = new_coder(Body(), world)
    columns = [answers(coder, shape, node) for node in nodes]
    coder.finish()
    return coder.body.function(f"[{', '.join(columns)}]")


def answers(coder: Coder, shape: Shape, node: Settleable) -> str:
    """Return the column of how often a node stands in each row: booleans, or a loop's rounds."""
    scope, body = shape.scope(node), coder.body
    if not isinstance(node, Region):
        return _truths(body, coder.there(node.expr, scope))
    if node.loop is None:
        assert node.condition is not None
        return _truths(body, coder.operand(node.condition, scope))
    items = coder.names.items(node, scope)
    if items is not None:
        return coder.names.counts_of(items)
    return body.column(f"list(map(len, {coder.rounds(node, scope)}))")


def _truths(body: Body, code: Code) -> str:
    column = body.each(code)
    return column if code.classes <= TRUTH else body.column(f"list(map(bool, {column}))")
