"""The shapes of a payload: what `if`, `for` and `omit` leave of a plan for some rows.

Which entries and fields there are is settled from the outside in: first what stands in the row's
own scope, then what stands in the rounds of the loops that were settled, until nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from msgc.check.kinds import Kinds
from msgc.emit.located import Located
from msgc.plan import Array, Hole, Member, Object, PlanNode, Region, Static
from msgc.syntax.expr import For, Name, walk
from msgc.types import may_omit, present

OMIT_NAME = "omit"


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """The names of one round of a list's `for:`, inside those around it (None: the row's own)."""

    region: Region
    index: int
    count: int
    around: Scope


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """The names inside a text's `{% for %}`: a column has a value for each entry of each row.

    `lists` are what the loop goes through, without the entries that its test leaves out.
    """

    loop: For
    around: Scope
    lists: Located


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """The row's own names, in the rows that have an entry or a field; `rows` is their table."""

    rows: str


Scope = Round | Items | Some | None
Settleable = Hole | Region


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A plan in which some of the structure is settled.

    `scopes` are those of holes and regions inside rounds, `settled` the holes that are surely
    there, `origins` what a region's copied nodes are copies of, all by the node's identity;
    `before` keeps the nodes of earlier shapes, so that no other node gets their identity.
    """

    root: Object
    kinds: Kinds
    scopes: Mapping[int, Round] = field(default_factory=dict)
    settled: frozenset[int] = frozenset()
    before: Shape | None = None
    origins: Mapping[int, Settleable] = field(default_factory=dict)

    def scope(self, node: Settleable) -> Scope:
        """Return the scope that a hole or region stands in."""
        return self.scopes.get(id(node))

    def open_nodes(self) -> list[Settleable]:
        """Return what must be settled next, in the payload's order."""
        return list(self._open(self.root))

    def _open(self, node: PlanNode | Region) -> Iterator[Settleable]:
        if isinstance(node, Region):
            yield node
        elif isinstance(node, Hole):
            if id(node) not in self.settled and self._may_omit(node):
                yield node
        elif isinstance(node, Object):
            for member in node.members:
                yield from self._open(member.value)
        elif isinstance(node, Array):
            for item in node.items:
                yield from self._open(item)

    def _may_omit(self, hole: Hole) -> bool:
        names = (part.name for part in walk(hole.expr) if isinstance(part, Name))
        return may_omit(self.kinds.of(hole)) or OMIT_NAME in names

    def settle(self, answers: Mapping[int, int]) -> Shape:
        """Return the shape in which each open node, by its identity, has an answer.

        It says how often the node stands there: 0 or 1, or the rounds of a `for`.
        """
        return _Settling(self, answers).shape()


class _Settling:
    """One step from a shape to the next."""

    def __init__(self, shape: Shape, answers: Mapping[int, int]) -> None:
        self._before = shape
        self._answers = answers
        kinds = shape.kinds
        self._kinds = Kinds(dict(kinds.holes), dict(kinds.regions), kinds.pieces)
        self._scopes = dict(shape.scopes)
        self._settled = set(shape.settled)
        self._origins = dict(shape.origins)

    def shape(self) -> Shape:
        root = self._object(self._before.root) or replace(self._before.root, members=())
        settled = frozenset(self._settled)
        return Shape(root, self._kinds, self._scopes, settled, self._before, self._origins)

    def _node(self, node: PlanNode) -> PlanNode | None:
        """Return what is left of a node, None where it is left out."""
        if isinstance(node, Hole):
            return self._hole(node)
        if isinstance(node, Object):
            return self._object(node)
        return self._array(node) if isinstance(node, Array) else node

    def _hole(self, hole: Hole) -> Hole | None:
        answer = self._answers.get(id(hole))
        if answer is None:
            return hole
        self._settled.add(id(hole))
        self._kinds.holes[id(hole)] = present(self._kinds.of(hole))
        return hole if answer else None

    def _object(self, node: Object) -> Object | None:
        members: list[Member] = []
        for member in node.members:
            value = self._node(member.value)
            if value is None and member.required and isinstance(member.value, Object):
                value = replace(member.value, members=(), made=False)
            if value is not None:
                members.append(replace(member, value=value))
        if node.made and not members:
            return None
        return replace(node, members=tuple(members))

    def _array(self, node: Array) -> Array | None:
        items: list[PlanNode | Region] = []
        for item in node.items:
            if isinstance(item, Region):
                items.extend(self._rounds(item))
            elif (kept := self._node(item)) is not None:
                items.append(kept)
        if node.items and not items and node.may_be_left_out:
            return None
        return replace(node, items=tuple(items))

    def _rounds(self, region: Region) -> Iterator[PlanNode]:
        count, around = self._answers[id(region)], self._before.scope(region)
        for index in range(count):
            inner = around if region.loop is None else Round(region, index, count, around)
            yield self._copy(region.body, inner)

    def _copy(self, node: PlanNode, scope: Scope) -> PlanNode:
        """Return a node again, for one round: its holes and regions have their own identity."""
        if isinstance(node, Static):
            return node
        if isinstance(node, Object):
            members = [replace(m, value=self._copy(m.value, scope)) for m in node.members]
            return replace(node, members=tuple(members))
        if isinstance(node, Array):
            return replace(node, items=tuple(self._entry(item, scope) for item in node.items))
        copy = replace(node)
        self._kinds.holes[id(copy)] = self._kinds.of(node)
        self._place(copy, node, scope)
        return copy

    def _entry(self, item: PlanNode | Region, scope: Scope) -> PlanNode | Region:
        if not isinstance(item, Region):
            return self._copy(item, scope)
        copy = replace(item)
        self._kinds.regions[id(copy)] = self._kinds.rounds(item)
        self._place(copy, item, scope)
        return copy

    def _place(self, copy: Settleable, origin: Settleable, scope: Scope) -> None:
        self._origins[id(copy)] = self._origins.get(id(origin), origin)
        if isinstance(scope, Round):
            self._scopes[id(copy)] = scope
