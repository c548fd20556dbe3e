"""What rows of several shapes must pass, told of the plan that the shapes are made of."""

from __future__ import annotations

from collections.abc import Container

from msgc.check.rules.engine import Rules
from msgc.emit.columns import holes_in
from msgc.emit.declined import CantGenerateError
from msgc.emit.obligations import Obligation, obligations
from msgc.emit.shapes import Settleable, Shape
from msgc.plan import Array, Hole, Object, PlanNode, Region, Static, find

Key = tuple[int, ...]
"""How often each open node of a plan stands in a row."""

Duty = tuple[PlanNode, Obligation]
"""What must be passed, and by what part of the plan."""


class Duties:
    """The obligations of shapes of one plan, each once."""

    def __init__(self, shape: Shape, nodes: list[Settleable], rules: Rules) -> None:
        self._shape = shape
        self._nodes = nodes
        self._rules = rules
        self._open = frozenset(map(id, nodes))
        self._of_all: dict[str, Duty] = {}
        self._of_some: dict[str, Duty] = {}

    def add(self, key: Key) -> None:
        """Add what a shape must pass.

        Raises CantGenerateError where it is no shape of pieces alone: where what is empty is left
        out, where entries are inside others, or where several are looked at together.
        """
        answers = {id(node): answer for node, answer in zip(self._nodes, key, strict=True)}
        if not _stays(self._shape.root, answers):
            raise CantGenerateError
        shape = self._shape.settle(answers)
        if shape.open_nodes():
            raise CantGenerateError
        must_pass = obligations(shape.root, shape.kinds, self._rules)
        for node, obligation in [self._duty(shape, each) for each in must_pass]:
            kept = self._of_all if self._is_of_all(node) else self._of_some
            kept.setdefault(_words(node, obligation), (node, obligation))

    def of_all(self) -> list[Duty]:
        """Return those of parts that each row has."""
        return [*self._of_all.values()]

    def of(self, holes: Container[int]) -> list[Duty]:
        """Return those of holes that only some rows have, by their identities."""
        return [duty for duty in self._of_some.values() if id(duty[0]) in holes]

    def _duty(self, shape: Shape, obligation: Obligation) -> Duty:
        node = find(shape.root, obligation.path)
        origin = shape.origins.get(id(node), node)
        if origin is None or isinstance(origin, Region):
            raise CantGenerateError
        if not isinstance(origin, Hole) and not self._is_of_all(origin):
            raise CantGenerateError
        return origin, obligation

    def _is_of_all(self, node: PlanNode) -> bool:
        fixed = {id(hole) for hole in holes_in(self._shape.root, self._open)}
        return all(id(hole) in fixed for hole in holes_in(node))


def _stays(node: PlanNode | Region, answers: dict[int, int]) -> bool:
    """Tell whether no list or object is left out since nothing is left of it."""
    if isinstance(node, Region | Hole | Static):
        return True
    parts = _parts(node)
    is_empty = not any(answers.get(id(part), 1) for part in parts)
    goes = (parts and node.may_be_left_out) if isinstance(node, Array) else node.made
    return not (is_empty and goes) and all(_stays(part, answers) for part in parts)


def _parts(node: Array | Object) -> list[PlanNode | Region]:
    if isinstance(node, Array):
        return [*node.items]
    return [member.value for member in node.members]


def _words(node: PlanNode, obligation: Obligation) -> str:
    """Return what tells a duty from others: equal ones have the same test."""
    keyword, argument, unit = obligation.keyword, obligation.argument, obligation.unit
    return repr((_structure(node), keyword, argument, unit, obligation.of_rule))


def _structure(node: PlanNode | Region) -> object:
    """Return what a part of the payload is of; each shape has its own lists and objects."""
    if isinstance(node, Static):
        return repr(node.value)
    if isinstance(node, Object):
        return {member.name: _structure(member.value) for member in node.members}
    return [*map(_structure, node.items)] if isinstance(node, Array) else id(node)
