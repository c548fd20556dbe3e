"""`tests:` in the language's schema: what `msgc test` reads, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from msgc.pipeline.testing.reading import read_cases
from msgc.source import SourceFile
from msgc.syntax.values import to_value
from msgc.syntax.yaml_nodes import parse_yaml

SCHEMA = Path(__file__).parents[3] / "schemas/message.schema.json"
VALIDATOR = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
GOOD = (
    "{sample: a, row: {n: 1}}",
    "{expect: {/body/text/text: Hi, /tags: [a], /validity: 1, '': {absent: true}}}",
    "{expect: {/a~1b: {equals: {a: 1}, contains: [a, b], lacks: c, count: 0}}}",
    "{fallback: {/template/locale: en}, finding: MSG506}",
    "{finding: [MSG506, MSG507], snapshot: true}",
    "{payload: {body: {}}}",
)
BAD = (
    "3",
    "{smaple: a}",
    "{row: [1]}",
    "{expect: [a]}",
    "{expect: {body: 1}}",
    "{expect: {/a~2: 1}}",
    "{expect: {/a: {equal: 1}}}",
    "{expect: {/a: {count: -1}}}",
    "{expect: {/a: {absent: false}}}",
    "{finding: 506}",
    "{snapshot: perhaps}",
)


def faults(test: str) -> tuple[bool, bool]:
    """Tell whether the schema finds a fault in a test, and whether msgc does."""
    tree, found = parse_yaml(SourceFile("a", f"a: {test}\n"))
    assert tree is not None and not found
    errors = list(VALIDATOR.iter_errors({"text": "A", "tests": to_value(tree)}))
    return bool(errors), bool(read_cases(tree, None)[1])


@pytest.mark.parametrize("test", GOOD)
def test_what_is_read_fits(test: str) -> None:
    assert faults(test) == (False, False)


@pytest.mark.parametrize("test", BAD)
def test_what_isnt_read_doesnt_fit(test: str) -> None:
    assert faults(test) == (True, True)
