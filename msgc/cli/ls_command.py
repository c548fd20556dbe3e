"""`msgc ls`: the catalog's messages."""

from __future__ import annotations

import json

import click

from msgc.cli.catalogs import open_catalog, selected
from msgc.cli.settings import everywhere, write_out
from msgc.python.outlines import Outline

HEADER = ("message", "kind", "variables", "samples", "locales")

EPILOG = """\b
Examples:
  msgc ls
  msgc ls kind:list
  msgc ls 'orders/*' --exclude tag:old
"""


@click.command("ls", epilog=EPILOG)
@click.argument("messages", nargs=-1)
@click.option("--exclude", multiple=True, metavar="SELECTOR", help="Leave these out.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@everywhere
def command(messages: tuple[str, ...], exclude: tuple[str, ...], format_: str) -> int:
    """List the catalog's messages: kind, variables, samples, locales."""
    catalog = open_catalog()
    found = [catalog.outline(name) for name in selected(catalog, messages, exclude)]
    write_out(_json(found) if format_ == "json" else _text(found))
    return 0


def _json(messages: list[Outline]) -> str:
    rows = [
        {
            "name": message.name,
            "kind": message.kind,
            "variables": list(message.variables),
            "samples": list(message.sample_names),
            "locales": list(message.locales),
        }
        for message in messages
    ]
    return json.dumps({"version": 1, "messages": rows}, indent=2, ensure_ascii=False) + "\n"


def _text(messages: list[Outline]) -> str:
    if not messages:
        return "The catalog has no messages yet: write one below templates/.\n"
    rows = [HEADER, *(_row(message) for message in messages)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADER))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(message: Outline) -> tuple[str, ...]:
    return (
        message.name,
        message.kind or "(faulty)",
        str(len(message.variables)),
        str(len(message.sample_names)),
        " ".join(message.locales) or "-",
    )
