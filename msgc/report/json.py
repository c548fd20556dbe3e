"""Diagnostics as one JSON document, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.diagnostics import Diagnostic, Edit, Fix
from msgc.report.documents import json_text
from msgc.report.summary import Summary
from msgc.source import Span

VERSION = 1


def render_json(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Return the document, indented by two, with a final line break."""
    known = {"known": summary.known} if summary.known else {}
    document = {
        "version": VERSION,
        "diagnostics": [diagnostic_dict(diagnostic) for diagnostic in diagnostics],
        "summary": {
            "errors": summary.errors,
            "warnings": summary.warnings,
            "files": summary.files,
            **known,
        },
    }
    return json_text(document)


def diagnostic_dict(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as JSON values, keys in the document's order.

    Lines and columns count from 1, columns in code points; the end is exclusive.
    """
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **_place(diagnostic.span),
        "pointer": diagnostic.pointer,
        "message_name": diagnostic.message_name,
        "sample": diagnostic.sample,
        **_where_present(diagnostic),
    }


def _where_present(diagnostic: Diagnostic) -> dict[str, object]:
    fix = diagnostic.fix
    labels = [{**_place(label.span), "message": label.text} for label in diagnostic.labels]
    more = {
        "payload": diagnostic.payload,
        "row": diagnostic.row,
        "columns": list(diagnostic.columns) or None,
        "witness": dict(diagnostic.witness) if diagnostic.witness is not None else None,
        "labels": labels or None,
        "fix": _fix(fix) if fix else None,
    }
    return {key: value for key, value in more.items() if value is not None}


def _fix(fix: Fix) -> dict[str, object]:
    """Return the first edit, and under `more` those that belong to it, where there are some."""
    more = [_edit(edit) for edit in fix.edits[1:]]
    return {**_edit(fix.edits[0]), **({"more": more} if more else {})}


def _edit(edit: Edit) -> dict[str, object]:
    return {**_place(edit.span), "text": edit.text}


def _place(span: Span) -> dict[str, object]:
    start = _position(span, span.start)
    end = dict(start) if span.end <= span.start else _position(span, span.end)
    return {"file": span.source.name, "range": {"start": start, "end": end}}


def _position(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    return {"line": line, "column": column}
