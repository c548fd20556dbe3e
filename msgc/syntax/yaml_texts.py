"""Readings of a YAML failure that lie in a value: reserved characters, colons and brackets."""

from __future__ import annotations

from msgc.diagnostics import finding
from msgc.late import regex
from msgc.syntax import yaml_complaints as complaints
from msgc.syntax.yaml_faults import Fault, Verdict, drop_line, keep
from msgc.syntax.yaml_lines import Line, closing_bracket, flow_value_end, is_block_header, line_at

_JINJA = ("{{", "{%", "{#")
_NEVER_FIRST = "*&!@%`,]}"
_KEY_END = regex(r":(?=[ \t]|$)")
_TAG = regex(r"\{%.*?%\}")
_PROPERTIES = ("alias", "anchor", "tag", "block scalar")


def jinja_in_flow(fault: Fault) -> Verdict | None:
    """`{{ x['a'] }}`, `{% if %}` and `{# #}`, which the parser took for mappings."""
    for depth, start in enumerate(fault.flows):
        if fault.text.startswith(_JINJA, start):
            return _reserved(fault, start, in_flow=depth > 0)
    return None


def _is_tag_line(text: str, line: Line) -> bool:
    words = text[line.content : line.value_end]
    return words.endswith("%}") and not _TAG.sub("", words).strip()


def _tag_among_keys(fault: Fault, line: Line) -> Verdict:
    message = "A block tag can't stand outside of text."
    help = "Give the list's entry a key: `if: condition`, or `for: name in list`."
    span = fault.span(line.content, line.value_end)
    return drop_line(finding("MSG108", message, span, help=help), fault.text, line)


def reserved_start(fault: Fault) -> Verdict | None:
    """Unquoted text that starts with a character that YAML keeps for itself."""
    line, in_flow = fault.line, bool(fault.flows)
    if any(word in fault.reading for word in _PROPERTIES) and fault.opened is not None:
        return _reserved(fault, fault.opened, in_flow=in_flow)
    if fault.text[fault.at : fault.at + 1] in tuple("*&!@%`"):
        return _reserved(fault, fault.at, in_flow=in_flow)
    is_key_line = line.colon is not None or line.dashes
    if line.value < line.value_end and is_key_line and _starts_badly(fault, line.value):
        return _reserved(fault, line.value, in_flow=False)
    return None


def _starts_badly(fault: Fault, start: int) -> bool:
    line = line_at(fault.text, start)
    words = fault.text[start : line.value_end]
    if words[0] in "{[":
        return words.startswith(_JINJA) or _goes_on_after_bracket(words)
    if words[0] in "|>":
        return not is_block_header(words)
    return words[0] in _NEVER_FIRST or words[:2] in ("- ", "? ") or words in ("-", "?")


def _goes_on_after_bracket(words: str) -> bool:
    closing = closing_bracket(words, 0, len(words))
    return closing is not None and bool(words[closing + 1 :].strip(" \t]}"))


def _reserved(fault: Fault, start: int, *, in_flow: bool) -> Verdict:
    if _is_tag_line(fault.text, line_at(fault.text, start)):
        return _tag_among_keys(fault, line_at(fault.text, start))
    if not in_flow:
        start = min(start, line_at(fault.text, start).value)
    end = flow_value_end(fault.text, start) if in_flow else _words_end(fault.text, start)
    span = fault.span(start, max(end, start + 1))
    if span.text.startswith("{{"):
        return keep(complaints.unquoted_expression(span), start, span.end)
    return keep(complaints.reserved_start(span), start, span.end)


def _words_end(text: str, start: int) -> int:
    line = line_at(text, start)
    key = _KEY_END.search(text, start, line.end)
    is_first = start == line.content + len(line.dashes)
    return key.start() if key and is_first else line.value_end


def colon_in_value(fault: Fault) -> Verdict | None:
    """`text: Note: bring it`, where the second colon stops the parser."""
    line = line_at(fault.text, min(fault.at, len(fault.text)))
    is_colon = fault.text[fault.at : fault.at + 1] == ":" and "mapping values" in fault.reading
    if not is_colon or line.colon is None or fault.at <= line.colon or fault.flows:
        return None
    colon = fault.span(fault.at, fault.at + 1)
    words = fault.span(line.value, max(line.value_end, fault.at + 1))
    return keep(complaints.colon_in_text(colon, words), line.value, words.end)


def bracket(fault: Fault) -> Verdict | None:
    """A list or mapping in brackets that isn't closed, or lacks a comma; a bracket too many."""
    if not fault.flows:
        return _stray_bracket(fault)
    opening = fault.flows[-1]
    if opening >= len(fault.text) or fault.text[opening] not in "{[":
        return None
    end = line_at(fault.text, opening).end
    if opening <= fault.at < end and closing_bracket(fault.text, opening, end):
        return _missing_comma(fault)
    sign = fault.text[opening]
    message = f"The `{sign}` that opens here isn't closed where YAML expects it."
    help = "Close it, or quote the text if the bracket belongs to it."
    return Verdict(finding("MSG101", message, fault.span(opening, opening + 1), help=help))


def _missing_comma(fault: Fault) -> Verdict:
    closing = "}" if fault.text[fault.flows[-1]] == "{" else "]"
    message = f"YAML expects a `,` or the closing `{closing}` here."
    help = "Write a comma between the entries, or quote text that holds such characters."
    span = fault.span(fault.at, min(fault.at + 1, len(fault.text)))
    return Verdict(finding("MSG101", message, span, help=help))


def _stray_bracket(fault: Fault) -> Verdict | None:
    sign = fault.text[fault.at : fault.at + 1]
    if sign not in ("]", "}") or fault.last is None or fault.last.style != "flow":
        return None
    message = f"This `{sign}` closes nothing."
    span = fault.span(fault.at, fault.at + 1)
    return Verdict(finding("MSG101", message, span, help="Remove it, or quote the whole text."))
