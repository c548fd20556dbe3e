"""The types in `vars`, for editors: words, lists, objects, and JSON Schema objects."""

from __future__ import annotations

from typing import Any

from msgc.infer.declared import OPTIONAL, WORDS
from msgc.infer.json_schema import DECIDING, KEYWORDS, TYPES
from schemas.derive.amend import Schema
from schemas.derive.language_parts import described

_NAME = r"^[^\s\d_.-][^\s.-]*$"
# One value of each JSON type, to ask a keyword's own check which types it takes.
_PROBES: dict[str, object] = {
    "string": "string",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "array": [],
    "object": {},
    "null": None,
}


def type_definitions(notes: Any) -> dict[str, Schema]:
    """Return the definitions: `variables`, and the types of a variable and of a list's entry."""
    return {
        "variables": _variables(notes),
        "variable": _written(notes, _field_words(), "#/definitions/object-or-optional"),
        "type": _written(notes, _alternatives(), "#/definitions/object"),
        "object-or-optional": _object_or_optional(notes),
        "object": _object(notes),
    }


def _variables(notes: Any) -> Schema:
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": _NAME, "patternErrorMessage": notes["errors"]["name"]},
        "additionalProperties": {"$ref": "#/definitions/variable"},
    }


def _alternatives() -> str:
    return "|".join(WORDS)


def _field_words() -> str:
    return rf"({OPTIONAL}\s+)?({_alternatives()})\s*(=[\s\S]*)?"


def _written(notes: Any, words: str, mapping: str) -> Schema:
    # The words stand apart, or an editor would offer them as keys of an object too.
    word = {
        "type": "string",
        "pattern": rf"^\s*({words})\s*$",
        "patternErrorMessage": notes["errors"]["variable"],
        "defaultSnippets": [_snippet(name, notes) for name in WORDS],
    }
    entries = {"items": {"$ref": "#/definitions/type"}, "minItems": 1, "maxItems": 1}
    structure = {"if": {"type": "object"}, "then": {"$ref": mapping}}
    return {
        "description": notes["vars"]["type"],
        "anyOf": [word, {"type": ["array", "object"], **entries, **structure}],
    }


def _snippet(name: str, notes: Any) -> Schema:
    return {"label": name, "description": notes["types"][name], "body": name}


def _object_or_optional(notes: Any) -> Schema:
    optional = described({"$ref": "#/definitions/type"}, OPTIONAL, notes["vars"]["optional"])
    return {
        "if": {"required": [OPTIONAL], "maxProperties": 1},
        "then": {"properties": {OPTIONAL: optional}},
        "else": {"$ref": "#/definitions/object"},
    }


def _object(notes: Any) -> Schema:
    note = notes["vars"]["schema"]
    forms = {name: {"description": note, **_form(name)} for name in KEYWORDS}
    return {
        "if": {
            "anyOf": [{"required": [name]} for name in DECIDING],
            "propertyNames": {"enum": list(KEYWORDS)},
            "properties": {name: _form(name) for name in KEYWORDS},
        },
        "then": {"properties": forms},
        "else": {"$ref": "#/definitions/variables"},
    }


def _form(name: str) -> Schema:
    if name == "type":
        words = {"enum": list(TYPES)}
        return {"anyOf": [words, {"type": "array", "items": words, "minItems": 1}]}
    return {"type": [kind for kind, probe in _PROBES.items() if KEYWORDS[name](probe)]}
