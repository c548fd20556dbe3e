"""Phone numbers as people and spreadsheets write them, and what they should be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from msgc.late import regex
from msgc.recipients.rows import RowFault
from msgc.recipients.sentences import shown, wrong_type

_SPOILED = regex(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+|[+-]?[0-9]+[.,]0+")
_INTERNATIONAL = regex(r"\+|00")
_MIN_WITHOUT_PLUS = 10
"""Digits from which a number without + is taken for one that has its country code."""


def is_spoiled(text: str) -> bool:
    """Tell whether a text is a number as a spreadsheet rewrites it: `3.16E+10`, `316123456.0`."""
    return _SPOILED.fullmatch(text) is not None


def spoiled(path: str, text: str) -> RowFault:
    """Return the fault of a number that a spreadsheet rewrote; its digits may be lost."""
    message = f"`{path}` holds {shown(text)}: a spreadsheet rewrote the number."
    help = "Format the column as text in the spreadsheet, write it again, then export."
    return RowFault("MSG505", message, help, path)


def bad_phone(path: str, text: str, is_phone: Callable[[str], bool]) -> RowFault:
    """Return the fault of a text that isn't an E.164 number, with the number it may stand for."""
    if is_spoiled(text):
        return spoiled(path, text)
    fault = wrong_type(path, text, "phone")
    meant = _meant(text)
    if meant is None or not is_phone(meant):
        return fault
    help = f"Write it with + and country code and nothing between: {meant}."
    return RowFault(fault.code, fault.message, help, path)


def _meant(text: str) -> str | None:
    bare = "".join(char for char in text if not _is_separator(char))
    digits = _INTERNATIONAL.sub("", bare, count=1) if _INTERNATIONAL.match(bare) else bare
    if not (digits.isascii() and digits.isdigit()):
        return None
    written_out = digits != bare
    likely = len(digits) >= _MIN_WITHOUT_PLUS and not digits.startswith("0")
    return "+" + digits if written_out or likely else None


def _is_separator(char: str) -> bool:
    # Spaces, punctuation and invisible marks, which copying from a phone's contacts brings along.
    return unicodedata.category(char)[0] in "ZPC" and char != "+"
