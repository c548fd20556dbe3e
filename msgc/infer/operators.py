"""Operators, choices, and values put together."""

from __future__ import annotations

from typing import Any

from msgc.diagnostics import finding
from msgc.infer import operations
from msgc.infer.inference import Inference, there
from msgc.infer.intervals import signed
from msgc.infer.narrowing import narrow_truth
from msgc.infer.scope import Scope
from msgc.joins import join
from msgc.syntax import expr as ex
from msgc.texts import concat
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    Type,
    UnknownType,
    optional,
    present,
)


def unary_type(inference: Inference, expr: ex.Unary, scope: Scope) -> Type:
    """Return the type of a sign or a `not`."""
    if expr.op == "not":
        inference.type_of(expr.operand, scope)
        return BooleanType()
    kind = inference.needed(expr.operand, scope)
    if isinstance(kind, IntegerType | NumberType):
        return signed(expr.op, kind)
    if not operations.is_unknown(kind):
        inference.report("MSG207", f"`{expr.op}` can't stand before {kind.phrase}", expr)
    return UnknownType()


def binary_type(inference: Inference, expr: ex.Binary, scope: Scope) -> Type:
    """Return the type of a calculation."""
    left, right = inference.needed(expr.left, scope), inference.needed(expr.right, scope)
    kind = operations.arithmetic(expr.op, left, right)
    if kind is None:
        what = f"`{expr.op}` can't combine {left.phrase} with {right.phrase}"
        help = "Join text with `~`; text becomes a number with `| int` or `| float`."
        inference.report("MSG207", what, expr, help)
    return kind or UnknownType()


def concat_type(inference: Inference, expr: ex.Concat, scope: Scope) -> Type:
    """Check pieces that are written one after the other."""
    return concat([inference.write(part, scope) for part in expr.parts])


def logic_type(inference: Inference, expr: ex.Logic, scope: Scope) -> Type:
    """Return the type of `and` and `or`: one of the operands."""
    left = inference.type_of(expr.left, scope)
    right = inference.type_of(expr.right, scope.given(expr.left, expr.op == "and"))
    decides = narrow_truth(left, expr.op == "or")
    return join(there(decides) if expr.op == "or" else decides, right)


def compare_type(inference: Inference, expr: ex.Compare, scope: Scope) -> Type:
    """Check a comparison; its outcome is a boolean."""
    left, where = _compared(inference, expr.left, expr.rest[0][0], scope), expr.left
    result: Type = BooleanType()
    for op, operand in expr.rest:
        right = _compared(inference, operand, op, scope)
        if not operations.comparable(op, left, right):
            _incomparable(inference, op, left, right, where.span.to(operand.span))
            result = UnknownType()
        left, where = right, operand
    return result


def _compared(inference: Inference, operand: ex.Expr, op: str, scope: Scope) -> Type:
    """Return an operand's type; what is missing equals nothing, and has no order."""
    if op in operations.ORDERING:
        return inference.needed(operand, scope)
    return present(inference.type_of(operand, scope))


def _incomparable(inference: Inference, op: str, left: Type, right: Type, span: Any) -> None:
    what = operations.mismatch(op, left, right)
    help = "Declare both with the same type, or convert one with `| int` or `| string`."
    inference.found.append(finding("MSG207", what, span, help=help))


def choice_type(inference: Inference, expr: ex.Choice, scope: Scope) -> Type:
    """Return the type of `a if test else b`."""
    inference.type_of(expr.test, scope)
    then = inference.type_of(expr.then, scope.given(expr.test))
    if expr.other is None:
        return optional(then)
    return join(then, inference.type_of(expr.other, scope.given(expr.test, False)))


def list_type(inference: Inference, expr: ex.ListOf, scope: Scope) -> Type:
    """Return the type of a list."""
    item: Type = NeverType()
    for part in expr.items:
        item = join(item, inference.type_of(part, scope))
    count = len(expr.items)
    return ListType(item, count, count)


def dict_type(inference: Inference, expr: ex.DictOf, scope: Scope) -> Type:
    """Return the type of an object."""
    for key, value in expr.items:
        inference.needed(key, scope)
        inference.type_of(value, scope)
    return ObjectType(open=True)
