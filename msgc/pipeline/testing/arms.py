"""The ways that a message's text and lists can go: each arm of an `if`, the rounds of a loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgc.plan import Array, Hole, Object, PlanNode, Region, roots_of
from msgc.plan import Plan as Plan
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.expr import Choice, Expr, For, If, walk

TRUE, FALSE, ROUND, EMPTY = "true", "false", "round", "empty"
SENTENCES = {
    TRUE: "`{0}` was never true",
    FALSE: "`{0}` was never false",
    ROUND: "`{0}` never went round",
    EMPTY: "`{0}` never had nothing to go round",
}


class Place(NamedTuple):
    """Where an arm stands: the file, the offsets of its condition or loop, and which way it is."""

    file: str
    start: int
    end: int
    way: str


@dataclass(frozen=True, slots=True)
class Arm:
    """One way that a condition or a loop can go."""

    span: Span
    way: str

    @property
    def place(self) -> Place:
        """What tells the arm from others; the same words in two locales' plans are one arm."""
        return Place(self.span.source.name, self.span.start, self.span.end, self.way)

    @property
    def sentence(self) -> str:
        """What is said of it where no row has taken it."""
        words = " ".join(self.span.text.split())
        return SENTENCES[self.way].format(words)


def arms_of_plan(plan: Plan) -> Iterator[Arm]:
    """Yield every arm of a plan, of its fallback's payload too."""
    for root in roots_of(plan):
        yield from _of_node(root)


def _of_node(node: PlanNode | Region) -> Iterator[Arm]:
    if isinstance(node, Hole):
        yield from _of_expr(node.expr)
    elif isinstance(node, Object):
        for member in node.members:
            yield from _of_node(member.value)
    elif isinstance(node, Array):
        for item in node.items:
            yield from _of_node(item)
    elif isinstance(node, Region):
        yield from _of_region(node)


def _of_region(region: Region) -> Iterator[Arm]:
    if region.loop is not None:
        yield from _of_expr(region.loop)
    if region.condition is not None:
        yield from _both(region.condition)
        yield from _of_expr(region.condition)
    yield from _of_node(region.body)


def _of_expr(expr: Expr) -> Iterator[Arm]:
    for part in walk(expr):
        if isinstance(part, If):
            for branch in part.branches:
                yield from _both(branch.test)
        elif isinstance(part, Choice):
            yield from _both(part.test)
        elif isinstance(part, For):
            yield Arm(part.items.span, ROUND)
            if part.otherwise is not None:
                yield Arm(part.items.span, EMPTY)
            if part.test is not None:
                yield from _both(part.test)


def _both(test: Expr) -> Iterator[Arm]:
    yield Arm(test.span, TRUE)
    yield Arm(test.span, FALSE)
