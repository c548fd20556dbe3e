"""What is picked out of a value as generated code: fields, entries, parts."""

from __future__ import annotations

from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import ANY, LIST, NONE, TEXT, WHOLE
from msgc.emit.limits import MOST_MADE
from msgc.emit.runtime import looked_up, picked, sliced
from msgc.emit.shapes import Scope
from msgc.emit.source import Code, columns_of
from msgc.emit.writer import Writer
from msgc.syntax import expr as ex


def made_code(text: str, columns: tuple[str, ...]) -> Code:
    """Return the code of a value of which only its length is known to be bounded."""
    return Code(text, ANY, columns, MOST_MADE)


def field_code(writer: Writer, expr: ex.Field, scope: Scope) -> Code:
    """Return the code of a field of what an expression makes. Raises CantGenerateError."""
    if isinstance(expr.target, ex.Name):
        raise CantGenerateError
    owner = writer.operand(expr.target, scope)
    text = f"{writer.body.helper(looked_up)}({owner.text}, {expr.name!r})"
    return writer.bounded(made_code(text, owner.columns))


def item_code(writer: Writer, expr: ex.Item, scope: Scope) -> Code:
    """Return the code of an entry."""
    owner, at = writer.operand(expr.target, scope), writer.operand(expr.index, scope)
    text = f"{writer.body.helper(picked)}({owner.text}, {at.text})"
    return writer.bounded(made_code(text, columns_of((owner, at))))


def slice_code(writer: Writer, expr: ex.Slice, scope: Scope) -> Code:
    """Return the code of a part of a text or a list. Raises CantGenerateError."""
    owner = writer.operand(expr.target, scope)
    bounds = [
        writer.operand(each, scope, WHOLE) if each else None
        for each in (expr.start, expr.stop, expr.step)
    ]
    columns = columns_of([owner, *(each for each in bounds if each)])
    start, stop, step = (each.text if each else None for each in bounds)
    for classes in (TEXT, LIST):
        if owner.classes - NONE <= classes:
            # Of a value that is missing, Python takes no part.
            text = f"{owner.text}[{start}:{stop}:{step}]"
            return writer.bounded(Code(text, classes, columns, owner.most, owner.times))
    text = f"{writer.body.helper(sliced)}({owner.text}, {start}, {stop}, {step})"
    return writer.bounded(made_code(text, columns))
