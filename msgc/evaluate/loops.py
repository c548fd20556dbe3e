"""The rounds of a loop: items filtered, names bound, `loop` counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgc.evaluate.model import Compile, needed
from msgc.evaluate.values import Env, EvalError, truth
from msgc.source import Span
from msgc.syntax import expr as ex

# No variable can have this name; it keeps the round's own item for a second count.
ITEM = " item"


def loop_rounds(
    expr: ex.For, compile: Compile, test: ex.Expr | None = None
) -> Callable[[Env], list[Env]]:
    """Return the function that gives the names of each round of a loop, filtered.

    The filter sees `loop` as it counts all items; the body's counts those that are kept.
    """
    items = needed(expr.items, compile)
    tests = [compile(each) for each in (expr.test, test) if each is not None]

    def rounds(env: Env) -> list[Env]:
        values = items(env)
        if not isinstance(values, list):
            raise EvalError(f"`{expr.items.span.text}` isn't a list", expr.items.span, "MSG207")
        _spend(env, len(values), expr.span)
        kept = _inner(env, expr, values)
        for keep in tests:
            kept = [inner for inner in kept if truth(keep(inner))]
        if len(kept) == len(values):
            return kept
        return _inner(env, expr, [inner.names[ITEM] for inner in kept])

    return rounds


def _spend(env: Env, rounds: int, span: Span) -> None:
    env.budget.rounds -= rounds
    if env.budget.rounds < 0:
        raise EvalError("the loops go round too often", span, "MSG216")


def _inner(env: Env, expr: ex.For, values: Sequence[object]) -> list[Env]:
    return [
        env.inner({**_targets(expr, value), "loop": _loop(values, index), ITEM: value})
        for index, value in enumerate(values)
    ]


def _targets(expr: ex.For, value: object) -> dict[str, object]:
    if len(expr.names) == 1:
        return {expr.names[0]: value}
    if isinstance(value, list) and len(value) == len(expr.names):
        return dict(zip(expr.names, value, strict=True))
    names = ", ".join(expr.names)
    raise EvalError(f"an entry of the list can't be taken apart into {names}", expr.span)


def _loop(values: Sequence[object], index: int) -> dict[str, object]:
    length = len(values)
    return {
        "index": index + 1,
        "index0": index,
        "revindex": length - index,
        "revindex0": length - index - 1,
        "first": index == 0,
        "last": index == length - 1,
        "length": length,
        "previtem": values[index - 1] if index else None,
        "nextitem": values[index + 1] if index + 1 < length else None,
    }
