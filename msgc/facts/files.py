"""Where the shipped knowledge lies: `schemas/`, inside the installed package or the checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_INSTALLED = Path(__file__).parent.parent / "schemas"
_CHECKOUT = Path(__file__).parent.parent.parent / "schemas"

CREATE_MESSAGE = "create-message"
LANGUAGE = "message"

Schema = dict[str, object]


def schemas_folder() -> Path:
    """Return the folder of the shipped schemas."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def schema_names() -> list[str]:
    """Return the names of the message types' schemas, and `message`, the language's own."""
    found = (schemas_folder() / "bird" / "messages").iterdir()
    return [*sorted(path.stem for path in found if path.suffix == ".json"), LANGUAGE]


def schema_text(name: str) -> str:
    """Return the text of a schema by its name; KeyError for an unknown one."""
    if name not in schema_names():
        raise KeyError(name)
    folder = schemas_folder()
    path = folder / "bird" / "messages" / f"{name}.json"
    if name == LANGUAGE:
        path = folder / "message.schema.json"
    return path.read_text(encoding="utf-8")


@cache
def load_schema(name: str) -> Schema:
    """Return a message type's JSON Schema; KeyError for an unknown name."""
    schema: Schema = json.loads(schema_text(name))
    return schema
