"""Arithmetic as generated code: Python's own, and a look at what could be too large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import NUMBER, TEXT, WHOLE
from msgc.emit.limits import SMALL_BITS
from msgc.emit.runtime import in_range, number, power, small
from msgc.emit.source import Code, columns_of
from msgc.emit.writer import Writer
from msgc.filters.limits import MAX_INTEGER_BITS

POWER = "**"
# Of integers: how many bits there are, of how many there are on either side.
_BITS: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: max(left, right) + 1,
    "-": lambda left, right: max(left, right) + 1,
    "*": lambda left, right: left + right,
    "//": lambda left, right: left,
    "%": lambda left, right: right,
}


def signed(writer: Writer, op: str, operand: Code) -> Code:
    """Return the code of a number with a sign. Raises CantGenerateError."""
    if operand.classes <= NUMBER:
        return replace(operand, text=f"({op}{operand.text})", json=None, step=None)
    value = _number(writer, operand)
    return Code(f"({op}{value.text})", NUMBER, value.columns)


def calculated(writer: Writer, op: str, left: Code, right: Code) -> Code:
    """Return the code of a calculation. Raises CantGenerateError where it is of no numbers."""
    if op == "+" and left.classes | right.classes <= TEXT:
        return _appended(writer, left, right)
    bits = _bits(writer, op, left, right)
    left, right = _number(writer, left), _number(writer, right)
    columns = columns_of((left, right))
    if bits is not None:
        return Code(f"({left.text} {op} {right.text})", WHOLE, columns, bits=bits)
    if op == POWER:
        return Code(f"{writer.body.helper(power)}({left.text}, {right.text})", NUMBER, columns)
    text = f"{writer.body.helper(in_range)}({left.text} {op} {right.text})"
    is_whole = left.classes | right.classes <= WHOLE and op in _BITS
    return Code(text, WHOLE if is_whole else NUMBER, columns)


def _appended(writer: Writer, left: Code, right: Code) -> Code:
    most, times = left.most + right.most, left.times + right.times
    text = f"({left.text} + {right.text})"
    made = Code(text, TEXT, columns_of((left, right)), most, times)
    writer.spend(made)
    return writer.bounded(made)


def _number(writer: Writer, code: Code) -> Code:
    if code.classes <= NUMBER:
        return code
    # What is sure to be no number has a fault that is the reference's to tell.
    if not code.classes & NUMBER:
        raise CantGenerateError
    return Code(f"{writer.body.helper(number)}({code.text})", NUMBER, code.columns)


def _bits(writer: Writer, op: str, left: Code, right: Code) -> int | None:
    """Return how many bits an integer that is made has at most, None where that isn't known."""
    if op not in _BITS or not left.classes | right.classes <= WHOLE:
        return None
    first, second = (_bits_of(writer, each) for each in (left, right))
    if first is None or second is None:
        return None
    made = _BITS[op](first, second)
    return made if made <= MAX_INTEGER_BITS else None


def _bits_of(writer: Writer, code: Code) -> int | None:
    if code.bits is None and code.is_column:
        writer.body.do(f"{writer.body.helper(small)}({code.columns[0]})")
        return SMALL_BITS
    return code.bits
