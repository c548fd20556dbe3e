"""Operators, choices, and values put together."""

from __future__ import annotations

from msgc.evaluate.arithmetic import ORDERINGS, calculate, compare, is_number
from msgc.evaluate.model import Compile, Fn, bounded, needed
from msgc.evaluate.values import MISSING, Env, EvalError, truth, written
from msgc.syntax import expr as ex


def unary_of(expr: ex.Unary, compile: Compile) -> Fn:
    """Return what negates a value or its truth."""
    if expr.op == "not":
        operand = compile(expr.operand)
        return lambda env: not truth(operand(env))
    operand_of = needed(expr.operand, compile)
    sign = -1 if expr.op == "-" else 1

    def signed(env: Env) -> object:
        value = operand_of(env)
        if not is_number(value):
            raise EvalError(f"`{expr.span.text}` isn't a number", expr.span, "MSG207")
        return sign * value

    return signed


def binary_of(expr: ex.Binary, compile: Compile) -> Fn:
    """Return what calculates."""
    left, right, op, span = (
        needed(expr.left, compile),
        needed(expr.right, compile),
        expr.op,
        expr.span,
    )

    def calculation(env: Env) -> object:
        result = calculate(op, left(env), right(env), span)
        env.budget.spend(result, span)
        return result

    return calculation


def concat_of(expr: ex.Concat, compile: Compile) -> Fn:
    """Return what writes pieces one after the other."""
    parts = [(compile(part), part.span) for part in expr.parts]

    def concatenation(env: Env) -> str:
        text = bounded("".join([written(fn(env), at) for fn, at in parts]), expr.span)
        env.budget.spend(text, expr.span)
        return text

    return concatenation


def logic_of(expr: ex.Logic, compile: Compile) -> Fn:
    """Return what gives the deciding operand of `and` or `or`."""
    left, right = compile(expr.left), compile(expr.right)
    stops_at = expr.op == "or"

    def logic(env: Env) -> object:
        value = left(env)
        return value if truth(value) is stops_at else right(env)

    return logic


def compare_of(expr: ex.Compare, compile: Compile) -> Fn:
    """Return what compares values in a chain."""
    first, span = _compared(expr.left, expr.rest[0][0], compile), expr.span
    rest = [(op, _compared(operand, op, compile)) for op, operand in expr.rest]

    def comparison(env: Env) -> bool:
        left = first(env)
        for op, fn in rest:
            right = fn(env)
            if not compare(op, left, right, span):
                return False
            left = right
        return True

    return comparison


def _compared(operand: ex.Expr, op: str, compile: Compile) -> Fn:
    """Return an operand's value; what is missing equals nothing, and has no order."""
    return needed(operand, compile) if op in ORDERINGS else compile(operand)


def choice_of(expr: ex.Choice, compile: Compile) -> Fn:
    """Return what gives one of two values; without an `else` the other is missing."""
    test, then = compile(expr.test), compile(expr.then)
    other = compile(expr.other) if expr.other else None

    def choice(env: Env) -> object:
        if truth(test(env)):
            return then(env)
        return other(env) if other else MISSING

    return choice


def list_of(expr: ex.ListOf, compile: Compile) -> Fn:
    """Return what makes a list."""
    items = [needed(item, compile) for item in expr.items]
    return lambda env: [item(env) for item in items]


def dict_of(expr: ex.DictOf, compile: Compile) -> Fn:
    """Return what makes an object."""
    items = [(needed(key, compile), key.span, needed(value, compile)) for key, value in expr.items]
    return lambda env: {written(key(env), at): value(env) for key, at, value in items}
