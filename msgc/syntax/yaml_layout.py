"""Readings of a YAML failure that lie in the lines: tabs, indentation, colons and dashes."""

from __future__ import annotations

from msgc.diagnostics import Fix, finding
from msgc.late import regex
from msgc.source import Span
from msgc.syntax import yaml_complaints as complaints
from msgc.syntax.yaml_draft import Mend
from msgc.syntax.yaml_faults import Fault, Verdict, drop_line
from msgc.syntax.yaml_lines import Line, line_at, preview

INDENT = "  "
# Spaces may follow tabs: they stand below the dash of a list's entry, however wide a tab is.
_SPACES_FIRST = regex(r"(?m)^(?:[ ]+\S|\t*[ ]+\t)")
_TABS = regex(r"[ ]*(\t[ \t]*)")
_GLUED_COLON = regex(r"([A-Za-z_]\w*):(?=[^\s/])")
_GLUED_DASH = regex(r"-(?=[^\s-])")
_TEXT_STYLES = ("|", ">")


def tab(fault: Fault) -> Verdict | None:
    """A tab in a line's indentation."""
    line = line_at(fault.text, min(fault.at, len(fault.text)))
    match = _TABS.match(fault.text, line.start)
    at_tab = fault.text[fault.at : fault.at + 1] == "\t"
    if match is None and not at_tab:
        return None
    start, end = match.span(1) if match else (fault.at, fault.at + 1)
    message = "The line is indented with a tab, and YAML wants spaces."
    if not match:
        message = "A tab stands where YAML wants a space."
    span = fault.span(start, end)
    fix = Fix(span, span.text.replace("\t", INDENT)) if _is_by_tabs(fault, span) else None
    diagnostic = finding("MSG104", message, span, help="Write spaces instead.", fix=fix)
    return Verdict(diagnostic, Mend(start, end, keep=False, loses=False))


def _is_by_tabs(fault: Fault, span: Span) -> bool:
    """Whether the file is indented by tabs alone, so that it shows how deep each line stands."""
    text = fault.draft.source.text
    starts_line = span.start == line_at(text, span.start).start
    return starts_line and _SPACES_FIRST.search(text) is None


def document_mark(fault: Fault) -> Verdict | None:
    """A directive before the document, or a second document after `...`."""
    line = fault.line
    if fault.text[line.start : line.start + 1] == "%" or "directive" in fault.reading:
        return Verdict(complaints.directive(fault.span(line.start, line.end)))
    start = line.content
    if "document start" not in fault.reading:
        return None
    return Verdict(complaints.second_document(fault.span(start, max(line.value_end, start))))


def left_of_text(fault: Fault) -> Verdict | None:
    """A line that stands left of the block of text (`|` or `>`) that it continues."""
    line, last = fault.line, fault.last
    if last is None or last.style not in _TEXT_STYLES or line.colon is not None or line.dashes:
        return None
    if line.start < last.end and line_at(fault.text, max(last.end - 1, 0)).start != line.start:
        return None
    if fault.text[last.end : line.start].strip():
        return None
    message = "The line stands too far left to belong to the text above."
    help = "Indent it like the text's first line."
    span = fault.span(line.content, max(line.value_end, line.content))
    return drop_line(finding("MSG105", message, span, help=help), fault.text, line)


def glued_colon(fault: Fault) -> Verdict | None:
    """`text:Hello`, without a space after the colon."""
    for line in _lines_in_question(fault):
        match = _GLUED_COLON.match(fault.text, line.value) if line.colon is None else None
        if match:
            message = f"A space is missing after the colon of `{match[1]}`."
            span = fault.span(match.end() - 1, match.end())
            fix = Fix(span, ": ")
            help = f"Write `{match[1]}: ` with a space before the value."
            return drop_line(finding("MSG101", message, span, help=help, fix=fix), fault.text, line)
    return None


def glued_dash(fault: Fault) -> Verdict | None:
    """`-item`, without a space after the dash."""
    for line in _lines_in_question(fault):
        if _GLUED_DASH.match(fault.text, line.content) and not line.dashes:
            span = fault.span(line.content, line.content + 1)
            message = "A space is missing after the `-` of a list's entry."
            help = "Write `- ` before the entry."
            diagnostic = finding("MSG101", message, span, help=help, fix=Fix(span, "- "))
            return drop_line(diagnostic, fault.text, line)
    return None


def no_colon(fault: Fault) -> Verdict | None:
    """A line that is neither `key: value` nor part of the text above."""
    for line in _lines_in_question(fault):
        words = fault.words(line.value, line.value_end)
        if line.colon is None and not line.dashes and words and not _is_text_line(fault, line):
            message = f"`{preview(words)}` is no `key: value` line, and no part of the text above."
            help = "Add the colon, or indent the line deeper than the key that it belongs to."
            span = fault.span(line.value, line.value_end)
            return drop_line(finding("MSG101", message, span, help=help), fault.text, line)
    return None


def _is_text_line(fault: Fault, line: Line) -> bool:
    """Whether the line goes on with the last text, which starts on a line above."""
    last = fault.last
    return last is not None and last.start < line.start < last.end


def _lines_in_question(fault: Fault) -> list[Line]:
    """The line of the fault, and before it the line where the text starts that reaches into it."""
    line, last = fault.line, fault.last
    if last is None or not last.start < line.start < last.end or last.style:
        return [line]
    return [line_at(fault.text, last.start), line]


def indentation(fault: Fault) -> Verdict | None:
    """A line whose column fits none of the lines above, or a dash among keys, and the reverse."""
    line = fault.line
    if line.start == line.end:
        return None
    message, help = _layout_words(fault, line)
    if not message:
        return None
    end = line.colon if line.colon is not None else line.value_end
    span = fault.span(line.content, max(end, line.content))
    return drop_line(finding("MSG105", message, span, help=help), fault.text, line)


def _layout_words(fault: Fault, line: Line) -> tuple[str, str]:
    if line.dashes and fault.at == line.content:
        message = "A list's entry stands where its column fits no list above."
        return message, "Give all the entries of a list the same indentation."
    if line.colon is None:
        return "", ""
    if "mapping values" in fault.reading:
        message = f"`{line.key}` is indented as if it belonged to the value above, which is text."
        return message, "Give it the indentation of the key above, or quote the text."
    if "collection" in fault.reading or "sequence" in fault.reading:
        message = f"`{line.key}` stands among a list's entries and isn't one."
        return message, "Start it with `- `, or give it the indentation of the list's key."
    message = f"The indentation of `{line.key}` fits none of the lines above."
    return message, "Give it the same indentation as the keys beside it."
