"""`default` as generated code: what stands in for a value that is missing."""

from __future__ import annotations

from dataclasses import replace

from msgc.emit.choices import either, text_literal
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import NONE, TEXT
from msgc.emit.runtime import filled
from msgc.emit.shapes import Scope
from msgc.emit.source import Code
from msgc.emit.writer import Writer, named
from msgc.filters import FILTERS, FilterError, bind
from msgc.recipients.written_columns import SEPARATOR
from msgc.syntax import expr as ex


def default_code(writer: Writer, expr: ex.Filter, scope: Scope) -> Code:
    """Return the code of `default`. Raises CantGenerateError."""
    try:
        arguments = bind(FILTERS[expr.name], expr.args, dict(expr.named)).arguments
    except FilterError:
        raise CantGenerateError from None
    target = writer.operand(expr.target, scope)
    given = arguments.get("default_value")
    other = writer.code(given, scope) if given is not None else text_literal("")
    boolean = arguments.get("boolean")
    name, text = _is_kept(writer, target, boolean)
    made = either(f"({name} if {text} else {other.text})", target, other)
    step = _filling(writer, target, other) if boolean is None else None
    return replace(made, classes=(target.classes - NONE) | other.classes, step=step)


def _filling(writer: Writer, target: Code, other: Code) -> str | None:
    """Return what fills a column of texts from another one, or with a literal, if these are so."""
    literal = other.literal
    is_literal = literal is not None and other.json is not None and SEPARATOR not in literal
    are_texts = target.classes == TEXT | NONE and other.classes <= TEXT
    if not are_texts or not target.is_column or not (is_literal or other.is_column):
        return None
    instead = other.columns[0] if other.is_column else other.text
    return f"{writer.body.helper(filled)}({target.columns[0]}, {instead})"


def _is_kept(writer: Writer, target: Code, boolean: ex.Expr | None) -> tuple[str, str]:
    """Return a name of the value, and the condition under which no default stands in for it."""
    if boolean is not None and not isinstance(boolean, ex.Const):
        raise CantGenerateError
    name, value = named(writer, target)
    also_false = boolean is not None and bool(boolean.value)
    return name, value if also_false else f"{value} is not None"
