"""`msgc vars`: what a recipient's row must hold."""

from __future__ import annotations

import csv
import io
import json

import click

from msgc.cli.opening import chosen, open_project
from msgc.cli.settings import everywhere, write_out
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import sample_data
from msgc.recipients.describe import csv_cells, csv_header, sample_row
from msgc.recipients.needs import needs_table
from msgc.recipients.row_schema import json_schema

EPILOG = """\b
Examples:
  msgc vars orders/shipped
  msgc vars orders/shipped --format csv > people.csv
  msgc vars orders/shipped --format schema
"""


@click.command("vars", epilog=EPILOG)
@click.argument("message")
@click.option("--format", "format_", type=click.Choice(["table", "schema", "csv"]), default="table")
@everywhere
def command(message: str, format_: str) -> int:
    """Show what a recipient's row must hold for MESSAGE."""
    project = open_project()
    names = chosen(project, [message])
    if len(names) != 1:
        raise click.UsageError(f"`{message}` selects {len(names)} messages; name one")
    found = project.message(names[0])
    write_out({"table": _table, "schema": _schema, "csv": _csv}[format_](found))
    return 0 if found.is_sound else 1


def _table(message: Message) -> str:
    return needs_table(message.name, message.variables)


def _schema(message: Message) -> str:
    schema = {"title": message.name, **json_schema(message.variables)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _csv(message: Message) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(csv_header(message.variables))
    writer.writerow(csv_cells(message.variables, _typical(message)))
    return text.getvalue()


def _typical(message: Message) -> dict[str, object]:
    """Return the message's first sample, or else a row made up from the types."""
    sample = next(iter(message.samples.values()), None)
    row = sample_data(sample, message.variables) if sample and message.is_sound else {}
    return row or sample_row(message.variables)
