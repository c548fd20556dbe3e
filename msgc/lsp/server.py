"""The server: what an editor asks, handed on, and what is answered, in the protocol's terms."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from msgc.diagnostics import Diagnostic
from msgc.lsp.checking import Checking
from msgc.lsp.documents import Documents, path_of
from msgc.lsp.findings import shown
from msgc.lsp.model import Buffers, Language, RefusalError
from msgc.lsp.positions import Columns, offset_of
from msgc.lsp.protocol import Protocol
from msgc.lsp.worker import Worker

NAME = "msgc"
# What both sides count where nothing was agreed on.
UNITS = lsp.PositionEncodingKind.Utf16
OWN_FAULT = "error[MSG900]: msgc itself has a fault: {0}. Please report it."

T = TypeVar("T")
Question = Callable[[Path, int, Buffers], T]


class Server(LanguageServer):
    """A language server for the messages of catalogs; `language` knows what it is asked."""

    def __init__(self, language: Language, version: str) -> None:
        # With whole texts, nobody's idea of what ends a line can garble them.
        whole = lsp.TextDocumentSyncKind.Full
        super().__init__(NAME, version, text_document_sync_kind=whole, protocol_cls=Protocol)
        self.language = language
        self.documents = Documents()
        self.worker = Worker()
        self.checking = Checking(language, self.documents, self.worker, self._publish, self._told)

    @property
    def columns(self) -> Columns:
        """What columns count: the units that were agreed on."""
        encoding = lsp.PositionEncodingKind(self.workspace.position_encoding or UNITS).value
        return Columns(encoding, self.documents.marked())

    async def ask(self, question: Question[T], uri: str, position: lsp.Position) -> T | None:
        """Return the answer about a place of an open document, None where it is none of ours.

        A refusal goes back as one sentence.
        """
        path = path_of(uri)
        document = self.documents.get(path) if path else None
        if path is None or document is None or self.language.catalog(path) is None:
            return None
        offset = offset_of(path, document.text, position, self.columns)
        try:
            return await self.worker.run(question, path, offset, self.documents.texts())
        except RefusalError as error:
            sentence = str(error)[:1].upper() + str(error)[1:]
            raise JsonRpcException(sentence, lsp.LSPErrorCodes.RequestFailed) from None
        except Exception as error:
            raise JsonRpcException(OWN_FAULT.format(type(error).__name__)) from None

    def opened(self, uri: str, version: int, text: str) -> None:
        """Take a document's text, and check it."""
        path = self.documents.put(uri, version, text)
        if path is not None:
            self.checking.changed(path)

    def _publish(self, path: Path, found: Sequence[Diagnostic]) -> None:
        uri, document = self.documents.uri(path), self.documents.get(path)
        # What was found in a text that has changed since isn't shown: its places aren't there now.
        current = [d for d in found if self.documents.is_current(path, d.span.source)]
        if found and not current:
            return
        columns = self.columns
        told = [shown(each, self.documents.uri, columns) for each in current]
        version = document.version if document else None
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, told, version))

    def _told(self, error: BaseException) -> None:
        message = OWN_FAULT.format(type(error).__name__)
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, message))

    def report_server_error(self, error: Exception, source: object) -> None:
        """Tell of what the protocol's own code couldn't do, without what it may quote."""
        if not isinstance(error, JsonRpcException):
            self._told(error)


def quiet() -> None:
    """Keep pygls from writing tracebacks, with what they quote, to standard error."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
