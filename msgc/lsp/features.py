"""What the server can be asked: each of the protocol's requests, and who answers it."""

from __future__ import annotations

from functools import partial

from lsprotocol import types as lsp

from msgc.lsp.answers import completion_list, edits_by_document, hover_of, kinds_of_fixes
from msgc.lsp.documents import path_of
from msgc.lsp.findings import fixes
from msgc.lsp.model import Language
from msgc.lsp.positions import location_of, range_of
from msgc.lsp.server import Server, quiet

TRIGGERS = lsp.CompletionOptions(trigger_characters=[".", "|", "{", '"', "'", "/"])
RENAMES = lsp.RenameOptions(prepare_provider=True)
# What decides what messages are, beside those that are open.
WATCHED = ("**/msgc.yaml", "**/msgc.lock", "**/templates/**")
# Seconds that fixes wait for the check of what was just typed.
FIXES_WAIT = 1.0


def build_server(language: Language, version: str) -> Server:
    """Return a server that answers by a language; `start_io` serves standard input and output."""
    quiet()
    server = Server(language, version)
    server.feature(lsp.INITIALIZED)(partial(_initialized, server))
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(partial(_did_open, server))
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(partial(_did_change, server))
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(partial(_disk_changed, server))
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(partial(_did_close, server))
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(partial(_disk_changed, server))
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds_of_fixes())(partial(_fixes, server))
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, TRIGGERS)(partial(_completion, server))
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(partial(_hover, server))
    server.feature(lsp.TEXT_DOCUMENT_DEFINITION)(partial(_definition, server))
    server.feature(lsp.TEXT_DOCUMENT_RENAME, RENAMES)(partial(_rename, server))
    server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)(partial(_prepare_rename, server))
    return server


async def _initialized(server: Server, params: lsp.InitializedParams) -> None:
    """Ask to be told of files that change on disk, where the client can tell."""
    workspace = server.client_capabilities.workspace
    can = workspace.did_change_watched_files if workspace else None
    if can is None or not can.dynamic_registration:
        return
    watchers = [lsp.FileSystemWatcher(pattern) for pattern in WATCHED]
    options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = lsp.Registration("watched-files", method, options)
    await server.client_register_capability_async(lsp.RegistrationParams([registration]))


async def _did_open(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    # What is asked next must find the text, so nothing is waited for before it is kept.
    server.opened(document.uri, document.version, document.text)
    await _disk_changed(server, params)


async def _did_change(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    text = server.workspace.get_text_document(document.uri).source
    server.opened(document.uri, document.version, text)


async def _disk_changed(server: Server, params: object) -> None:
    """Read what isn't open anew, for clients that don't tell when such a file changes, too."""
    await server.worker.run(server.language.forget)
    server.checking.all_changed()


async def _did_close(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    path = server.documents.close(params.text_document.uri)
    if path is not None:
        server.checking.closed(path)
        await _disk_changed(server, params)


async def _fixes(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    path = path_of(params.text_document.uri)
    if path is None:
        return []
    await server.checking.settled(path, FIXES_WAIT)
    found = server.checking.board.at(path)
    current = [d for d in found if server.documents.is_current(path, d.span.source)]
    return list(fixes(current, params.range, server.documents.uri, server.columns))


async def _completion(server: Server, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    question = server.language.completions
    found = await server.ask(question, params.text_document.uri, params.position)
    return completion_list(found, server.columns) if found else None


async def _hover(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    found = await server.ask(server.language.hover, params.text_document.uri, params.position)
    return hover_of(found, server.columns) if found else None


async def _definition(server: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    question = server.language.definition
    span = await server.ask(question, params.text_document.uri, params.position)
    if span is None or span.source.path is None:
        return None
    return location_of(span, server.documents.uri(span.source.path), server.columns)


async def _prepare_rename(
    server: Server, params: lsp.PrepareRenameParams
) -> lsp.PrepareRenamePlaceholder | None:
    question = server.language.renamable
    span = await server.ask(question, params.text_document.uri, params.position)
    if span is None:
        return None
    return lsp.PrepareRenamePlaceholder(range_of(span, server.columns), span.text)


async def _rename(server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    question = partial(server.language.rename, name=params.new_name)
    edits = await server.ask(question, params.text_document.uri, params.position)
    return edits_by_document(edits, server.documents.uri, server.columns) if edits else None
