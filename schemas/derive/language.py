"""The language's own schema, for editors: draft-07, derived from its vocabulary and the API's.

A file's kind decides which words may stand in it, so each kind is a case of its own, closed. A
file that tells no kind (a text, a base, a locale's file) may have every word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from msgc.config import CHANNELS
from msgc.template import SAMPLE_NAME
from msgc.vocabulary import BODY, ENVELOPE, KINDS, STRUCTURE, TEMPLATE, TEXT, Kind
from schemas.derive.amend import Schema
from schemas.derive.language_actions import TAG, action_definitions
from schemas.derive.language_api import SCALARS, Api, structure
from schemas.derive.language_parts import Case, choice, described, has, joined, references
from schemas.derive.language_place import ENTRY
from schemas.derive.language_tests import definitions_of_tests
from schemas.derive.language_vars import type_definitions
from schemas.derive.language_words import envelope_words, kind_words

DRAFT_07 = "http://json-schema.org/draft-07/schema#"
ID = "https://msgc.dev/schemas/message.schema.json"
REQUIRED = "required"
ENVELOPE_NAME = "envelope"

Words = dict[str, dict[str, Schema]]


def language(create_message: Schema, notes: Any) -> str:
    """Return the text of the language's schema.

    `create_message` is the derived schema of a whole message, `notes` what `language.yaml` holds.
    """
    api = Api(create_message, notes["errors"])
    envelope, words = envelope_words(api, notes), kind_words(api, notes)
    common = _file_keys(notes) | _refs(ENVELOPE_NAME, envelope)
    whole = {
        "$schema": DRAFT_07,
        "$id": ID,
        "title": notes["title"],
        "description": notes["about"],
        "type": "object",
        "properties": common,
        "allOf": choice(_kinds(words, common), _undecided(words, common)),
        "definitions": _definitions(api, {ENVELOPE_NAME: envelope, **words}, notes),
    }
    return json.dumps(_pruned(whole), indent=2, ensure_ascii=False) + "\n"


def _pruned(schema: Schema) -> Schema:
    """Return the schema without the definitions that nothing in it leads to."""
    definitions = schema["definitions"]
    waiting = references({key: value for key, value in schema.items() if key != "definitions"})
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= references(definitions[name])
    kept = {name: definitions[name] for name in definitions if name in found}
    return {**schema, "definitions": kept}


def _definitions(api: Api, words: Words, notes: Any) -> dict[str, Schema]:
    own = {
        **{name: schema for kind in words for name, schema in _named(kind, words[kind]).items()},
        "section.message": _section_message(api, words),
        **action_definitions(api, notes),
        **type_definitions(notes),
        **definitions_of_tests(notes),
        **{name: _expression(name, notes) for name in STRUCTURE},
        "none": {"description": notes["none"], "type": "null", "doNotSuggest": True},
    }
    return own | dict(sorted(api.definitions.items()))


def _named(owner: str, schemas: dict[str, Schema]) -> dict[str, Schema]:
    return {f"{owner}.{name}": schema for name, schema in schemas.items()}


def _refs(owner: str, names: Iterable[str]) -> dict[str, Schema]:
    return {name: {"$ref": f"#/definitions/{owner}.{name}"} for name in names}


def _expression(name: str, notes: Any) -> Schema:
    return described({"type": [*SCALARS]}, name, notes["structure"][name])


def _file_keys(notes: Any) -> dict[str, Schema]:
    text = {"type": [*SCALARS]}
    row = {"type": ["object", "null"]}
    names = {
        "pattern": f"^{SAMPLE_NAME.pattern}$",
        "patternErrorMessage": notes["errors"]["sample"],
    }
    schemas: dict[str, Schema] = {
        "description": {**text, "type": [*SCALARS, "null"]},
        "channel": {"enum": list(CHANNELS)},
        "vars": {"$ref": "#/definitions/variables"},
        "samples": {"type": row["type"], "propertyNames": names, "additionalProperties": row},
        "extends": text,
        "fallback": _fallback(),
        "window": {"enum": [REQUIRED]},
        "tests": {"$ref": "#/definitions/tests"},
    }
    return {name: described(schema, name, notes["file"][name]) for name, schema in schemas.items()}


def _fallback() -> Schema:
    names = [TEMPLATE.name, *(word.name for word in TEMPLATE.words)]
    members = _refs(TEMPLATE.name, names)
    envelope = _refs(ENVELOPE_NAME, [word.name for word in ENVELOPE])
    return {"type": "object", "properties": members | envelope, "additionalProperties": False}


def _kinds(words: Words, common: dict[str, Schema]) -> list[Case]:
    kinds = (kind for kind in (*KINDS, TEMPLATE, BODY) if kind is not TEXT)
    return [(_tells(kind), _closed(_members(kind, words), common)) for kind in kinds]


def _tells(kind: Kind) -> Schema:
    if kind not in (TEMPLATE, BODY):
        return has(*kind.keys)
    # A null is the API's null, and tells no kind.
    written = {key: {"not": {"type": "null"}} for key in kind.keys}
    return {**has(*kind.keys), "properties": written}


def _members(kind: Kind, words: Words) -> dict[str, Schema]:
    none = {name: {"$ref": "#/definitions/none"} for name in (TEMPLATE.name, BODY.name)}
    return none | _refs(kind.name, words[kind.name])


def _closed(members: dict[str, Schema], common: dict[str, Schema]) -> Schema:
    # The root describes the common keys; here they are only let through.
    allowed = dict.fromkeys(common, True)
    return {"properties": members | allowed, "additionalProperties": False}


def _undecided(words: Words, common: dict[str, Schema]) -> Schema:
    return _closed(_any_words(words, [*words]), common)


def _any_words(words: Words, kinds: list[str]) -> dict[str, Schema]:
    names = dict.fromkeys(name for kind in kinds for name in words[kind])
    return {name: _shared(name, words, kinds) for name in names}


def _shared(name: str, words: Words, kinds: list[str]) -> Schema:
    """Return the schema of a word in a file that tells no kind."""
    owners = [kind for kind in kinds if name in words[kind]]
    schemas = [words[kind][name] for kind in owners]
    if all(schema == schemas[0] for schema in schemas):
        return {"$ref": f"#/definitions/{owners[0]}.{name}"}
    return joined(schemas)


def _section_message(api: Api, words: Words) -> Schema:
    section = api.branch(api.member(api.root, "body"), "section")
    entry = api.items(api.member(section, "section", "items"))
    types = api.resolved(api.member(entry, TAG))["enum"]
    kinds = [kind for kind in KINDS if kind.type in types]
    cases = [(has(TAG), api.written(entry, ENTRY))]
    cases += [(_untagged(kind), _entry(kind, words)) for kind in kinds if kind is not TEXT]
    members = _any_words(words, [kind.name for kind in kinds])
    tag = {TAG: api.written(api.member(entry, TAG), ENTRY.below())}
    undecided = {
        "required": list(TEXT.keys),
        "properties": {**members, **tag, **structure()},
        "additionalProperties": False,
    }
    return {"title": "message", "type": "object", "allOf": choice(cases, undecided)}


def _untagged(kind: Kind) -> Schema:
    return {**has(*kind.keys), "not": {"required": [TAG]}}


def _entry(kind: Kind, words: Words) -> Schema:
    members = {**_refs(kind.name, words[kind.name]), **structure()}
    return {"properties": members, "additionalProperties": False}
