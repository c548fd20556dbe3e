"""Expressions made into functions, once for each message: `fn(env)` is the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgc.evaluate import loops, names, operators, texts
from msgc.evaluate.model import Compile, Fn
from msgc.evaluate.values import Env
from msgc.late import Late
from msgc.syntax import expr as ex

# Most texts only name variables: what knows the filters is had for the first of them.
if TYPE_CHECKING:
    from msgc.evaluate import calls
else:
    calls = Late("msgc.evaluate.calls")


def compiled(expr: ex.Expr) -> Fn:
    """Return the function that evaluates an expression; it raises EvalError, nothing else."""
    return _COMPILERS[type(expr)](expr, compiled)


def loop_rounds(expr: ex.For, test: ex.Expr | None) -> Callable[[Env], list[Env]]:
    """Return the function that gives the names of each round of a list's `for:`, filtered."""
    return loops.loop_rounds(expr, compiled, test)


_COMPILERS: dict[type[ex.Expr], Callable[[Any, Compile], Fn]] = {
    ex.Const: names.const_of,
    ex.Text: names.text_of,
    ex.Name: names.name_of,
    ex.Field: names.field_of,
    ex.Item: names.item_of,
    ex.Slice: names.slice_of,
    ex.Filter: lambda *asked: calls.filter_of(*asked),
    ex.Test: lambda *asked: calls.test_of(*asked),
    ex.Unary: operators.unary_of,
    ex.Binary: operators.binary_of,
    ex.Concat: operators.concat_of,
    ex.Logic: operators.logic_of,
    ex.Compare: operators.compare_of,
    ex.Choice: operators.choice_of,
    ex.ListOf: operators.list_of,
    ex.DictOf: operators.dict_of,
    ex.Join: texts.join_of,
    ex.If: texts.if_of,
    ex.For: texts.for_of,
    ex.Include: texts.include_of,
    ex.Broken: texts.broken_of,
}
