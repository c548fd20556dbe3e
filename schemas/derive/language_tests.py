"""`tests`, for editors: a test's keys, and the words of an expectation."""

from __future__ import annotations

from typing import Any

from msgc.pipeline.testing.checks import CHECKS
from msgc.pipeline.testing.model import ABSENT, CONTAINS, COUNT, LACKS
from msgc.pipeline.testing.reading import (
    EXPECT,
    FALLBACK,
    FINDING,
    PAYLOAD,
    ROW,
    SAMPLE,
    SNAPSHOT,
    WORDS,
)
from schemas.derive.amend import Schema
from schemas.derive.language_api import SCALARS
from schemas.derive.language_parts import described

# As `msgc.pipeline.testing.pointers` reads them.
_POINTER = "^(/([^~]|~[01])*)?$"
_CODE = "^MSG[0-9]{3}$"


def definitions_of_tests(notes: Any) -> dict[str, Schema]:
    """Return the definitions: `tests`, one `test`, its `expectations`, and the value of one."""
    return {
        "tests": {
            "type": ["object", "null"],
            "additionalProperties": {"$ref": "#/definitions/test"},
        },
        "test": _test(notes),
        "expectations": _expectations(notes),
        "expectation": _expectation(notes),
    }


def _test(notes: Any) -> Schema:
    code = {"type": "string", "pattern": _CODE}
    expectations = {"$ref": "#/definitions/expectations"}
    schemas: dict[str, Schema] = {
        SAMPLE: {"type": [*SCALARS]},
        ROW: {"type": ["object", "null"]},
        EXPECT: expectations,
        FALLBACK: expectations,
        FINDING: {"anyOf": [code, {"type": "array", "items": code}]},
        PAYLOAD: {"type": "object"},
        SNAPSHOT: {"type": "boolean"},
    }
    properties = {name: described(schemas[name], name, notes["test"][name]) for name in WORDS}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _expectations(notes: Any) -> Schema:
    names = {"pattern": _POINTER, "patternErrorMessage": notes["errors"]["pointer"]}
    expectation = {"$ref": "#/definitions/expectation"}
    return {"type": "object", "propertyNames": names, "additionalProperties": expectation}


def _expectation(notes: Any) -> Schema:
    texts = {"type": [*SCALARS, "array"], "items": {"type": [*SCALARS]}}
    schemas: dict[str, Schema] = {
        CONTAINS: texts,
        LACKS: texts,
        ABSENT: {"enum": [True]},
        COUNT: {"type": "integer", "minimum": 0},
    }
    properties = {
        name: described(schemas.get(name, {}), name, notes["checks"][name]) for name in CHECKS
    }
    return {
        "type": [*SCALARS, "array", "object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }
