"""Reviewdog's own format, `rdjson`, with fixes as suggestions.

The format is defined by reviewdog's proto/rdf/reviewdog.proto. Its readers refuse a field that they
don't know. Lines and columns count from 1, columns in bytes of UTF-8, and the end is exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic, Severity
from msgc.report.documents import json_text
from msgc.report.places import path_of
from msgc.report.public import public_fix, public_help, public_sentence
from msgc.report.summary import Summary
from msgc.source import Span

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING"}


def render_rdjson(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    """Return the `DiagnosticResult`; paths are relative to `root`."""
    written = [_diagnostic(each, root) for each in diagnostics]
    return json_text({"source": {"name": "msgc"}, "diagnostics": written})


def _diagnostic(diagnostic: Diagnostic, root: Path | None) -> dict[str, object]:
    said = (public_sentence(diagnostic), public_help(diagnostic))
    return {
        "message": "\n".join(text for text in said if text),
        "location": {
            "path": path_of(diagnostic.span.source, root),
            "range": _range(diagnostic.span),
        },
        "severity": SEVERITIES[diagnostic.severity],
        "code": {"value": diagnostic.code},
        **_suggestions(diagnostic),
    }


def _suggestions(diagnostic: Diagnostic) -> dict[str, object]:
    """A suggestion has no path of its own: a mend of another file can't be one.

    Several suggestions are ways to choose from, so a fix of several edits is written as one.
    """
    fix = public_fix(diagnostic)
    if fix is None or fix.span.source is not diagnostic.span.source:
        return {}
    edit = fix.as_one()
    return {"suggestions": [{"range": _range(edit.span), "text": edit.text}]}


def _range(span: Span) -> dict[str, object]:
    end = max(span.start, span.end)
    return {"start": _position(span, span.start), "end": _position(span, end)}


def _position(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    before = span.source.text[offset - (column - 1) : offset]
    return {"line": line, "column": len(before.encode("utf-8", errors="surrogatepass")) + 1}
