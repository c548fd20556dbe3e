"""An editor for tests: pytest-lsp's client, and files that are opened, typed in and asked about."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types as lsp
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

ROOT = Path(__file__).parents[2]
SERVER = [sys.executable, "-W", "error", "-m", "msgc", "lsp"]
# A test that waits so long fails.
PATIENCE = 10.0


@dataclass
class Editor:
    """A client, the catalog it has open, and the texts of its buffers."""

    client: LanguageClient
    root: Path
    encoding: str
    texts: dict[str, str] = field(default_factory=dict)
    version: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    told: asyncio.Queue[lsp.PublishDiagnosticsParams] = field(default_factory=asyncio.Queue)

    def __post_init__(self) -> None:
        self._listen()

    def _listen(self) -> None:
        # The client waits for one at a time, and would miss what comes between two waits.
        method = lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
        self.client.protocol.wait_for_notification(method).add_done_callback(self._take)

    def _take(self, waited: Future[lsp.PublishDiagnosticsParams]) -> None:
        if waited.exception() is None:
            self.told.put_nowait(waited.result())
            self._listen()

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode("utf-8")

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file, with its own text or another."""
        self._keep(name, self.read(name) if text is None else text)
        document = lsp.TextDocumentItem(self.uri(name), "yaml", self.version, self.texts[name])
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    def type(self, name: str, text: str) -> None:
        """Put another text into a buffer."""
        self._keep(name, text)
        document = lsp.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def _keep(self, name: str, text: str) -> None:
        self.version += 1
        self.versions[name], self.texts[name] = self.version, text

    def replace(self, name: str, old: str, new: str) -> None:
        assert self.texts[name].count(old) == 1, old
        self.type(name, self.texts[name].replace(old, new))

    def close(self, name: str) -> None:
        del self.texts[name], self.versions[name]
        document = lsp.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    def save(self, name: str) -> None:
        document = lsp.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_save(lsp.DidSaveTextDocumentParams(document))

    async def found(self, name: str) -> list[lsp.Diagnostic]:
        """Wait for the findings in a buffer as it is now, or in a file that isn't open."""
        while True:
            told = await asyncio.wait_for(self.told.get(), PATIENCE)
            if told.uri == self.uri(name) and told.version == self.versions.get(name):
                return list(told.diagnostics)

    async def codes(self, name: str) -> list[str]:
        return [str(each.code) for each in await self.found(name)]

    async def until(self, name: str, *codes: str) -> list[lsp.Diagnostic]:
        """Wait until these are the codes of what is found in a file."""
        while True:
            found = await self.found(name)
            if [each.code for each in found] == list(codes):
                return found

    def place(self, name: str, words: str, into: int = 0) -> dict:
        """Return where some words first stand in a buffer, as the words of a request."""
        text = self.texts[name]
        at = text.index(words) + into
        document = lsp.TextDocumentIdentifier(self.uri(name))
        return {"text_document": document, "position": place_of(text, at, self.encoding)}

    async def hover(self, name: str, words: str, into: int = 0) -> str | None:
        params = lsp.HoverParams(**self.place(name, words, into))
        told = await self.client.text_document_hover_async(params)
        return told.contents.value if told else None

    async def definition(self, name: str, words: str, into: int = 0) -> tuple[str, str] | None:
        """Return the file and the words at which something is made."""
        params = lsp.DefinitionParams(**self.place(name, words, into))
        told = await self.client.text_document_definition_async(params)
        if told is None:
            return None
        file = Path(told.uri.removeprefix("file://")).relative_to(self.root).as_posix()
        text = self.texts.get(file) or self.read(file)
        return file, self.cut(text, told.range)

    async def completions(self, name: str, words: str) -> list[str]:
        """Return what is offered right after some words."""
        params = lsp.CompletionParams(**self.place(name, words, len(words)))
        told = await self.client.text_document_completion_async(params)
        return [item.label for item in told.items] if told else []

    async def rename(self, name: str, words: str, new: str, into: int = 0) -> dict[str, str]:
        """Return the files that a rename changes, as it leaves them."""
        params = lsp.RenameParams(new_name=new, **self.place(name, words, into))
        told = await self.client.text_document_rename_async(params)
        changed = {}
        for uri, edits in told.changes.items():
            file = Path(uri.removeprefix("file://")).relative_to(self.root).as_posix()
            changed[file] = self.edited(self.texts.get(file) or self.read(file), edits)
        return changed

    def cut(self, text: str, place: lsp.Range) -> str:
        """Return the words of a range."""
        return text[self._offset(text, place.start) : self._offset(text, place.end)]

    def edited(self, text: str, edits: Sequence[lsp.TextEdit]) -> str:
        for edit in sorted(edits, key=lambda each: each.range.start, reverse=True):
            start, end = edit.range.start, edit.range.end
            text = (
                text[: self._offset(text, start)] + edit.new_text + text[self._offset(text, end) :]
            )
        return text

    def _offset(self, text: str, position: lsp.Position) -> int:
        return offset_of(text, position, self.encoding)

    async def fixes(self, name: str, found: lsp.Diagnostic) -> list[lsp.CodeAction]:
        document = lsp.TextDocumentIdentifier(self.uri(name))
        params = lsp.CodeActionParams(document, found.range, lsp.CodeActionContext([found]))
        return await self.client.text_document_code_action_async(params)


def units(text: str, encoding: str) -> int:
    """Return how many units of `utf-8`, `utf-16` or `utf-32` a text takes."""
    name, size = ("utf-8", 1) if encoding == "utf-8" else (f"{encoding}-le", int(encoding[4:]) // 8)
    return len(text.encode(name)) // size


def place_of(text: str, offset: int, encoding: str) -> lsp.Position:
    before = text[:offset]
    return lsp.Position(before.count("\n"), units(before.rpartition("\n")[2], encoding))


def offset_of(text: str, position: lsp.Position, encoding: str) -> int:
    lines = text.split("\n")
    start = sum(len(each) + 1 for each in lines[: position.line])
    line = lines[position.line]
    wanted = (n for n in range(len(line) + 1) if units(line[:n], encoding) == position.character)
    return start + next(wanted)


@asynccontextmanager
async def editing(root: Path, encoding: str = "utf-16") -> AsyncIterator[Editor]:
    """Run the server with an editor beside it, which counts columns so; both go at the end."""
    client = make_test_lsp_client()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    await client.start_io(*SERVER, cwd=str(root), env=environment)
    capabilities = client_capabilities("neovim")
    capabilities.general.position_encodings = [lsp.PositionEncodingKind(encoding)]
    params = lsp.InitializeParams(capabilities, root_uri=root.as_uri())
    try:
        answer = await asyncio.wait_for(client.initialize_session(params), PATIENCE)
        assert answer.capabilities.position_encoding == encoding
        yield Editor(client, root, encoding)
        await client.shutdown_session()
    finally:
        await client.stop()
