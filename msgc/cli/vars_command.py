"""`msgc vars`: what a recipient's row must hold."""

from __future__ import annotations

import json

import click

from msgc.cli.catalogs import open_catalog, selected
from msgc.cli.settings import everywhere, settings, write_out
from msgc.python.outlines import Outline

EPILOG = """\b
Examples:
  msgc vars orders/shipped
  msgc vars orders/shipped --format csv > people.csv
  msgc vars orders/shipped --format schema
"""
NO_ROW = "this is no row that fits ({}); give the message a sample, and that is shown"


@click.command("vars", epilog=EPILOG)
@click.argument("message")
@click.option("--format", "format_", type=click.Choice(["table", "schema", "csv"]), default="table")
@everywhere
def command(message: str, format_: str) -> int:
    """Show what a recipient's row must hold for MESSAGE."""
    catalog = open_catalog()
    names = selected(catalog, [message])
    if len(names) != 1:
        raise click.UsageError(f"`{message}` selects {len(names)} messages; name one")
    found = catalog.outline(names[0])
    write_out({"table": Outline.explain, "schema": _schema, "csv": Outline.csv}[format_](found))
    if format_ == "csv" and (faults := found.typical_faults()):
        told = "; ".join(fault.removesuffix(".") for fault in faults)
        settings().say(f"note: {NO_ROW.format(told)}")
    return 0 if found.is_sound else 1


def _schema(message: Outline) -> str:
    schema = {"title": message.name, **message.schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
