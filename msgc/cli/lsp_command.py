"""`msgc lsp`: what `check` finds and knows, in an editor."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from msgc import __version__
from msgc.cli.opening import catalog_root
from msgc.cli.settings import everywhere, settings

EPILOG = """\b
Examples:
  msgc lsp
  msgc lsp --stdio

\b
Neovim, in init.lua:
  vim.lsp.config("msgc", {
    cmd = {"msgc", "lsp"},
    filetypes = {"yaml"},
    root_markers = {"msgc.yaml"},
  })
  vim.lsp.enable("msgc")

\b
Helix, in languages.toml:
  [language-server.msgc]
  command = "msgc"
  args = ["lsp"]
"""


@click.command("lsp", epilog=EPILOG)
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as always.")
@everywhere
def command(stdio: bool) -> int:
    """Serve an editor by the Language Server Protocol, over standard input and output.

    Findings while you type, fixes, completion of variables and filters, types on hover,
    definitions, and renaming of a variable in all files of a message.
    """
    features, language = _installed()
    root = catalog_root() if settings().catalog is not None else None
    server = features.build_server(language.CatalogLanguage(root), __version__)
    server.start_io()
    return 0


def _installed() -> tuple[Any, Any]:
    try:
        return import_module("msgc.lsp.features"), import_module("msgc.cli.lsp_language")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("msgc"):
            raise
        raise click.UsageError("`msgc lsp` needs pygls: run `pip install 'msgc[lsp]'`") from None
