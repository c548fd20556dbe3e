"""Text: pieces one after the other, tags that choose and repeat, included files."""

from __future__ import annotations

from collections.abc import Callable

from msgc.evaluate.loops import loop_rounds
from msgc.evaluate.model import Compile, Fn, bounded, empty, fails
from msgc.evaluate.values import Env, EvalError, truth, written
from msgc.filters.limits import MAX_TEXT
from msgc.syntax import expr as ex


def join_of(expr: ex.Join, compile: Compile) -> Fn:
    """Return what writes a text."""
    parts = [_piece(part, compile) for part in expr.parts]
    span = expr.span

    def join(env: Env) -> str:
        return bounded("".join([part(env) for part in parts]), span)

    return join


def _piece(expr: ex.Expr, compile: Compile) -> Callable[[Env], str]:
    fn, span = compile(expr), expr.span
    if isinstance(expr, ex.Text | ex.If | ex.For | ex.Include | ex.Join):
        return fn
    return lambda env: written(fn(env), span)


def if_of(expr: ex.If, compile: Compile) -> Fn:
    """Return what writes the first branch whose test is true."""
    branches = [(compile(branch.test), join_of(branch.body, compile)) for branch in expr.branches]
    otherwise = join_of(expr.otherwise, compile) if expr.otherwise else empty

    def choose(env: Env) -> str:
        for test, body in branches:
            if truth(test(env)):
                return str(body(env))
        return str(otherwise(env))

    return choose


def for_of(expr: ex.For, compile: Compile) -> Fn:
    """Return what writes a body once for each entry."""
    rounds = loop_rounds(expr, compile)
    body = join_of(expr.body, compile)
    otherwise = join_of(expr.otherwise, compile) if expr.otherwise else empty
    span = expr.span

    def loop(env: Env) -> str:
        pieces: list[str] = []
        size, ran = 0, False
        for inner in rounds(env):
            ran = True
            pieces.append(body(inner))
            size += len(pieces[-1])
            if size > MAX_TEXT:
                raise EvalError("the loop writes too long a text", span, "MSG216")
        return "".join(pieces) if ran else str(otherwise(env))

    return loop


def include_of(expr: ex.Include, compile: Compile) -> Fn:
    """Return what writes an included file's text."""
    if expr.body is None:
        return fails(expr.path_span, f"there is no file `{expr.path}`", "MSG213")
    return join_of(expr.body, compile)


def broken_of(expr: ex.Broken, compile: Compile) -> Fn:
    """Return what fails where a fault has been reported."""
    return fails(expr.span, "the expression is broken", "MSG201")
