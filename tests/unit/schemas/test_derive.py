"""The derived files are fresh, valid, standalone and free of unions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas.derive import __main__ as command
from schemas.derive.bundle import BASE_ID
from schemas.derive.files import MESSAGES, derived, stale, write
from schemas.derive.merge import MergeError, merged
from schemas.derive.translate import TranslateError, translate
from schemas.derive.unions import UnionError

FILES = sorted(MESSAGES.glob("*.json"))
KINDS = {
    *("text", "html", "image", "file", "gif", "location", "carousel", "list", "section"),
    *("authentication", "action", "template", "create-message"),
}
OPENAPI_ONLY = {"nullable", "discriminator", "example", "xml", "externalDocs", "x-rules"}


def _schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema; the keys of `properties` and `$defs` are names, not keywords."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key in ("properties", "$defs"):
        for value in schema.get(key, {}).values():
            yield from _schemas(value)
    for key in ("items", "additionalProperties", "if", "then", "else", "not"):
        yield from _schemas(schema.get(key))
    for key in ("allOf", "oneOf", "anyOf"):
        for value in schema.get(key, []):
            yield from _schemas(value)


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    assert loaded["$id"] == f"{BASE_ID}{request.param.name}"
    return loaded


def test_committed_files_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_check_names_stale_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = derived() | {MESSAGES / "extra.json": "{}\n"}
    monkeypatch.setattr(command, "derived", lambda: texts)
    assert command.main(["--check"]) == 1
    assert capsys.readouterr().err == "extra.json is stale: run python -m schemas.derive\n"


def test_stale_and_write(tmp_path: Path) -> None:
    texts = {tmp_path / "a.json": "{}\n", tmp_path / "b.json": "{}\n"}
    (tmp_path / "b.json").write_text("{}")
    (tmp_path / "c.json").write_text("{}")
    assert [path.name for path in stale(texts, tmp_path)] == ["a.json", "b.json", "c.json"]
    write(texts, tmp_path)
    assert stale(texts, tmp_path) == []
    assert not (tmp_path / "c.json").exists()


def test_names() -> None:
    assert {path.stem for path in FILES} == KINDS


def test_is_a_valid_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


def test_has_no_unions_and_no_openapi_keywords(schema: dict[str, Any]) -> None:
    used = {key for part in _schemas(schema) for key in part}
    assert not used & (OPENAPI_ONLY | {"oneOf", "anyOf"})


def test_references_stay_within(schema: dict[str, Any]) -> None:
    references = {part["$ref"] for part in _schemas(schema) if "$ref" in part}
    assert references == {f"#/$defs/{name}" for name in schema.get("$defs", {})}


def test_formats(schema: dict[str, Any]) -> None:
    formats = {part["format"] for part in _schemas(schema) if "format" in part}
    assert formats <= {"uri", "date-time", "uuid", "locale-bcp47"}


def test_notes_have_their_form(schema: dict[str, Any]) -> None:
    for part in _schemas(schema):
        for note in part.get("x-warn", []):
            assert set(note) in (
                {"erratum", "additionalProperties"},
                {"erratum", "message", "schema"},
            )
            assert "schema" in note or "properties" in part
        if "x-error" in part:
            assert set(part["x-error"]) == {"erratum", "message"}


def test_defaults_and_read_only_are_kept() -> None:
    text = json.loads((MESSAGES / "text.json").read_text(encoding="utf-8"))
    request = text["$defs"]["ActionLocationRequest"]["properties"]["locationRequest"]
    emoji = text["properties"]["text"]["properties"]["metadata"]["properties"]["line"]
    item = emoji["properties"]["emoji"]["properties"]["items"]["items"]
    assert request["properties"]["text"]["default"] == "Send location"
    assert item["properties"]["length"]["readOnly"] is True
    assert item["properties"]["length"]["type"] == ["integer", "null"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": True, "enum": ["a"]}, {"enum": ["a", None]}),
        ({"type": "number", "format": "float"}, {"type": "number"}),
        ({"type": "array", "nullable": False}, {"type": "array"}),
        ({"$ref": "#/components/schemas/A", "minLength": 1}, {"$ref": "#/$defs/A"}),
        (
            {"allOf": [{"type": "object"}, {"required": ["a"]}]},
            {"type": "object", "required": ["a"]},
        ),
    ],
)
def test_translates(published: dict[str, Any], expected: dict[str, Any]) -> None:
    assert translate(published, {}) == expected


def test_an_unknown_keyword_is_refused() -> None:
    with pytest.raises(TranslateError, match="multipleOf"):
        translate({"type": "integer", "multipleOf": 2}, {})


def test_parts_that_differ_are_refused() -> None:
    with pytest.raises(MergeError):
        merged({"allOf": [{"type": "object"}, {"type": "array"}]})
    with pytest.raises(MergeError):
        merged({"allOf": [{"$ref": "#/components/schemas/A"}]})


@pytest.mark.parametrize(
    "union",
    [
        {"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}]},
        {
            "properties": {"type": {"enum": ["a", "b"]}},
            "oneOf": [{"$ref": "#/components/schemas/A"}],
            "discriminator": {
                "propertyName": "type",
                "mapping": {"a": "#/components/schemas/A"},
            },
        },
    ],
)
def test_a_union_that_cannot_be_told_apart_is_refused(union: dict[str, Any]) -> None:
    with pytest.raises(UnionError):
        translate(union, {})
