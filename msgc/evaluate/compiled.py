"""Expressions made into functions, once for each message: `fn(env)` is the value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgc.evaluate.arithmetic import calculate, compare, is_number
from msgc.evaluate.values import (
    MISSING,
    OMIT,
    Env,
    EvalError,
    Missing,
    missing,
    there,
    truth,
    written,
)
from msgc.filters import FILTERS, TESTS
from msgc.filters.binding import bind
from msgc.filters.limits import MAX_TEXT
from msgc.filters.model import Filter as FilterRow
from msgc.filters.model import FilterError
from msgc.filters.model import Test as TestRow
from msgc.source import Span
from msgc.syntax import expr as ex

Fn = Callable[[Env], Any]

IS_THERE = {"defined": True, "undefined": False, "none": False}


def compiled(expr: ex.Expr) -> Fn:
    """Return the function that evaluates an expression; it raises EvalError, nothing else."""
    return _COMPILERS[type(expr)](expr)


def _needed(expr: ex.Expr) -> Fn:
    """Return the value of an operand that must be there."""
    fn = compiled(expr)
    span = expr.span

    def value(env: Env) -> object:
        found = fn(env)
        if found is MISSING or found is OMIT:
            raise missing(span)
        return found

    return value


def _const(expr: ex.Const) -> Fn:
    value = there(expr.value)
    return lambda env: value


def _text(expr: ex.Text) -> Fn:
    value = expr.value
    return lambda env: value


def _name(expr: ex.Name) -> Fn:
    name = expr.name
    if name == "omit":
        return lambda env: OMIT
    return lambda env: there(env.names.get(name))


def _field(expr: ex.Field) -> Fn:
    target, name = compiled(expr.target), expr.name

    def field(env: Env) -> object:
        owner = target(env)
        return there(owner.get(name)) if type(owner) is dict else _no_field(owner, expr)

    return field


def _no_field(owner: object, expr: ex.Field) -> Missing:
    if isinstance(owner, Missing):
        return owner
    raise EvalError(f"`{expr.target.span.text}` has no fields", expr.name_span, "MSG204")


def _item(expr: ex.Item) -> Fn:
    target, index = _needed(expr.target), _needed(expr.index)

    def item(env: Env) -> object:
        owner, at = target(env), index(env)
        if isinstance(owner, dict) and isinstance(at, str):
            return there(owner.get(at))
        if isinstance(owner, list | str) and type(at) is int:
            return there(owner[at]) if -len(owner) <= at < len(owner) else MISSING
        raise EvalError(f"`{expr.span.text}` can't be indexed so", expr.span, "MSG207")

    return item


def _slice(expr: ex.Slice) -> Fn:
    target = _needed(expr.target)
    bounds = [_needed(part) if part else None for part in (expr.start, expr.stop, expr.step)]

    def part(env: Env) -> object:
        owner = target(env)
        at = slice(*(bound(env) if bound else None for bound in bounds))
        try:
            return owner[at]
        except (TypeError, ValueError, KeyError):
            raise EvalError(f"`{expr.span.text}` can't be sliced", expr.span, "MSG207") from None

    return part


def _filter(expr: ex.Filter) -> Fn:
    row = FILTERS.get(expr.name)
    if row is None:
        return _fails(expr.name_span, f"there is no filter `{expr.name}`", "MSG205")
    if expr.name in ("default", "d"):
        return _default(expr, row)
    call = _call(expr, row)
    return lambda env: there(call(env))


def _call(expr: ex.Filter | ex.Test, row: FilterRow | TestRow) -> Fn:
    """Return the call of a filter or test with its arguments bound."""
    try:
        bound = bind(row, expr.args, dict(expr.named))
    except FilterError as error:
        return _fails(expr.name_span, error.message, "MSG206")
    target = (compiled if row.takes_missing else _needed)(expr.target)
    named = [(name, _needed(arg)) for name, arg in bound.arguments.items()]
    rest = [_needed(arg) for arg in bound.rest]
    uses_locale = isinstance(row, FilterRow) and row.uses_locale
    apply, span = row.apply, expr.span

    def call(env: Env) -> object:
        value = target(env)
        arguments = {name: fn(env) for name, fn in named}
        if uses_locale:
            arguments["locale"] = env.locale
        try:
            value = None if value is MISSING else value
            return apply(value, *(fn(env) for fn in rest), **arguments)
        except FilterError as error:
            raise EvalError(error.message, span, "MSG217", error.help) from None

    return call


def _default(expr: ex.Filter, row: FilterRow) -> Fn:
    try:
        arguments = bind(row, expr.args, dict(expr.named)).arguments
    except FilterError as error:
        return _fails(expr.name_span, error.message, "MSG206")
    target = compiled(expr.target)
    other = compiled(arguments["default_value"]) if "default_value" in arguments else _empty
    also_false = compiled(arguments["boolean"]) if "boolean" in arguments else None

    def default(env: Env) -> object:
        value = target(env)
        if value is MISSING or (also_false and truth(also_false(env)) and not truth(value)):
            return other(env)
        return value

    return default


def _empty(env: Env) -> str:
    return ""


def _fails(span: Span, message: str, code: str) -> Fn:
    def fail(env: Env) -> object:
        raise EvalError(message, span, code)

    return fail


def _test(expr: ex.Test) -> Fn:
    if expr.name in IS_THERE:
        target, wanted = compiled(expr.target), IS_THERE[expr.name]
        return lambda env: (target(env) is not MISSING) is wanted
    row = TESTS.get(expr.name)
    if row is None:
        return _fails(expr.name_span, f"there is no test `{expr.name}`", "MSG205")
    return _call(expr, row)


def _unary(expr: ex.Unary) -> Fn:
    if expr.op == "not":
        operand = compiled(expr.operand)
        return lambda env: not truth(operand(env))
    needed = _needed(expr.operand)
    sign = -1 if expr.op == "-" else 1

    def signed(env: Env) -> object:
        value = needed(env)
        if not is_number(value):
            raise EvalError(f"`{expr.span.text}` isn't a number", expr.span, "MSG207")
        return sign * value

    return signed


def _binary(expr: ex.Binary) -> Fn:
    left, right, op, span = _needed(expr.left), _needed(expr.right), expr.op, expr.span
    return lambda env: calculate(op, left(env), right(env), span)


def _concat(expr: ex.Concat) -> Fn:
    parts = [(compiled(part), part.span) for part in expr.parts]
    return lambda env: _bounded("".join([written(fn(env), at) for fn, at in parts]), expr.span)


def _bounded(text: str, span: Span) -> str:
    if len(text) > MAX_TEXT:
        raise EvalError(f"the text is longer than {MAX_TEXT:,} code points", span, "MSG216")
    return text


def _logic(expr: ex.Logic) -> Fn:
    left, right = compiled(expr.left), compiled(expr.right)
    stops_at = expr.op == "or"

    def logic(env: Env) -> object:
        value = left(env)
        return value if truth(value) is stops_at else right(env)

    return logic


def _compare(expr: ex.Compare) -> Fn:
    first, span = _needed(expr.left), expr.span
    rest = [(op, _needed(operand)) for op, operand in expr.rest]

    def comparison(env: Env) -> bool:
        left = first(env)
        for op, fn in rest:
            right = fn(env)
            if not compare(op, left, right, span):
                return False
            left = right
        return True

    return comparison


def _choice(expr: ex.Choice) -> Fn:
    test, then = compiled(expr.test), compiled(expr.then)
    other = compiled(expr.other) if expr.other else None

    def choice(env: Env) -> object:
        if truth(test(env)):
            return then(env)
        return other(env) if other else MISSING

    return choice


def _list_of(expr: ex.ListOf) -> Fn:
    items = [_needed(item) for item in expr.items]
    return lambda env: [item(env) for item in items]


def _dict_of(expr: ex.DictOf) -> Fn:
    items = [(_needed(key), key.span, _needed(value)) for key, value in expr.items]
    return lambda env: {written(key(env), at): value(env) for key, at, value in items}


def _join(expr: ex.Join) -> Fn:
    parts = [_piece(part) for part in expr.parts]
    span = expr.span

    def join(env: Env) -> str:
        return _bounded("".join([part(env) for part in parts]), span)

    return join


def _piece(expr: ex.Expr) -> Callable[[Env], str]:
    fn, span = compiled(expr), expr.span
    if isinstance(expr, ex.Text | ex.If | ex.For | ex.Include | ex.Join):
        return fn
    return lambda env: written(fn(env), span)


def _if(expr: ex.If) -> Fn:
    branches = [(compiled(branch.test), _join(branch.body)) for branch in expr.branches]
    otherwise = _join(expr.otherwise) if expr.otherwise else _empty

    def choose(env: Env) -> str:
        for test, body in branches:
            if truth(test(env)):
                return str(body(env))
        return str(otherwise(env))

    return choose


def _for(expr: ex.For) -> Fn:
    rounds = loop_rounds(expr)
    body = _join(expr.body)
    otherwise = _join(expr.otherwise) if expr.otherwise else _empty
    span = expr.span

    def loop(env: Env) -> str:
        pieces: list[str] = []
        size, ran = 0, False
        for inner in rounds(env):
            ran = True
            pieces.append(body(inner))
            env.rounds = min(env.rounds, inner.rounds)
            size += len(pieces[-1])
            if size > MAX_TEXT:
                raise EvalError("the loop writes too long a text", span, "MSG216")
        return "".join(pieces) if ran else str(otherwise(env))

    return loop


def loop_rounds(expr: ex.For, test: ex.Expr | None = None) -> Callable[[Env], list[Env]]:
    """Return the function that gives the names of each round of a loop, filtered.

    The filter sees `loop` as it counts all items; the body's counts those that are kept.
    """
    items = _needed(expr.items)
    tests = [compiled(each) for each in (expr.test, test) if each is not None]

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


# No variable can have this name; it keeps the round's own item for a second count.
ITEM = " item"


def _spend(env: Env, rounds: int, span: Span) -> None:
    env.rounds -= rounds
    if env.rounds < 0:
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


def _include(expr: ex.Include) -> Fn:
    if expr.body is None:
        return _fails(expr.path_span, f"there is no file `{expr.path}`", "MSG213")
    return _join(expr.body)


def _broken(expr: ex.Broken) -> Fn:
    return _fails(expr.span, "the expression is broken", "MSG201")


_COMPILERS: dict[type[ex.Expr], Callable[[Any], Fn]] = {
    ex.Const: _const,
    ex.Text: _text,
    ex.Name: _name,
    ex.Field: _field,
    ex.Item: _item,
    ex.Slice: _slice,
    ex.Filter: _filter,
    ex.Test: _test,
    ex.Unary: _unary,
    ex.Binary: _binary,
    ex.Concat: _concat,
    ex.Logic: _logic,
    ex.Compare: _compare,
    ex.Choice: _choice,
    ex.ListOf: _list_of,
    ex.DictOf: _dict_of,
    ex.Join: _join,
    ex.If: _if,
    ex.For: _for,
    ex.Include: _include,
    ex.Broken: _broken,
}
