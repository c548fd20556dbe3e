"""Nodes to plain Python values, where no schema says what is wanted."""

from __future__ import annotations

import json
import math

from msgc.late import regex
from msgc.syntax.nodes import NULLS, Mapping, Node, Scalar, Sequence, Style

Value = str | int | float | bool | None

_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(?:(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)")
_JSON_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# The API's words for truths.
BOOLEANS = {"true": True, "false": False}
# Python refuses to read or write an integer of more digits.
MAX_DIGITS = 4300
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


def to_value(node: Node) -> object:
    """Return the value of a tree: dict, list, str, int, float, bool or None.

    JSON nodes keep their JSON values. YAML's plain scalars follow YAML 1.2's core rules, but are
    a number only where writing the number gives the same text back; quoted text is text.
    """
    if isinstance(node, Mapping):
        return {entry.key.value: to_value(entry.value) for entry in node}
    if isinstance(node, Sequence):
        return [to_value(item) for item in node.items]
    return scalar_value(node)


def scalar_value(scalar: Scalar) -> Value:
    """Return the value of one scalar, by the rules of `to_value`."""
    if scalar.style is Style.JSON:
        return scalar.json
    if scalar.is_null:
        return None
    if scalar.style is not Style.PLAIN:
        return scalar.value
    return plain_value(scalar.value)


def plain_value(text: str) -> Value:
    """Return the value of a plain scalar's text, by the rules of `to_value`."""
    if text in NULLS:
        return None
    return _BOOLEANS[text] if text in _BOOLEANS else _number(text)


def typed_value(text: str, wanted: frozenset[str]) -> bool | int | float | None:
    """Return the truth or number that a plain text is where one is wanted, None for neither."""
    if "boolean" in wanted and text in BOOLEANS:
        return BOOLEANS[text]
    value = json_number(text) if wanted & {"number", "integer"} else None
    if isinstance(value, float) and "number" not in wanted:
        return int(value) if value.is_integer() else None
    return value


def json_number(text: str) -> int | float | None:
    """Read a text as a JSON number, where one is wanted; None where it isn't a finite one."""
    if not _JSON_NUMBER.fullmatch(text) or len(text.lstrip("-")) > MAX_DIGITS:
        return None
    value: int | float = json.loads(text)
    return value if isinstance(value, int) or math.isfinite(value) else None


def _number(text: str) -> str | int | float:
    if not _NUMBER.fullmatch(text):
        return text
    try:
        value = float(text) if "." in text or "e" in text else int(text)
    except ValueError:  # Python refuses whole numbers of thousands of digits
        return text
    return value if str(value) == text else text
