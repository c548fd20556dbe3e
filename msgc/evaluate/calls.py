"""Filters and tests: arguments bound once, values passed each time."""

from __future__ import annotations

from msgc import filters
from msgc.evaluate.model import Compile, Fn, empty, fails, needed
from msgc.evaluate.values import MISSING, Env, EvalError, there, truth
from msgc.filters.binding import bind
from msgc.filters.model import Filter as FilterRow
from msgc.filters.model import FilterError
from msgc.filters.model import Test as TestRow
from msgc.syntax import expr as ex

IS_THERE = {"defined": True, "undefined": False, "none": False}


def filter_of(expr: ex.Filter, compile: Compile) -> Fn:
    """Return what applies a filter."""
    row = filters.FILTERS.get(expr.name)
    if row is None:
        return fails(expr.name_span, f"there is no filter `{expr.name}`", "MSG205")
    if expr.name in ("default", "d"):
        return _default(expr, row, compile)
    call = _call(expr, row, compile)
    return lambda env: there(call(env))


def _call(expr: ex.Filter | ex.Test, row: FilterRow | TestRow, compile: Compile) -> Fn:
    """Return the call of a filter or test with its arguments bound."""
    try:
        bound = bind(row, expr.args, dict(expr.named))
    except FilterError as error:
        return fails(expr.name_span, error.message, "MSG206")
    target = compile(expr.target) if row.takes_missing else needed(expr.target, compile)
    named = [(name, needed(arg, compile)) for name, arg in bound.arguments.items()]
    rest = [needed(arg, compile) for arg in bound.rest]
    uses_locale = isinstance(row, FilterRow) and row.uses_locale
    apply, span = row.apply, expr.span

    def call(env: Env) -> object:
        value = target(env)
        arguments = {name: fn(env) for name, fn in named}
        if uses_locale:
            arguments["locale"] = env.locale
        env.budget.spend(value, span)
        try:
            value = None if value is MISSING else value
            result = apply(value, *(fn(env) for fn in rest), **arguments)
        except FilterError as error:
            raise EvalError(error.message, span, "MSG217", error.help) from None
        env.budget.spend(result, span)
        return result

    return call


def _default(expr: ex.Filter, row: FilterRow, compile: Compile) -> Fn:
    try:
        arguments = bind(row, expr.args, dict(expr.named)).arguments
    except FilterError as error:
        return fails(expr.name_span, error.message, "MSG206")
    target = compile(expr.target)
    other = compile(arguments["default_value"]) if "default_value" in arguments else empty
    also_false = compile(arguments["boolean"]) if "boolean" in arguments else None

    def default(env: Env) -> object:
        value = target(env)
        if value is MISSING or (also_false and truth(also_false(env)) and not truth(value)):
            return other(env)
        return value

    return default


def test_of(expr: ex.Test, compile: Compile) -> Fn:
    """Return what answers a test."""
    if expr.name in IS_THERE:
        target, wanted = compile(expr.target), IS_THERE[expr.name]
        return lambda env: (target(env) is not MISSING) is wanted
    row = filters.TESTS.get(expr.name)
    if row is None:
        return fails(expr.name_span, f"there is no test `{expr.name}`", "MSG205")
    return _call(expr, row, compile)
