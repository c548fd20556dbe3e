"""Every expression of a plan against the field it fills: types, missing values, `omit`."""

from __future__ import annotations

from dataclasses import replace

from msgc.check.kinds import Kinds, filled
from msgc.diagnostics import Diagnostic, finding
from msgc.infer.inference import Inference
from msgc.infer.scope import Scope
from msgc.infer.texts import filtered, loop_body, rounds
from msgc.infer.written import field_faults, wanted_words
from msgc.plan import Array, Hole, Object, PlanNode, Region
from msgc.syntax.expr import Broken, Expr, Join, walk
from msgc.types import NeverType, OptionalType, Type, UnknownType, may_omit, present


def check_types(node: PlanNode, scope: Scope, inference: Inference, kinds: Kinds) -> None:
    """Check all expressions below a node.

    Faults and used names gather in `inference`, what holes can become and how often regions go
    round in `kinds`.
    """
    if isinstance(node, Hole):
        _check_hole(node, scope, inference, kinds, required=False)
    elif isinstance(node, Object):
        for member in node.members:
            if isinstance(member.value, Hole):
                _check_hole(member.value, scope, inference, kinds, member.required)
            else:
                check_types(member.value, scope, inference, kinds)
    elif isinstance(node, Array):
        for item in node.items:
            _check_item(item, scope, inference, kinds)


def _check_item(item: PlanNode | Region, scope: Scope, inference: Inference, kinds: Kinds) -> None:
    if not isinstance(item, Region):
        check_types(item, scope, inference, kinds)
        return
    least: int = 1
    most: int | None = 1
    if item.loop is not None:
        items = inference.needed(item.loop.items, scope)
        least, most = rounds(item.loop, items)
        scope = loop_body(inference, item.loop, scope, items)
    if item.condition is not None:
        inference.type_of(item.condition, scope)
        is_loop = item.loop is not None
        scope = filtered(scope, item.condition) if is_loop else scope.given(item.condition)
        least = 0
    kinds.regions[id(item)] = (least, most)
    check_types(item.body, scope, inference, kinds)


def _check_hole(
    hole: Hole, scope: Scope, inference: Inference, kinds: Kinds, required: bool
) -> None:
    kind = inference.type_of(hole.expr, scope)
    is_broken = any(isinstance(part, Broken) for part in walk(hole.expr))
    kinds.holes[id(hole)] = UnknownType() if is_broken else filled(hole, kind)
    if isinstance(hole.expr, Broken):
        return
    if isinstance(hole.expr, Join) and not any(isinstance(p, Broken) for p in hole.expr.parts):
        inference.found += _text_in_field(hole)
        return
    if may_omit(kind) and required:
        inference.found.append(_omit_required(hole.expr))
    inference.found += field_faults(_kept(kind), hole.wants, hole.expr.span)


def _kept(kind: Type) -> Type:
    """Return what the value is where it isn't omitted."""
    if not isinstance(kind, OptionalType):
        return kind
    bare = present(kind)
    return replace(kind, omit=False) if kind.missing and not isinstance(bare, NeverType) else bare


def _omit_required(expr: Expr) -> Diagnostic:
    what = "the field is required, so `omit` can't drop it"
    return finding("MSG219", what, expr.span, help="Give it a text: `default('...')`.")


def _text_in_field(hole: Hole) -> list[Diagnostic]:
    if not hole.wants or "string" in hole.wants:
        return []
    what = f"this is text, and the field takes {wanted_words(hole.wants)}"
    help = "Write one whole expression, `{{ name }}`, of that type."
    return [finding("MSG209", what, hole.span, help=help)]
