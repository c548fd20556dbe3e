"""The tree of API fields made a plan: literals typed, Jinja read, lists cut into regions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgc.diagnostics import Diagnostic
from msgc.facts.shapes import TAG, Shape
from msgc.lower.context import Context
from msgc.lower.forms import is_omit
from msgc.lower.literals import broken, literal
from msgc.lower.trees import Faulty, Made, content_of, structure_of
from msgc.plan import Array, Hole, Member, Object, PlanNode, Region
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.expr import Broken, Expr, For
from msgc.syntax.jinja import is_template, parse_expression, parse_loop, parse_scalar
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style

Bind = Callable[[Expr], tuple[Expr, list[Diagnostic]]]


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds the plan of one message; `bind` puts included files in their places."""

    context: Context
    bind: Bind

    def object(self, node: Mapping, shape: Shape) -> Object:
        """Return a mapping's plan, its members in the API's order."""
        shape = shape.tagged(_tag(node))
        order = _order(shape)
        members = [self._member(entry, shape) for entry in node.entries if _is_kept(entry, shape)]
        members.sort(key=lambda member: order.get(member.name, len(order)))
        return Object(tuple(members), node.span, isinstance(node, Made))

    def _member(self, entry: Entry, shape: Shape) -> Member:
        name = entry.key.value
        required = name in shape.required
        value = self.node(entry.value, shape.member(name))
        if isinstance(value, Array):
            value = Array(value.items, value.span, not required)
        return Member(name, value, entry.key.span, required)

    def node(self, node: Node, shape: Shape) -> PlanNode:
        """Return the plan of whatever stands at a place of the payload."""
        if isinstance(node, Scalar):
            return self._scalar(node, shape)
        wants = "object" if isinstance(node, Mapping) else "array"
        if not shape.is_untyped and wants not in shape.json_types:
            return self._misshapen(node, shape)
        return self.object(node, shape) if isinstance(node, Mapping) else self._array(node, shape)

    def _misshapen(self, node: Mapping | Sequence, shape: Shape) -> PlanNode:
        words = {"array": "a list", "object": "a mapping", "string": "text"}
        wanted = min(shape.json_types - {"null"})
        written = "a mapping" if isinstance(node, Mapping) else "a list"
        what = f"this field takes {words.get(wanted, f'a {wanted}')}, not {written}"
        self.context.report("MSG113", what, node.span, _shape_help(wanted))
        return Hole(Broken(node.span), frozenset(), node.span)

    def _scalar(self, node: Scalar, shape: Shape) -> PlanNode:
        if isinstance(node, Faulty):
            return broken(node)
        if node.style is Style.JSON or not is_template(node.value):
            return literal(node, shape, self.context)
        expr, found = parse_scalar(node)
        bound, more = self.bind(expr)
        self.context.found.extend([*found, *more])
        return Hole(bound, shape.json_types, node.span, node.style is Style.BLOCK)

    def _array(self, node: Sequence, shape: Shape) -> Array:
        return Array(tuple(self._entry(item, shape.items) for item in node.items), node.span)

    def _entry(self, item: Node, shape: Shape) -> PlanNode | Region:
        if not isinstance(item, Mapping) or not shape.is_described or not structure_of(item):
            return self.node(item, shape)
        words = {entry.key.value: entry for entry in structure_of(item)}
        condition = self._condition(words["if"]) if "if" in words else None
        loop = self._loop(words["for"]) if "for" in words else None
        body = self.node(Mapping(content_of(item), item.span), shape)
        return Region(condition, loop, body, item.span)

    def _condition(self, entry: Entry) -> Expr:
        if not isinstance(entry.value, Scalar) or entry.value.is_null:
            return self._bad_structure(entry, "Write a condition: `if: order.cancellable`.")
        expr, found = parse_expression(entry.value)
        self.context.found.extend(found)
        return Broken(entry.value.span) if found else expr

    def _loop(self, entry: Entry) -> For | None:
        help = "Write a name and a list: `for: item in order.items`."
        if not isinstance(entry.value, Scalar) or " in " not in entry.value.value:
            self._bad_structure(entry, help)
            return None
        expr, found = parse_loop(entry.value)
        self.context.found.extend(found)
        if not found and not isinstance(expr, For):
            self._bad_structure(entry, help)
        return expr if isinstance(expr, For) else None

    def _bad_structure(self, entry: Entry, help: str) -> Expr:
        word = entry.key.value
        what = f"`{word}` takes {'a condition' if word == 'if' else '`name in list`'}"
        self.context.report("MSG220", what, _place(entry), help)
        return Broken(entry.key.span)


@cache
def _order(shape: Shape) -> dict[str, int]:
    return {name: index for index, name in enumerate(shape.members)}


def _is_kept(entry: Entry, shape: Shape) -> bool:
    # A required field stays, so that the check of types says that `omit` can't drop it.
    return not is_omit(entry.value) or entry.key.value in shape.required


def _place(entry: Entry) -> Span:
    return entry.value.span if entry.value.span.text else entry.key.span


def _tag(node: Mapping) -> str | None:
    tag = node.get(TAG)
    return tag.value if isinstance(tag, Scalar) and not is_template(tag.value) else None


def _shape_help(wanted: str) -> str | None:
    if wanted == "array":
        return "Begin each entry with `- `."
    return "Write the text after the colon." if wanted == "string" else None
