"""The program of a payload whose structure is settled: literals, and columns between them."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.check.rules.engine import Rules
from msgc.emit.checking import Checker
from msgc.emit.declined import CantGenerateError
from msgc.emit.expressions import new_coder
from msgc.emit.leaves import leaf_of
from msgc.emit.obligations import obligations
from msgc.emit.parts import Parts
from msgc.emit.shapes import Shape
from msgc.emit.source import Body, Function
from msgc.emit.world import World
from msgc.plan import Array, Hole, Object, PlanNode, Region


def columns_program(shape: Shape, world: World, rules: Rules) -> Function:
    """Return the function from rows to their payloads' lines, each with its line break.

    Raises CantGenerateError where only the reference can do such rows.
    """
    coder = new_coder(Body(), world)
    leaves = {id(hole): leaf_of(coder, hole, shape.scope(hole)) for hole in holes_in(shape.root)}
    checker = Checker(coder, shape.root, leaves)
    for obligation in obligations(shape.root, shape.kinds, rules):
        checker.write(obligation)
    parts = Parts(coder, leaves)
    parts.write(shape.root)
    parts.literal("\n")
    coder.finish()
    return coder.body.function(parts.whole())


def holes_in(node: PlanNode | Region, without: frozenset[int] = frozenset()) -> Iterator[Hole]:
    """Yield the holes of a part of the payload; `without` are nodes that aren't looked into.

    Raises CantGenerateError for an entry that some rows don't have.
    """
    if id(node) in without:
        return
    if isinstance(node, Region):
        raise CantGenerateError
    if isinstance(node, Hole):
        yield node
    parts: tuple[PlanNode | Region, ...] = node.items if isinstance(node, Array) else ()
    if isinstance(node, Object):
        parts = tuple(member.value for member in node.members)
    for part in parts:
        yield from holes_in(part, without)
