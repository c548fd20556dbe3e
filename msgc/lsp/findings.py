"""Findings as an editor shows them, and their fixes as it offers them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lsprotocol import types as lsp

from msgc.diagnostics import Diagnostic, Fix, Severity
from msgc.lsp.positions import Columns, location_of, range_of, text_edit

SOURCE = "msgc"
SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
}
# Findings of what could go as it is; editors show such words paler.
UNNEEDED = ("MSG131", "MSG210")
# Rows and fixes that are longer are no line to read.
MAX_ROW = 200
MAX_WORDS = 40
BLANKS = {" ": "space", "\t": "tab", "\n": "line break"}

UriOf = Callable[[Path], str]


def shown(found: Diagnostic, uri_of: UriOf, columns: Columns) -> lsp.Diagnostic:
    """Return a finding in the protocol's terms."""
    return lsp.Diagnostic(
        range=range_of(found.span, columns),
        message="\n".join(_lines(found)),
        severity=SEVERITIES[found.severity],
        code=found.code,
        source=SOURCE,
        tags=[lsp.DiagnosticTag.Unnecessary] if found.code in UNNEEDED else None,
        related_information=list(_related(found, uri_of, columns)) or None,
    )


def _lines(found: Diagnostic) -> Iterator[str]:
    yield found.message
    if found.help:
        yield found.help
    row = json.dumps(found.witness, ensure_ascii=False, default=str) if found.witness else ""
    if 0 < len(row) <= MAX_ROW:
        yield f"row: {row}"


def _related(
    found: Diagnostic, uri_of: UriOf, columns: Columns
) -> Iterator[lsp.DiagnosticRelatedInformation]:
    for label in found.labels:
        path = label.span.source.path
        if path is not None:
            place = location_of(label.span, uri_of(path), columns)
            yield lsp.DiagnosticRelatedInformation(place, label.text)


def fixes(
    found: Iterable[Diagnostic], asked: lsp.Range, uri_of: UriOf, columns: Columns
) -> Iterator[lsp.CodeAction]:
    """Yield the fixes of the findings that touch a range, as actions of an editor."""
    for each in found:
        path = each.span.source.path
        place = range_of(each.span, columns)
        if each.fix is None or path is None or not _touch(place, asked):
            continue
        edits = [text_edit(edit, columns) for edit in each.fix.edits]
        yield lsp.CodeAction(
            title=_title(each.fix),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[shown(each, uri_of, columns)],
            is_preferred=True,
            edit=lsp.WorkspaceEdit(changes={uri_of(path): edits}),
        )


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _title(fix: Fix) -> str:
    edit = fix.as_one()
    old, new = _named(edit.span.text), _named(edit.text)
    if not old:
        return f"Write {new}"
    return f"Write {new} for {old}" if new else f"Take {old} away"


def _named(text: str) -> str:
    """Return a text as a title names it; what can't be seen is told by its kind."""
    words = " ".join(text.split())
    if not words:
        return _blanks(text) if text else ""
    return f"`{words if len(words) <= MAX_WORDS else words[: MAX_WORDS - 1] + '…'}`"


def _blanks(text: str) -> str:
    if len(set(text)) > 1 or text[0] not in BLANKS:
        return "white space"
    name = BLANKS[text[0]]
    return f"a {name}" if len(text) == 1 else f"{len(text)} {name}s"
