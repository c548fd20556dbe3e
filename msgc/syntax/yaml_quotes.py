"""Readings of a YAML failure that lie in quoted text: not closed, gone on after, bad escapes."""

from __future__ import annotations

import re

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.late import regex
from msgc.source import Span
from msgc.syntax import yaml_complaints as complaints
from msgc.syntax.yaml_faults import Fault, Verdict, keep
from msgc.syntax.yaml_lines import continues, line_at, preview, quoted

_QUOTES = ("'", '"')
_CLOSED = regex(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'(?!')", re.DOTALL)
_KEY_LINE = regex(r"[\r\n][ \t]*(?:- +)*[\w.-]+:(?=\s)")
_ESCAPE = regex(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[\r\n0abt\tnvfre \"'/\\N_LP])"
)
_ANY_ESCAPE = regex(r"\\(?:[xuU][0-9A-Fa-f]{0,8}|.)", re.DOTALL)
_SURROGATES = range(0xD800, 0xE000)
_LAST_CHARACTER = 0x10FFFF


def quotes(fault: Fault) -> Verdict | None:
    """A quoted text that isn't closed, or holds an escape that YAML doesn't have."""
    if "quoted scalar" in fault.reading and fault.opened is not None:
        return _bad_escape(fault, fault.opened) or _unclosed(fault, fault.opened)
    last = fault.last
    if last is None or last.style not in _QUOTES or not _follows(fault, last.end):
        return None
    if _KEY_LINE.search(fault.text, last.start, last.end):
        return _unclosed(fault, last.start)
    return _goes_on(fault, last.start)


def _follows(fault: Fault, end: int) -> bool:
    """Whether the parser stopped on the line where the last text ended, after it."""
    same_line = end <= fault.at <= line_at(fault.text, end).end
    return same_line and fault.text[fault.at : fault.at + 1] not in ("", "\r", "\n", ":")


def _unclosed(fault: Fault, start: int) -> Verdict:
    line = line_at(fault.text, start)
    sign = fault.text[start]
    message = f"The quote `{sign}` that opens here isn't closed."
    help = f"Write the closing `{sign}` at the end of the text."
    diagnostic = finding("MSG101", message, fault.span(start, start + 1), help=help)
    if continues(fault.text, line):
        return Verdict(diagnostic)
    return keep(diagnostic, start, max(line.value_end, start + 1))


def _goes_on(fault: Fault, start: int) -> Verdict:
    line = line_at(fault.text, fault.at)
    end = max(line.value_end, fault.at + 1)
    words = fault.span(start, end)
    message = "The text goes on after its closing quote."
    diagnostic = _with_quotes(message, fault.span(fault.at, end), words)
    return keep(diagnostic, start, end)


def _with_quotes(message: str, span: Span, words: Span) -> Diagnostic:
    text = words.text
    inner = text[1:-1] if len(text) > 1 and text[0] == text[-1] else text
    if "\n" in text or "\r" in text:
        return finding("MSG101", message, span, help="Put one pair of quotes around all of it.")
    help = f"Put one pair of quotes around all of it: {quoted(preview(inner))}."
    return finding("MSG101", message, span, help=help, fix=Fix(words, quoted(inner)))


def _bad_escape(fault: Fault, start: int) -> Verdict | None:
    if fault.text[start : start + 1] != '"':
        return None
    match = _CLOSED.match(fault.text, start)
    end = match.end() if match else line_at(fault.text, start).end
    span = _first_bad_escape(fault, start, end)
    if span is None:
        return None
    diagnostic = complaints.bad_escape(span)
    is_one_line = match is not None and line_at(fault.text, start).end >= end
    return keep(diagnostic, start, end) if is_one_line else Verdict(diagnostic)


def _first_bad_escape(fault: Fault, start: int, end: int) -> Span | None:
    offset = fault.text.find("\\", start, end)
    while offset >= 0:
        match = _ESCAPE.match(fault.text, offset, end)
        if match is None or not _is_character(match[0]):
            bad = _ANY_ESCAPE.match(fault.text, offset, end)
            return fault.span(offset, bad.end() if bad else offset + 1)
        offset = fault.text.find("\\", match.end(), end)
    return None


def _is_character(escape: str) -> bool:
    if escape[1] not in "uU":
        return True
    code = int(escape[2:], 16)
    return code <= _LAST_CHARACTER and code not in _SURROGATES
