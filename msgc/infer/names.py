"""Names, literals, fields, and what is picked out of a value."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.diagnostics import finding
from msgc.infer import operations
from msgc.infer.inference import Inference
from msgc.infer.scope import OMIT_NAME, Scope, field_type
from msgc.infer.slices import is_within, part_of
from msgc.nearby import near
from msgc.syntax import expr as ex
from msgc.syntax.rewording import renamed, replaced
from msgc.texts import letters_type, literal_type
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    UnknownType,
    may_be_missing,
    optional,
    present,
)

# What YAML's older rules read as a truth.
TRUTHS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
# Names that no variable can have.
WORDS = {
    "loop": ("`loop` is there only inside a loop", "Write it inside `{% for %}` or under `for:`."),
    **{
        name: ("there is no variable of that name", f"Write `{truth}`.")
        for name, truth in TRUTHS.items()
    },
}


def const_type(inference: Inference, expr: ex.Const, scope: Scope) -> Type:
    """Return a literal's type."""
    value = expr.value
    if isinstance(value, bool):
        return BooleanType()
    if isinstance(value, int):
        return IntegerType(minimum=value, maximum=value)
    if isinstance(value, float):
        return NumberType(minimum=value, maximum=value)
    if value is None:
        return OptionalType(NeverType())
    return literal_type(value)


def name_type(inference: Inference, expr: ex.Name, scope: Scope) -> Type:
    """Return what a name stands for."""
    inference.used.add(expr.name)
    if expr.name in scope.names:
        return scope.names[expr.name]
    if expr.name in inference.refused:
        return UnknownType()
    if expr.name in WORDS:
        what, help = WORDS[expr.name]
        truth = TRUTHS.get(expr.name)
        fix = replaced(expr.span, expr.name, truth) if truth else None
        inference.report("MSG203", what, expr, help, fix)
        return UnknownType()
    known = [name for name in scope.names if name != OMIT_NAME]
    meant = near(expr.name, known)
    help = f"Did you mean `{meant}`?" if meant else f"Declare it: `vars: {{{expr.name}: string}}`."
    fix = renamed(expr.span, expr.name, known)
    inference.report("MSG203", f"there is no variable `{expr.name}`", expr, help, fix)
    return UnknownType()


def field_type_of(inference: Inference, expr: ex.Field, scope: Scope) -> Type:
    """Return the type of an object's field."""
    owner = inference.type_of(expr.target, scope)
    bare = present(owner)
    if isinstance(bare, ObjectType):
        kind = _known_field(inference, expr, bare)
        return optional(kind) if may_be_missing(owner) else kind
    if not operations.is_unknown(bare):
        what = f"`{expr.target.span.text}` is {bare.phrase}, and has no fields"
        help = f"Write `{expr.target.span.text}` alone, or declare it as an object."
        inference.found.append(finding("MSG204", what, expr.name_span, help=help))
    return UnknownType()


def _known_field(inference: Inference, expr: ex.Field, owner: ObjectType) -> Type:
    if expr.name in owner.fields:
        return field_type(owner.fields[expr.name])
    if not owner.open:
        meant = near(expr.name, owner.fields)
        help = f"Did you mean `{meant}`?" if meant else f"It has {listed(owner.fields)}."
        what = f"`{expr.target.span.text}` has no field `{expr.name}`"
        fix = renamed(expr.name_span, expr.name, owner.fields)
        inference.found.append(finding("MSG204", what, expr.name_span, help=help, fix=fix))
    return UnknownType()


def item_type(inference: Inference, expr: ex.Item, scope: Scope) -> Type:
    """Return the type of an entry picked by its index."""
    owner, index = inference.needed(expr.target, scope), inference.needed(expr.index, scope)
    if isinstance(owner, ListType) and isinstance(index, IntegerType):
        return owner.item if is_within(index, owner.min_items) else optional(owner.item)
    if isinstance(owner, StringType) and isinstance(index, IntegerType):
        letter = letters_type(owner.chars)
        return letter if is_within(index, owner.min_length) else optional(letter)
    if isinstance(owner, ObjectType) and isinstance(index, StringType):
        return optional(UnknownType())
    if not operations.is_unknown(owner, index):
        inference.report("MSG207", f"{owner.phrase} can't be indexed with {index.phrase}", expr)
    return UnknownType()


def slice_type(inference: Inference, expr: ex.Slice, scope: Scope) -> Type:
    """Return the type of a part of a list or text."""
    owner = inference.needed(expr.target, scope)
    bounds = [_slice_bound(inference, each, scope) for each in (expr.start, expr.stop, expr.step)]
    if isinstance(owner, StringType | ListType):
        return part_of(owner, *bounds)
    if not operations.is_unknown(owner):
        inference.report("MSG207", f"{owner.phrase} can't be sliced", expr)
    return UnknownType()


def _slice_bound(inference: Inference, expr: ex.Expr | None, scope: Scope) -> Type | None:
    if expr is None:
        return None
    kind = inference.needed(expr, scope)
    if not isinstance(kind, IntegerType | UnknownType):
        inference.report("MSG207", f"a slice's bound is an integer, not {kind.phrase}", expr)
    return kind


def listed(names: Mapping[str, object]) -> str:
    """Write names for a help line: `` `a`, `b` ``."""
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"
