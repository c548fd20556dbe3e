"""Literals, names, fields, and what is picked out of a value."""

from __future__ import annotations

from msgc.evaluate.model import Compile, Fn, needed
from msgc.evaluate.values import MISSING, OMIT, Env, EvalError, Missing, there
from msgc.syntax import expr as ex


def const_of(expr: ex.Const, compile: Compile) -> Fn:
    """Return what gives a literal."""
    value = there(expr.value)
    return lambda env: value


def text_of(expr: ex.Text, compile: Compile) -> Fn:
    """Return what gives literal text."""
    value = expr.value
    return lambda env: value


def name_of(expr: ex.Name, compile: Compile) -> Fn:
    """Return what looks a name up; `omit` is its own value."""
    name = expr.name
    if name == "omit":
        return lambda env: OMIT
    return lambda env: there(env.names.get(name))


def field_of(expr: ex.Field, compile: Compile) -> Fn:
    """Return what reads a row's field, never a method."""
    target, name = compile(expr.target), expr.name

    def field(env: Env) -> object:
        owner = target(env)
        return there(owner.get(name)) if type(owner) is dict else _no_field(owner, expr)

    return field


def _no_field(owner: object, expr: ex.Field) -> Missing:
    if isinstance(owner, Missing):
        return owner
    raise EvalError(f"`{expr.target.span.text}` has no fields", expr.name_span, "MSG204")


def item_of(expr: ex.Item, compile: Compile) -> Fn:
    """Return what picks an entry; one that isn't there is missing."""
    target, index = needed(expr.target, compile), needed(expr.index, compile)

    def item(env: Env) -> object:
        owner, at = target(env), index(env)
        if isinstance(owner, dict) and isinstance(at, str):
            return there(owner.get(at))
        if isinstance(owner, list | str) and type(at) is int:
            return there(owner[at]) if -len(owner) <= at < len(owner) else MISSING
        raise EvalError(f"`{expr.span.text}` can't be indexed so", expr.span, "MSG207")

    return item


def slice_of(expr: ex.Slice, compile: Compile) -> Fn:
    """Return what cuts a part out of a list or text."""
    target = needed(expr.target, compile)
    bounds = [
        needed(part, compile) if part else None for part in (expr.start, expr.stop, expr.step)
    ]

    def part(env: Env) -> object:
        owner = target(env)
        at = slice(*(bound(env) if bound else None for bound in bounds))
        try:
            return owner[at]
        except (TypeError, ValueError, KeyError):
            raise EvalError(f"`{expr.span.text}` can't be sliced", expr.span, "MSG207") from None

    return part
