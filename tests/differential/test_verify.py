"""Our verify against stock jsonschema: the same payloads refused, at the same places."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from msgc.check.schema import verify
from msgc.facts.files import CREATE_MESSAGE, load_schema
from msgc.facts.formats import FORMATS
from msgc.pipeline import Project

ROOT = Path(__file__).parents[2]
EXAMPLES = 2000


def gallery() -> list[object]:
    project = Project.open(ROOT)
    return [
        payload
        for name in project.paths()
        for result in project.samples(name)
        if result.compiled
        for payload in (result.compiled.payload, result.compiled.fallback)
        if payload is not None
    ]


def stock() -> Draft202012Validator:
    checker = FormatChecker(formats=())
    for name, is_format in FORMATS.items():
        checker.checks(name)(lambda value, ok=is_format: not isinstance(value, str) or ok(value))
    return Draft202012Validator(load_schema(CREATE_MESSAGE), format_checker=checker)


PAYLOADS = gallery()
STOCK = stock()
WORDS = st.sampled_from(
    [
        "",
        "text",
        "image",
        "list",
        "reply",
        "postback",
        "link",
        "buy",
        "locationRequest",
        "section",
        "string",
        "number",
        "call",
        "en",
        "nl_",
        "x" * 73,
        "https://www.example.com/a.png",
        "a.png",
        "2026-01-01T00:00:00Z",
        "soon",
        "a b",
        "a/b",
        "+31612345678",
        "EUR",
        "EURO",
    ]
)
LEAVES = (
    st.none() | st.booleans() | st.integers(-100, 100) | st.sampled_from([0.5, 1.0, 1e300]) | WORDS
)
KEYS = st.sampled_from(
    [
        "type",
        "text",
        "body",
        "template",
        "id",
        "key",
        "value",
        "title",
        "actions",
        "items",
        "metadata",
        "mediaUrl",
        "altText",
        "attachments",
        "content",
        "filename",
        "reference",
        "Text",
        "identifierValue",
        "url",
        "payload",
        "contacts",
        "locale",
        "version",
        "coordinates",
        "new",
    ]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


def places(value: object, path: tuple = ()) -> list[tuple]:
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    return [path, *(found for key, item in inside for found in places(item, (*path, key)))]


def at(value: Any, path: tuple) -> Any:
    for part in path:
        value = value[part]
    return value


@st.composite
def mutated(draw: st.DrawFn) -> object:
    payload = {"": copy.deepcopy(draw(st.sampled_from(PAYLOADS)))}
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(payload)[1:]))
        holder, key, value = at(payload, path[:-1]), path[-1], draw(VALUES)
        how = draw(st.sampled_from(["delete", "replace", "add", "copy"]))
        if how == "delete" and len(path) > 1:
            del holder[key]
        elif how == "add" and isinstance(holder[key], dict):
            holder[key][draw(KEYS)] = value
        elif how == "add" and isinstance(holder[key], list):
            holder[key].append(value)
        elif how == "copy":
            holder[key] = copy.deepcopy(at(payload, draw(st.sampled_from(places(payload)[1:]))))
        else:
            holder[key] = value
    return payload[""]


def ours(payload: object) -> set[tuple]:
    broken = (breach for breach in verify(payload) if breach.is_error)
    return {breach.path[:-1] if breach.at_key else breach.path for breach in broken}


def theirs(payload: object) -> set[tuple]:
    return {tuple(error.absolute_path) for error in STOCK.iter_errors(payload)}


def test_the_gallery_is_accepted_by_both() -> None:
    assert len(PAYLOADS) > 60
    assert [ours(payload) for payload in PAYLOADS] == [set()] * len(PAYLOADS)
    assert [theirs(payload) for payload in PAYLOADS] == [set()] * len(PAYLOADS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(mutated())
def test_mutated_payloads_are_refused_alike(payload: object) -> None:
    assert ours(payload) == theirs(payload), json.dumps(payload)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_any_value_is_refused_alike(payload: object) -> None:
    assert ours(payload) == theirs(payload)
