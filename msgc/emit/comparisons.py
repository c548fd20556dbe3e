"""Comparisons as generated code: Python's own where it means the same, else looked at."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import LIST, NONE, NUMBER, OBJECT, TEXT, TRUTH, Classes
from msgc.emit.runtime import compared, contained
from msgc.emit.source import Code, columns_of
from msgc.emit.writer import Writer

EQUALITIES = {"eq": "==", "ne": "!="}
ORDERINGS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
CONTAINS = {"in": "in", "notin": "not in"}
CONTAINERS, ORDERED = TEXT | LIST | OBJECT, NUMBER | TEXT
WORDS = {**EQUALITIES, **ORDERINGS, **CONTAINS}


def compared_code(writer: Writer, ops: Sequence[str], operands: Sequence[Code]) -> Code:
    """Return the code of comparisons in a chain. Raises CantGenerateError."""
    pairs = list(zip(ops, operands, operands[1:], strict=False))
    if all(_is_plain(*each) for each in pairs):
        # Python compares a chain as the language does: until one isn't so, each operand once.
        first, *rest = operands
        words = "".join(f" {WORDS[op]} {each.text}" for op, each in zip(ops, rest, strict=True))
        return Code(f"({first.text}{words})", TRUTH, columns_of(operands))
    if len(pairs) > 1:
        raise CantGenerateError
    op, left, right = pairs[0]
    return Code(_looked_at(writer, op, left, right), TRUTH, columns_of((left, right)))


def _is_plain(op: str, left: Code, right: Code) -> bool:
    """Tell whether Python compares two values as the language does, or fails."""
    if op in EQUALITIES:
        return True
    if op in CONTAINS:
        in_text = left.classes <= TEXT and right.classes <= TEXT
        return in_text or (not left.classes & NONE and right.classes <= LIST)
    return _are_ordered(left.classes - NONE, right.classes - NONE)


def _are_ordered(left: Classes, right: Classes) -> bool:
    return left | right <= NUMBER or left | right <= TEXT


def _looked_at(writer: Writer, op: str, left: Code, right: Code) -> str:
    # What is sure to mean nothing has a fault that is the reference's to tell.
    if op in CONTAINS:
        if not right.classes & CONTAINERS:
            raise CantGenerateError
        text = f"{writer.body.helper(contained)}({left.text}, {right.text})"
        return text if op == "in" else f"(not {text})"
    if not left.classes & ORDERED or not right.classes & ORDERED:
        raise CantGenerateError
    return f"{writer.body.helper(compared)}({op!r}, {left.text}, {right.text})"
