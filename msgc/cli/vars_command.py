"""`msgc vars`: what a recipient's row must hold."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import click

from msgc.cli.opening import chosen, open_project
from msgc.cli.settings import everywhere, write_out
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import sample_data
from msgc.recipients.describe import csv_cells, csv_header, sample_row
from msgc.recipients.row_schema import json_schema
from msgc.types import Field, ListType, ObjectType, OptionalType, StringType, Type

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


def _table(message: Message) -> str:
    rows = [("name", "type", "needed"), *_rows(message.variables, "")]
    if len(rows) == 1:
        return f"{message.name} needs no variables.\n"
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _rows(kind: ObjectType, prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in kind.fields.items():
        yield prefix + name, _word(field.type), _needed(field)
        inner = field.type
        if isinstance(inner, ListType):
            inner, name = inner.item, f"{name}[]"
        if isinstance(inner, ObjectType):
            yield from _rows(inner, f"{prefix}{name}.")


def _needed(field: Field) -> str:
    if field.default is not None:
        return f"no, else {json.dumps(field.default, ensure_ascii=False)}"
    return "no" if field.optional else "yes"


def _word(kind: Type) -> str:
    if isinstance(kind, OptionalType):
        return _word(kind.item)
    if isinstance(kind, ListType):
        return f"list of {_word(kind.item)}"
    if isinstance(kind, StringType) and kind.enum:
        return " | ".join(kind.enum)
    if isinstance(kind, StringType) and kind.max_length is not None:
        return f"{kind.word}, at most {kind.max_length}"
    return kind.word
