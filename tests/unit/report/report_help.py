"""What the tests of this folder share."""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, finding
from msgc.report.summary import Summary
from msgc.report.text import render_text
from msgc.source import SourceFile, Span

SHIPPED = SourceFile(
    "templates/orders/shipped.msg.yaml",
    "vars:\n  name: string\n\ntext: Hi {{ nmae }}, your order is on its way.\nto: {{ phone }}\n",
)


def at(source: SourceFile, words: str) -> Span:
    start = source.text.index(words)
    return source.span(start, start + len(words))


def shown(*diagnostics: Diagnostic, width: int = 80, color: bool = False) -> str:
    summary = Summary.of(diagnostics, files=1, messages=1)
    text = render_text(diagnostics, color=color, width=width, summary=summary)
    assert text.endswith("\n")
    return text[:-1]


def underlined(line: str, words: str, width: int = 80) -> tuple[str, str]:
    """The source line and the underline of a finding at `words`, without the gutter."""
    return drawn(at(SourceFile("a.msg.yaml", line), words), width)


def drawn(span: Span, width: int = 80) -> tuple[str, str]:
    lines = shown(finding("MSG203", "x", span), width=width).split("\n")
    return lines[3].partition("| ")[2], lines[4].partition("| ")[2]
