"""`msgc schema`: the JSON Schema of a message type."""

from __future__ import annotations

import json

import click

from msgc.cli.settings import everywhere, write_out
from msgc.nearby import near
from msgc.python.schemas import schema, schemas

EPILOG = """\b
Examples:
  msgc schema
  msgc schema list
  msgc schema message > message.schema.json
"""


@click.command("schema", epilog=EPILOG)
@click.argument("type", required=False)
@everywhere
def command(type: str | None) -> int:
    """Print the JSON Schema of a message TYPE; `message` is the language's own.

    Without TYPE, list their names.
    """
    names = schemas()
    if type is None:
        write_out("".join(f"{name}\n" for name in names))
        return 0
    if type not in names:
        meant = near(type, names)
        hint = f"; did you mean `{meant}`?" if meant else f"; the types are {', '.join(names)}"
        raise click.UsageError(f"there is no message type `{type}`{hint}")
    write_out(json.dumps(schema(type), indent=2, ensure_ascii=False) + "\n")
    return 0
