"""What evaluating functions are, and the pieces that all of them use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgc.evaluate.values import MISSING, OMIT, Env, EvalError, missing
from msgc.filters.limits import MAX_TEXT
from msgc.source import Span
from msgc.syntax import expr as ex

Fn = Callable[[Env], Any]
"""Evaluates one expression; raises EvalError, nothing else."""

Compile = Callable[[ex.Expr], Fn]
"""Makes the function of an inner expression."""


def needed(expr: ex.Expr, compile: Compile) -> Fn:
    """Return the value of an operand that must be there."""
    fn = compile(expr)
    span = expr.span

    def value(env: Env) -> object:
        found = fn(env)
        if found is MISSING or found is OMIT:
            raise missing(span)
        return found

    return value


def empty(env: Env) -> str:
    """Return no text."""
    return ""


def fails(span: Span, message: str, code: str) -> Fn:
    """Return a function that always raises a fault."""

    def fail(env: Env) -> object:
        raise EvalError(message, span, code)

    return fail


def bounded(text: str, span: Span) -> str:
    """Return a text; EvalError where it is longer than a message can be."""
    if len(text) > MAX_TEXT:
        raise EvalError(f"the text is longer than {MAX_TEXT:,} code points", span, "MSG216")
    return text
