"""Literal scalars: the API's schema decides the type, never YAML's guess."""

from __future__ import annotations

from msgc.diagnostics import Fix
from msgc.facts.shapes import Shape
from msgc.late import regex
from msgc.lower.context import Context
from msgc.plan import Hole, PlanNode, Static
from msgc.syntax.expr import Broken
from msgc.syntax.nodes import Scalar, Style
from msgc.syntax.rewording import replaced
from msgc.syntax.values import BOOLEANS, scalar_value, typed_value

# What else people write for them, in any case; YAML 1.1 read these so.
TRUTHS = {**BOOLEANS, "yes": True, "on": True, "no": False, "off": False}
ONE_WORD = regex(r"\w[\w .-]*")


def literal(node: Scalar, shape: Shape, context: Context) -> PlanNode:
    """Return the value that a scalar without Jinja stands for at a place of the payload."""
    if node.style is Style.JSON:
        return Static(node.json, node.span)
    if node.is_null:
        return _null(node, shape, context)
    if shape.is_untyped:
        value = scalar_value(node) if node.style is Style.PLAIN else block_text(node)
        return Static(value, node.span)
    if "string" in shape.json_types:
        return Static(block_text(node), node.span)
    return _typed(node, shape, context)


def block_text(node: Scalar) -> str:
    """Return a scalar's text; a block scalar loses one final line break."""
    return node.value.removesuffix("\n") if node.style is Style.BLOCK else node.value


def broken(node: Scalar) -> PlanNode:
    """Return what stands where a fault has been reported."""
    return Hole(Broken(node.span), frozenset(), node.span)


def _null(node: Scalar, shape: Shape, context: Context) -> PlanNode:
    if shape.is_nullable:
        return Static(None, node.span)
    help = 'Quote the word if it is text, write "" for an empty one, or leave the key out.'
    what = "this field can't be null" if node.value else "this key has no value"
    context.report("MSG115", what, node.span, help)
    return broken(node)


def _typed(node: Scalar, shape: Shape, context: Context) -> PlanNode:
    value = typed_value(node.value, shape.json_types)
    if value is not None and node.style is Style.PLAIN:
        return Static(value, node.span)
    wanted = shape.json_types - {"null"}
    if wanted <= {"array", "object"}:
        words = {"array": "a list", "object": "a mapping"}
        what = f"this field takes {words[min(wanted)]}, not a single value"
        fix = _listed(node) if wanted == {"array"} and _holds_texts(shape) else None
        context.report("MSG113", what, node.span, _list_help(min(wanted)), fix)
        return broken(node)
    _report_type(node, wanted, value is not None, context)
    return broken(node)


def _holds_texts(shape: Shape) -> bool:
    return not shape.items.is_untyped and "string" in shape.items.json_types


def _listed(node: Scalar) -> Fix | None:
    """Return the fix that makes a list of its one entry, which isn't several with commas."""
    is_one = ONE_WORD.fullmatch(node.value) and node.style in (Style.PLAIN, Style.QUOTED)
    return Fix(node.span, f"[{node.span.text}]") if is_one and node.span.text else None


def _list_help(kind: str) -> str:
    return (
        "Write each entry on a line of its own, after `- `."
        if kind == "array"
        else ("Write its keys below it, two spaces further in.")
    )


def _report_type(node: Scalar, wanted: frozenset[str], fits_bare: bool, context: Context) -> None:
    kind = min(wanted & {"boolean", "integer", "number"} or wanted)
    words = {"boolean": "`true` or `false`", "integer": "a whole number", "number": "a number"}
    takes = words.get(kind, kind)
    is_plain = node.style is Style.PLAIN
    why = f"which `{node.value}` isn't" if is_plain else f"and the quoted `{node.value}` is text"
    what = f"this field takes {takes}, {why}"
    help = "Write it without quotes." if fits_bare else f"Write {takes}, unquoted."
    context.report("MSG114", what, node.span, help, _bare(node, wanted, fits_bare))


def _bare(node: Scalar, wanted: frozenset[str], fits_bare: bool) -> Fix | None:
    """Return the fix that takes the quotes away, or writes a truth as the API does."""
    if fits_bare:
        is_inline = node.style is Style.QUOTED and node.value == node.span.text[1:-1]
        return Fix(node.span, node.value) if is_inline else None
    truth = TRUTHS.get(node.value.lower()) if wanted == {"boolean"} else None
    return None if truth is None else replaced(node.span, node.value, truth)
