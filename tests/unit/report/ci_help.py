"""Findings for the tests of the formats that a CI reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from report_help import SHIPPED, at

from msgc.diagnostics import Diagnostic, Fix, Label, Severity, finding
from msgc.report import FORMATS
from msgc.report.summary import Summary
from msgc.source import SourceFile, Span

CI = ("sarif", "github", "junit", "gitlab", "rdjson")
SECRET = "+31699999999"
UNKNOWN = replace(
    finding("MSG203", "There is no variable `nmae`", at(SHIPPED, "nmae")),
    help="Did you mean `name`?",
    labels=(Label(at(SHIPPED, "name"), "declared here"),),
    fix=Fix(at(SHIPPED, "nmae"), "name"),
    pointer="/body/text/text",
    message_name="orders/shipped",
    sample="typical",
)
UNUSED = replace(
    finding("MSG210", "`name` is never used", at(SHIPPED, "name")), message_name="orders/shipped"
)
OWN_FAULT = finding("MSG100", "The file isn't UTF-8", SourceFile("msgc.yaml", "").span())
HOSTILE = SourceFile("a,b:c%d\n::error::x/é [1].msg.yaml", "text: 👍🏽 {{ a }}\r\nto: ]]>\n")
# A sentence with all that the formats have marks for.
EVIL = (
    "`{{ x }}` %0A ::error:: a\r\nb | <b>&amp;</b> ]]> \x00\x1b[2J \x85 \u2028 \u202e \ufffe "
    "\ud83d [a](b) *c* _d_ {0} \\ \" '"
)
ODD = finding("MSG106", EVIL, at(HOSTILE, "{{ a }}\r\nto"), help=f"{EVIL}\n  {EVIL}")
FOUND = (UNKNOWN, UNUSED, OWN_FAULT, ODD)


def of_a_row() -> Diagnostic:
    """A finding whose every word quotes a recipient's value."""
    span = at(SHIPPED, "nmae")
    found = finding("MSG507", f"`{SECRET}` isn't a phone number", span, help=f"Not {SECRET}")
    labels = (Label(span, f"from {SECRET}"),)
    return replace(found, row=17, labels=labels, fix=Fix(span, SECRET))


def rendered(
    name: str,
    found: Sequence[Diagnostic] = FOUND,
    root: Path | None = None,
    known: int = 0,
    names: tuple[str, ...] = ("orders/shipped", "orders/noted"),
) -> str:
    summary = Summary.of(found, files=3, messages=2, known=known, names=names)
    return FORMATS[name](found, color=False, width=80, summary=summary, root=root)


def as_warning(found: Diagnostic) -> Diagnostic:
    return replace(found, severity=Severity.WARNING)


def moved(found: Diagnostic, lines: int) -> Diagnostic:
    """The same finding after lines have been put before it."""
    source = found.span.source
    later = SourceFile(source.name, "#\n" * lines + source.text, source.path)
    start, end = found.span.start + 2 * lines, found.span.end + 2 * lines
    return replace(found, span=later.span(start, end))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any span of a text with all kinds of characters and line breaks."""
    pieces = st.sampled_from(["a", "é", "日", "👍🏽", "\u0301", "\t", "\n", "\r\n", "\r", "\u2028"])
    text = "".join(draw(st.lists(pieces, max_size=20)))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    # No line ends inside of `\r\n`, so no span of ours does.
    split = [at for at in (start, end) if text[at - 1 : at + 1] == "\r\n"]
    return SourceFile("a", text).span(0 if split else start, len(text) if split else end)


def lines_of(text: str) -> list[str]:
    """A text's lines with their line breaks, by the three that msgc knows."""
    return [*re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", text), ""]
