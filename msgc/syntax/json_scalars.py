"""JSON's strings, numbers and words."""

from __future__ import annotations

import math
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from msgc.late import regex
from msgc.source import SourceFile, Span
from msgc.syntax import json_faults as faults
from msgc.syntax.nodes import Scalar, Style, TextMap
from msgc.syntax.text_maps import MapBuilder

_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_LEXEME = regex(r"[^\s,:\[\]{}\"]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_SURROGATE = regex("[\ud800-\udfff]")
_ESCAPE = regex(r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)")


def read_string(source: SourceFile, start: int, end: int) -> Scalar:
    """Read the string whose opening quote stands at `start`; raise `JsonError` for a fault."""
    try:
        # The decoder's own scanner: it joins surrogate pairs and refuses control characters.
        value, stop = scanstring(source.text, start + 1, True)
    except JSONDecodeError:
        raise faults.bad_string(source, start, end) from None
    where = _where(source.text, value, start + 1, stop - 1)
    if half := _SURROGATE.search(value):
        raise faults.half_character(source, where[half.start()])
    return Scalar(value, Style.JSON, Span(source, start, stop), where, value)


def _where(text: str, value: str, start: int, end: int) -> TextMap:
    if len(value) == end - start:
        return TextMap((0,), (start,))
    builder = MapBuilder()
    for match in _ESCAPE.finditer(text, start, end):
        builder.add(text[start : match.start()], start)
        builder.add(" ", match.start())  # any escape, or pair of them, is one character
        start = match.end()
    builder.add(text[start:end], start)
    return builder.finish(end)[1]


def read_literal(source: SourceFile, start: int, end: int) -> Scalar:
    """Read the number, `true`, `false` or `null` at `start`; raise `JsonError` if it is none."""
    match = _LEXEME.match(source.text, start, end)
    lexeme = match[0] if match else ""
    value = _WORDS[lexeme] if lexeme in _WORDS else _number(source, start, lexeme)
    return Scalar(lexeme, Style.JSON, Span(source, start, start + len(lexeme)), None, value)


def _number(source: SourceFile, start: int, lexeme: str) -> int | float:
    match = _NUMBER.fullmatch(lexeme)
    if not match:
        raise faults.no_value(source, start, lexeme)
    try:
        value = float(lexeme) if match[1] or match[2] else int(lexeme)
    except ValueError:  # Python refuses whole numbers of thousands of digits
        value = math.inf
    if math.isinf(value):
        raise faults.too_large(source, start, lexeme)
    return value
