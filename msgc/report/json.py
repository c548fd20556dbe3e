"""Diagnostics as one JSON document, for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from msgc.diagnostics import Diagnostic
from msgc.report.cells import is_unsafe
from msgc.report.summary import Summary
from msgc.source import Span

VERSION = 1
_BEYOND_ASCII = re.compile(r"[^\n -~]")


def render_json(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Return the document, indented by two, with a final line break."""
    document = {
        "version": VERSION,
        "diagnostics": [diagnostic_dict(diagnostic) for diagnostic in diagnostics],
        "summary": {
            "errors": summary.errors,
            "warnings": summary.warnings,
            "files": summary.files,
        },
    }
    written = json.dumps(document, ensure_ascii=False, indent=2)
    return _BEYOND_ASCII.sub(_escaped, written) + "\n"


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
        "labels": labels or None,
        "fix": {**_place(fix.span), "text": fix.text} if fix else None,
    }
    return {key: value for key, value in more.items() if value is not None}


def _place(span: Span) -> dict[str, object]:
    return {
        "file": span.source.name,
        "range": {
            "start": _position(span, span.start),
            "end": _position(span, max(span.start, span.end)),
        },
    }


def _position(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    return {"line": line, "column": column}


def _escaped(match: re.Match[str]) -> str:
    """Write what a terminal could act on, or UTF-8 can't hold, as JSON's own escape."""
    char = match[0]
    return json.dumps(char)[1:-1] if is_unsafe(char) else char
