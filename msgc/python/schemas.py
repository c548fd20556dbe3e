"""The JSON Schemas that payloads and message files are held to."""

from __future__ import annotations

import json
from typing import Any

from msgc.facts.files import schema_names, schema_text


def schemas() -> tuple[str, ...]:
    """Return the names of the message types that have a schema, and `message`, the language's."""
    return tuple(schema_names())


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a message type (2020-12), or that of message files (draft-07).

    Raises KeyError for a name that isn't one of `schemas()`.
    """
    return dict(json.loads(schema_text(name)))
