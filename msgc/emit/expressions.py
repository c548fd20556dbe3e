"""Expressions as Python code over columns."""

from __future__ import annotations

from msgc.emit import calls, comparisons, numbers, picks
from msgc.emit.choices import chosen, either, text_literal
from msgc.emit.coder import Coder, Write
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import LIST, NONE, OMITTED, TRUTH, WHOLE
from msgc.emit.located import const_code
from msgc.emit.shapes import Items, Scope
from msgc.emit.source import Body, Code, columns_of, value_of
from msgc.emit.world import World
from msgc.evaluate.values import OMIT
from msgc.syntax import expr as ex


def new_coder(body: Body, world: World) -> Coder:
    """Return a writer of code into a function's body."""
    return Coder(body, world, _CODES)


def _name(coder: Coder, expr: ex.Name, scope: Scope) -> Code:
    if expr.name == "omit":
        return Code(coder.body.name(OMIT, "OMIT"), OMITTED)
    return coder.names.code(expr, scope)


def _field(coder: Coder, expr: ex.Field, scope: Scope) -> Code:
    try:
        return coder.names.code(expr, scope)
    except CantGenerateError:
        return picks.field_code(coder, expr, scope)


def _const(coder: Coder, expr: ex.Const, scope: Scope) -> Code:
    return const_code(expr)


def _text(coder: Coder, expr: ex.Text, scope: Scope) -> Code:
    return text_literal(expr.value)


def _unary(coder: Coder, expr: ex.Unary, scope: Scope) -> Code:
    operand = coder.operand(expr.operand, scope)
    if expr.op == "not":
        return Code(f"(not {operand.text})", TRUTH, operand.columns)
    return numbers.signed(coder, expr.op, operand)


def _binary(coder: Coder, expr: ex.Binary, scope: Scope) -> Code:
    left, right = (coder.operand(each, scope) for each in (expr.left, expr.right))
    return numbers.calculated(coder, expr.op, left, right)


def _concat(coder: Coder, expr: ex.Concat, scope: Scope) -> Code:
    parts = [coder.written(coder.operand(part, scope)) for part in expr.parts]
    text = coder.joined(parts)
    coder.spend(text)
    return text


def _logic(coder: Coder, expr: ex.Logic, scope: Scope) -> Code:
    left, right = (coder.operand(each, scope) for each in (expr.left, expr.right))
    return either(f"({left.text} {expr.op} {right.text})", left, right)


def _compare(coder: Coder, expr: ex.Compare, scope: Scope) -> Code:
    operands = [coder.operand(each, scope) for each in (expr.left, *(e for _, e in expr.rest))]
    return comparisons.compared_code(coder, [op for op, _ in expr.rest], operands)


def _choice(coder: Coder, expr: ex.Choice, scope: Scope) -> Code:
    test = coder.operand(expr.test, scope)
    then = coder.code(expr.then, scope)
    other = coder.code(expr.other, scope) if expr.other else Code("None", NONE)
    return chosen(then, test, other)


def _filter(coder: Coder, expr: ex.Filter, scope: Scope) -> Code:
    return calls.filter_code(coder, expr, scope)


def _test(coder: Coder, expr: ex.Test, scope: Scope) -> Code:
    return calls.test_code(coder, expr, scope)


def _list_of(coder: Coder, expr: ex.ListOf, scope: Scope) -> Code:
    items = [coder.operand(item, scope) for item in expr.items]
    if any(item.classes & NONE for item in items):
        raise CantGenerateError
    text = f"[{', '.join(item.text for item in items)}]"
    return Code(text, LIST, columns_of(items), len(items))


def _join(coder: Coder, expr: ex.Join, scope: Scope) -> Code:
    return coder.joined([_piece(coder, part, scope) for part in expr.parts])


def _piece(coder: Coder, expr: ex.Expr, scope: Scope) -> Code:
    return coder.written(coder.operand(expr, scope))


def _if(coder: Coder, expr: ex.If, scope: Scope) -> Code:
    made = _join(coder, expr.otherwise, scope) if expr.otherwise else text_literal("")
    for branch in reversed(expr.branches):
        test = coder.operand(branch.test, scope)
        made = chosen(_join(coder, branch.body, scope), test, made)
    return made


def _include(coder: Coder, expr: ex.Include, scope: Scope) -> Code:
    if expr.body is None:
        raise CantGenerateError
    return _join(coder, expr.body, scope)


def _for(coder: Coder, expr: ex.For, scope: Scope) -> Code:
    inner = Items(expr, scope, coder.lists(expr, None, scope))
    text, counts = coder.repeated(expr.body, inner), coder.names.counts(inner)
    if expr.otherwise is None:
        return text
    other = _join(coder, expr.otherwise, scope)
    entries = Code(value_of(counts), WHOLE, (counts,))
    return either(f"({text.text} if {entries.text} else {other.text})", text, other, entries)


def _item(coder: Coder, expr: ex.Item, scope: Scope) -> Code:
    return picks.item_code(coder, expr, scope)


def _slice(coder: Coder, expr: ex.Slice, scope: Scope) -> Code:
    return picks.slice_code(coder, expr, scope)


_CODES: dict[type[ex.Expr], Write] = {
    ex.Const: _const,
    ex.Text: _text,
    ex.Name: _name,
    ex.Field: _field,
    ex.Item: _item,
    ex.Slice: _slice,
    ex.Unary: _unary,
    ex.Binary: _binary,
    ex.Concat: _concat,
    ex.Logic: _logic,
    ex.Compare: _compare,
    ex.Choice: _choice,
    ex.ListOf: _list_of,
    ex.Filter: _filter,
    ex.Test: _test,
    ex.Join: _join,
    ex.If: _if,
    ex.For: _for,
    ex.Include: _include,
}
