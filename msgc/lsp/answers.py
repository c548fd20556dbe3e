"""What the language answers, in the protocol's terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types as lsp

from msgc.diagnostics import Edit
from msgc.lsp.findings import UriOf
from msgc.lsp.model import Proposal, Told
from msgc.lsp.positions import Columns, range_of, text_edit

KINDS = {
    "name": lsp.CompletionItemKind.Variable,
    "field": lsp.CompletionItemKind.Field,
    "filter": lsp.CompletionItemKind.Function,
    "test": lsp.CompletionItemKind.Function,
    "message": lsp.CompletionItemKind.Module,
    "file": lsp.CompletionItemKind.File,
}


def kinds_of_fixes() -> lsp.CodeActionOptions:
    """Return which actions the server offers."""
    return lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])


def completion_list(proposals: Sequence[Proposal], columns: Columns) -> lsp.CompletionList:
    """Return what can be written, in the language's own order."""
    items = [
        lsp.CompletionItem(
            label=each.label,
            kind=KINDS[each.kind],
            detail=each.detail or None,
            sort_text=f"{number:04}",
            filter_text=each.label,
            text_edit=lsp.TextEdit(range_of(each.span, columns), each.label),
        )
        for number, each in enumerate(proposals)
    ]
    return lsp.CompletionList(is_incomplete=False, items=items)


def hover_of(told: Told, columns: Columns) -> lsp.Hover:
    """Return what is told of some words."""
    text = lsp.MarkupContent(lsp.MarkupKind.Markdown, told.text)
    return lsp.Hover(text, range_of(told.span, columns))


def edits_by_document(edits: Iterable[Edit], uri_of: UriOf, columns: Columns) -> lsp.WorkspaceEdit:
    """Return the edits of some files, each below its document's name."""
    changes: dict[str, list[lsp.TextEdit]] = {}
    for edit in edits:
        path = edit.span.source.path
        if path is not None:
            changes.setdefault(uri_of(path), []).append(text_edit(edit, columns))
    return lsp.WorkspaceEdit(changes=changes)
