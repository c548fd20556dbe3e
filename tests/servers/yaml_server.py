"""yaml-language-server, as an editor runs it: over standard input and output."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from tests.servers.processes import node_file, program

PATIENCE = 60.0
# What the settings are asked for by, in any editor's configuration.
SECTION = "yaml"


@dataclass
class YamlEditor:
    """A client of the server, and the catalog that it has open."""

    client: LanguageClient
    root: Path

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    async def open(self, name: str, text: str) -> list[lsp.Diagnostic]:
        """Open a file with a text, and return what is found in it."""
        document = lsp.TextDocumentItem(self.uri(name), "yaml", 1, text)
        told = self.client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        waited = asyncio.ensure_future(told)
        # The wait has to have begun before the file is opened.
        await asyncio.sleep(0)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        params = await asyncio.wait_for(waited, PATIENCE)
        assert params.uri == self.uri(name)
        return list(params.diagnostics)

    async def completions(self, name: str, line: int, character: int) -> set[str]:
        document = lsp.TextDocumentIdentifier(self.uri(name))
        params = lsp.CompletionParams(document, lsp.Position(line, character))
        told = await self.client.text_document_completion_async(params)
        return {item.label for item in told.items}

    async def hover(self, name: str, line: int, character: int) -> str:
        document = lsp.TextDocumentIdentifier(self.uri(name))
        params = lsp.HoverParams(document, lsp.Position(line, character))
        told = await self.client.text_document_hover_async(params)
        return told.contents.value


@asynccontextmanager
async def yaml_editing(root: Path, schemas: dict[str, Any]) -> AsyncIterator[YamlEditor]:
    """Run the server in a folder; `schemas` is the editor's setting `yaml.schemas`."""
    client = make_test_lsp_client()
    settings = {"schemas": schemas, "schemaStore": {"enable": False}}
    client.set_configuration(
        {SECTION: settings, "http": {}, "[yaml]": {}, "editor": {}, "files": {}}
    )
    script = node_file("yaml-language-server/bin/yaml-language-server")
    await client.start_io(program("node"), str(script), "--stdio", cwd=str(root))
    folder = lsp.WorkspaceFolder(root.as_uri(), root.name)
    params = lsp.InitializeParams(
        client_capabilities("visual-studio-code"),
        root_uri=root.as_uri(),
        workspace_folders=[folder],
    )
    try:
        await asyncio.wait_for(client.initialize_session(params), PATIENCE)
        yield YamlEditor(client, root)
        await client.shutdown_session()
    finally:
        await client.stop()
