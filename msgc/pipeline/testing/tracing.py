"""Which arms a row takes: the conditions of a plan asked one by one, as the definition does.

It evaluates beside the compiler, which stays as it is; what can't be evaluated takes no arm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from msgc.evaluate.compiled import compiled, loop_rounds
from msgc.evaluate.values import Env, EvalError, truth
from msgc.pipeline.testing.arms import EMPTY, FALSE, ROUND, TRUE, Arm, Plan
from msgc.plan import Array, Hole, Object, PlanNode, Region, roots_of
from msgc.syntax.expr import Choice, Expr, For, If, Logic, children


def arms_taken(plan: Plan, names: dict[str, object], locale: str) -> Iterator[Arm]:
    """Yield the arms that a row takes; `names` are its typed values and the catalog's constants."""
    for root in roots_of(plan):
        yield from _node(root, Env(names, locale))


def _node(node: PlanNode | Region, env: Env) -> Iterator[Arm]:
    if isinstance(node, Hole):
        yield from _expr(node.expr, env)
    elif isinstance(node, Object):
        for member in node.members:
            yield from _node(member.value, env)
    elif isinstance(node, Array):
        for item in node.items:
            yield from _node(item, env)
    elif isinstance(node, Region):
        yield from _region(node, env)


def _region(region: Region, env: Env) -> Iterator[Arm]:
    """Yield the arms of a list's entry: its loop's rounds, then in each what its condition says."""
    inner = [env]
    if region.loop is not None:
        yield from _expr(region.loop.items, env)
        inner = _rounds(region.loop, env)
        yield from [Arm(region.loop.items.span, ROUND)] if inner else []
    for each in inner:
        taken = True
        if region.condition is not None:
            yield from _expr(region.condition, each)
            answer = _truth(region.condition, each)
            taken = answer is True
            yield from _said(region.condition, answer)
        if taken:
            yield from _node(region.body, each)


def _expr(expr: Expr, env: Env) -> Iterator[Arm]:
    walker = _WALKERS.get(type(expr))
    if walker is not None:
        yield from walker(expr, env)
        return
    for child in children(expr):
        yield from _expr(child, env)


def _if(expr: If, env: Env) -> Iterator[Arm]:
    for branch in expr.branches:
        yield from _expr(branch.test, env)
        answer = _truth(branch.test, env)
        yield from _said(branch.test, answer)
        if answer is not False:
            yield from _expr(branch.body, env) if answer else ()
            return
    if expr.otherwise is not None:
        yield from _expr(expr.otherwise, env)


def _choice(expr: Choice, env: Env) -> Iterator[Arm]:
    yield from _expr(expr.test, env)
    answer = _truth(expr.test, env)
    yield from _said(expr.test, answer)
    taken = expr.then if answer else expr.other
    if taken is not None and answer is not None:
        yield from _expr(taken, env)


def _for(expr: For, env: Env) -> Iterator[Arm]:
    yield from _expr(expr.items, env)
    if expr.test is not None:
        for each in _rounds(replace(expr, test=None), env):
            yield from _said(expr.test, _truth(expr.test, each))
    inner = _rounds(expr, env)
    if inner:
        yield Arm(expr.items.span, ROUND)
    elif expr.otherwise is not None:
        yield Arm(expr.items.span, EMPTY)
        yield from _expr(expr.otherwise, env)
    for each in inner:
        yield from _expr(expr.body, each)


def _logic(expr: Logic, env: Env) -> Iterator[Arm]:
    """Yield the arms in the operands that are asked: the right one only where the left decides."""
    yield from _expr(expr.left, env)
    answer = _truth(expr.left, env)
    if answer is (expr.op == "and"):
        yield from _expr(expr.right, env)


_WALKERS: dict[type[Expr], Callable[..., Iterator[Arm]]] = {
    If: _if,
    Choice: _choice,
    For: _for,
    Logic: _logic,
}


def _truth(test: Expr, env: Env) -> bool | None:
    """Return what a condition says, None where it can't be evaluated."""
    try:
        return truth(compiled(test)(env))
    except EvalError:
        return None


def _said(test: Expr, answer: bool | None) -> Iterator[Arm]:
    if answer is not None:
        yield Arm(test.span, TRUE if answer else FALSE)


def _rounds(loop: For, env: Env) -> list[Env]:
    try:
        return loop_rounds(loop, None)(env)
    except EvalError:
        return []
