"""The plan: the wire payload with holes, every node with the place it was written at."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.expr import Expr, For


@dataclass(frozen=True, slots=True, eq=False)
class Static:
    """A value known when the message is compiled: text, number, boolean or null."""

    value: str | int | float | bool | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Hole:
    """An expression. `wants` are the JSON types the field takes (empty: any).

    `is_block` tells that the text was a block scalar, of which the final line break is dropped.
    """

    expr: Expr
    wants: frozenset[str]
    span: Span
    is_block: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A key of an object and its value; `required` where the API demands it."""

    name: str
    value: PlanNode
    key_span: Span
    required: bool


@dataclass(frozen=True, slots=True, eq=False)
class Object:
    """An object, members in the API's order; a `made` one isn't there where it is empty."""

    members: tuple[Member, ...]
    span: Span
    made: bool = False

    def get(self, name: str) -> PlanNode | None:
        """Return a member's value, or None."""
        return next((m.value for m in self.members if m.name == name), None)


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A list's entry under `if` (kept or dropped) or `for` (repeated), or both."""

    condition: Expr | None
    loop: For | None
    body: PlanNode
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A list of values and regions; `may_be_left_out` where the API lets it go when empty."""

    items: tuple[PlanNode | Region, ...]
    span: Span
    may_be_left_out: bool = False


PlanNode = Static | Hole | Object | Array


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One message in one locale: its payload with holes, its fallback's, and its kind's name."""

    payload: Object
    fallback: Object | None
    span: Span
    kind: str


def roots_of(plan: Plan) -> list[Object]:
    """Return what a plan sends: its payload, and its fallback's where it has one."""
    return [root for root in (plan.payload, plan.fallback) if root is not None]


def expressions(node: PlanNode | Region | None) -> Iterator[Expr]:
    """Yield every expression of a plan, in the payload's order."""
    if isinstance(node, Hole):
        yield node.expr
    elif isinstance(node, Object):
        for member in node.members:
            yield from expressions(member.value)
    elif isinstance(node, Array):
        for item in node.items:
            yield from expressions(item)
    elif isinstance(node, Region):
        yield from _region(node)


def _region(node: Region) -> Iterator[Expr]:
    yield from (expr for expr in (node.loop, node.condition) if expr is not None)
    yield from expressions(node.body)


def find(node: PlanNode, path: tuple[str | int, ...]) -> PlanNode | Region | None:
    """Return what stands at a path of the plan (list indices count plan entries), or None."""
    at: PlanNode | Region | None = node
    for part in path:
        at = at.body if isinstance(at, Region) else at
        if isinstance(at, Object):
            at = at.get(str(part))
        elif isinstance(at, Array) and isinstance(part, int) and part < len(at.items):
            at = at.items[part]
        else:
            return None
    return at
