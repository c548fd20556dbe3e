"""What fills a hole, as code: pieces of text between quotes, or a number, or a boolean."""

from __future__ import annotations

from dataclasses import dataclass, replace

from msgc.emit.breaks import without_final_break
from msgc.emit.coder import Coder
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import NONE, NUMBER, OMITTED, SCALAR, TEXT, TRUTH, WHOLE
from msgc.emit.runtime import escaped, expect, numbers, truths, whole_numbers, without_return
from msgc.emit.shapes import Scope
from msgc.emit.source import Code, comprehension, value_of
from msgc.plan import Hole
from msgc.syntax import expr as ex

Piece = str | Code
"""Literal text, or the code of a text."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What fills a hole: a text in pieces, or the code of another value."""

    pieces: tuple[Piece, ...] = ()
    value: Code | None = None


def leaf_of(coder: Coder, hole: Hole, scope: Scope) -> Leaf:
    """Return what fills a hole that is there. Raises CantGenerateError."""
    if isinstance(hole.expr, ex.Join):
        return _text(coder, hole, hole.expr, scope)
    return _fitted(coder, _there(coder, coder.code(hole.expr, scope)), hole)


def _there(coder: Coder, code: Code) -> Code:
    """Return the code of a value that is neither missing nor left out in any row."""
    classes = code.classes - NONE - OMITTED
    if classes == code.classes or not classes <= SCALAR:
        return Code(code.text, classes, code.columns, code.most, code.times)
    body, column = coder.body, coder.body.each(code)
    body.do(f"{body.helper(expect)}({column}, {body.name(classes, 't')})")
    return Code(value_of(column), classes, (column,), code.most, code.times)


def _text(coder: Coder, hole: Hole, text: ex.Join, scope: Scope) -> Leaf:
    pieces = _merged([piece for part in text.parts for piece in _pieces(coder, part, scope)])
    # Only its length is noted here: the pieces are written one by one.
    text_code(coder, Leaf(tuple(pieces)))
    return Leaf(tuple(_without_break(coder, pieces) if hole.is_block else pieces))


def _without_break(coder: Coder, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a block's text, which loses one final line break."""
    if not pieces or (isinstance(pieces[-1], str) and pieces[-1] != "\n"):
        return [*pieces[:-1], *map(without_final_break, pieces[-1:])]  # type: ignore[arg-type]
    *before, last = pieces[:-1] if pieces[-1] == "\n" else pieces
    if not isinstance(last, Code) or not _ends_in_words(before):
        last, before = text_code(coder, Leaf(tuple(pieces))), []
    elif pieces[-1] == "\n":
        return [*before, _without_return(coder, last)]
    return [*before, _changed(f"{coder.body.helper(without_final_break)}({last.text})", last)]


def _without_return(coder: Coder, code: Code) -> Code:
    """Return the code of a text that loses one final carriage return, of which few have any."""
    column = coder.body.each(code)
    kept = coder.body.column(f"{coder.body.helper(without_return)}({column})")
    return Code(value_of(kept), TEXT, (kept,), code.most, code.times)


def _ends_in_words(pieces: list[Piece]) -> bool:
    """Tell whether no part of a line break can be at the end, whatever the row."""
    return not pieces or (isinstance(pieces[-1], str) and pieces[-1][-1] not in "\r\n")


def _changed(text: str, code: Code) -> Code:
    return Code(text, TEXT, code.columns, code.most, code.times)


def _pieces(coder: Coder, expr: ex.Expr, scope: Scope) -> list[Piece]:
    if isinstance(expr, ex.Text):
        return [expr.value]
    if isinstance(expr, ex.Join):
        return [piece for part in expr.parts for piece in _pieces(coder, part, scope)]
    if isinstance(expr, ex.Include) and expr.body is not None:
        return _pieces(coder, expr.body, scope)
    code = coder.written(coder.operand(expr, scope))
    literal = code.literal
    return [code if literal is None else literal]


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without empty texts, neighbouring literals as one."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and made and isinstance(made[-1], str):
            made[-1] += piece
        elif piece != "":
            made.append(piece)
    return made


def _fitted(coder: Coder, code: Code, hole: Hole) -> Leaf:
    """Return a whole expression's value as the field takes it."""
    wants, classes = hole.wants, code.classes
    takes_number = bool(wants & {"number", "integer"})
    if classes <= TEXT and (not wants or "string" in wants):
        return Leaf((code,))
    if classes <= WHOLE and (not wants or takes_number):
        return Leaf(value=code)
    if classes <= NUMBER and (not wants or "number" in wants):
        return Leaf(value=code)
    if classes <= TRUTH and (not wants or "boolean" in wants):
        return Leaf(value=code)
    if "string" in wants and not takes_number and "boolean" not in wants:
        return Leaf((coder.written(code),))
    raise CantGenerateError


def text_code(coder: Coder, leaf: Leaf) -> Code:
    """Return the code of a whole text."""
    return coder.joined([_code(piece) for piece in leaf.pieces])


def value_code(coder: Coder, leaf: Leaf) -> Code:
    """Return the code of a leaf's value."""
    return leaf.value if leaf.value is not None else text_code(coder, leaf)


def _code(piece: Piece) -> Code:
    return piece if isinstance(piece, Code) else Code(repr(piece), TEXT, most=len(piece))


def digits_column(coder: Coder, code: Code) -> str | None:
    """Return the column of an integer's digits as JSON, None where a text is something else."""
    if not code.columns or code.text != f"str({value_of(code.columns[0])})":
        return None
    return coder.body.column(f"{coder.body.helper(whole_numbers)}({code.columns[0]})")


def json_column(coder: Coder, code: Code, is_text: bool) -> str:
    """Return the column of a value as JSON, a text without its quotes."""
    body = coder.body
    # An integer's digits: JSON writes them alike inside a text.
    digits = digits_column(coder, code) if is_text else None
    if digits is not None:
        return digits
    if is_text and code.json is not None:
        return body.column(comprehension(replace(code, text=code.json)))
    column = body.column(code.step) if code.step else body.each(code)
    if is_text:
        return body.column(f"{body.helper(escaped)}({column})")
    known = ((WHOLE, whole_numbers), (NUMBER, numbers), (TRUTH, truths))
    write = next((each for classes, each in known if code.classes <= classes), None)
    if write is None:
        raise CantGenerateError
    body.do(f"{body.helper(expect)}({column}, {body.name(code.classes, 't')})")
    return body.column(f"{body.helper(write)}({column})")
