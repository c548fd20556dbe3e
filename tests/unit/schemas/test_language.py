"""The schema for editors: valid, standalone, fresh, and with a description of every word."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from msgc.infer.declared import WORDS
from msgc.vocabulary import (
    ACTIONS,
    ENVELOPE,
    FILE_KEYS,
    KINDS,
    ROWS_WORD,
    STRUCTURE,
    TEMPLATE,
    TEXT,
)
from schemas.derive.files import LANGUAGE, NOTES, derived
from schemas.derive.language_parts import references
from tests.unit.schemas.editor import SCHEMA, faults, resolved

ROOT = Path(__file__).resolve().parents[3]
MESSAGES = sorted((ROOT / "templates").rglob("*.msg.yaml"))
GALLERY = sorted((ROOT / "templates" / "gallery").glob("*.msg.yaml"))
KEYWORDS_WITH_NAMES = ("properties", "definitions")


def _keywords(node: Any) -> Iterator[str]:
    for key, value in node.items() if isinstance(node, dict) else ():
        yield key
        parts = value.values() if key in KEYWORDS_WITH_NAMES else [value]
        for part in parts:
            yield from _keywords(part)
    for part in node if isinstance(node, list) else ():
        yield from _keywords(part)


def test_is_a_valid_draft_07_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["$id"].endswith("/message.schema.json")


def test_is_derived() -> None:
    assert derived()[LANGUAGE] == LANGUAGE.read_text(encoding="utf-8")


def test_stands_alone() -> None:
    assert references(SCHEMA) == set(SCHEMA["definitions"])


def test_has_no_keywords_of_later_drafts_or_of_ours() -> None:
    used = set(_keywords(SCHEMA))
    assert not {key for key in used if key.startswith("x-")}
    assert not used & {"$defs", "unevaluatedProperties", "dependentSchemas", "prefixItems"}


@pytest.mark.parametrize("path", MESSAGES, ids=[path.stem for path in MESSAGES])
def test_takes_the_catalog(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_takes_the_gallery_in_a_stock_tool() -> None:
    tool = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(LANGUAGE)]
    done = subprocess.run([*tool, *map(str, GALLERY)], capture_output=True, text=True, check=False)
    assert (done.returncode, len(GALLERY) > 0) == (0, True), done.stdout + done.stderr


def _words() -> dict[str, dict[str, Any]]:
    definitions, members = SCHEMA["definitions"], SCHEMA["properties"]
    undecided = SCHEMA["allOf"][-1]["then"]["properties"]
    kinds = [(kind.name, word.name) for kind in (*KINDS, TEMPLATE) for word in kind.words]
    names = [f"{kind}.{word}" for kind, word in kinds if kind != TEXT.name]
    names += [f"envelope.{word.name}" for word in ENVELOPE]
    names += ["template.template", "body.body", *STRUCTURE]
    rows = definitions["list.section"]["properties"][ROWS_WORD]
    return {
        **{name: definitions[name] for name in names},
        **{word: undecided[word] for _, word in kinds},
        **{name: members[name] for name in FILE_KEYS},
        ROWS_WORD: rows,
    }


def _described(schema: dict[str, Any]) -> bool:
    parts = [schema, *schema.get("allOf", [])]
    return any(resolved(part).get("description", "").strip() for part in parts)


def test_every_word_is_described() -> None:
    assert [name for name, schema in _words().items() if not _described(schema)] == []


def test_every_word_of_an_action_is_described() -> None:
    cases = {
        name: schema
        for part in SCHEMA["definitions"]["action"]["allOf"]
        for name, schema in part["then"].get("properties", {}).items()
    }
    names = {action.name for action in ACTIONS} | {w.name for a in ACTIONS for w in a.words}
    assert [name for name in sorted(names) if not _described(cases[name])] == []


def test_types_are_offered() -> None:
    offered = SCHEMA["definitions"]["variable"]["anyOf"][0]["defaultSnippets"]
    assert {snippet["label"]: bool(snippet["description"]) for snippet in offered} == dict.fromkeys(
        WORDS, True
    )


def test_notes_are_about_words_that_exist() -> None:
    notes = yaml.safe_load(NOTES.read_text(encoding="utf-8"))
    words = {word.name for kind in (*KINDS, TEMPLATE) for word in kind.words}
    words |= {word.name for word in ENVELOPE} | {"template", "body"}
    assert set(notes["message"]) <= words
    assert set(notes["file"]) == set(FILE_KEYS)
    assert set(notes["structure"]) == set(STRUCTURE)
    assert set(notes["types"]) == set(WORDS)


def test_a_kind_offers_its_own_words_alone() -> None:
    [case] = [part for part in SCHEMA["allOf"] if part["if"].get("required") == ["gif"]]
    offered = {name for name, schema in case["then"]["properties"].items() if schema is not True}
    assert offered == {"gif", "text", "altText", "metadata", "actions", "template", "body"}
    assert SCHEMA["definitions"]["none"]["doNotSuggest"] is True
