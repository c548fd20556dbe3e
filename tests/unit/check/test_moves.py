"""A member moved out of its object: its own lines go as they are, every other one stays."""

from __future__ import annotations

import pytest

from msgc.check.moves import Place, moved_out
from msgc.source import SourceFile
from msgc.syntax.json_nodes import parse_json
from msgc.syntax.nodes import Entry, Mapping
from msgc.syntax.yaml_nodes import parse_yaml


def moved(text: str, *, in_json: bool = False) -> str | None:
    source = SourceFile("a", text)
    tree, found = parse_json(source) if in_json else parse_yaml(source)
    assert isinstance(tree, Mapping) and not found
    owner = tree.entry("body")
    assert owner and isinstance(owner.value, Mapping)
    stray = owner.value.entry("x")
    assert stray
    fix = moved_out(_place(stray), _place(owner), in_json=in_json)
    if fix is None:
        return None
    for edit in reversed(fix.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _place(entry: Entry) -> Place:
    return Place(entry.key.span, entry.value.span)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("body:\n  x: 1\n  y: 2\nz: 3\n", "body:\n  y: 2\nx: 1\nz: 3\n"),
        ("body:\n  y: 2\n  x: 1\nz: 3\n", "body:\n  y: 2\nx: 1\nz: 3\n"),
        ("body:\n  x: 1\n  y: 2", "body:\n  y: 2\nx: 1"),
        ("body:\n  y: 2\n  x: 1", "body:\n  y: 2\nx: 1"),
        (
            "body:  # b\n  x:  # c\n    a: 1\n\n    b: 2  # d\n  # e\n  y: 2  # f\n# g\nz: 3\n",
            "body:  # b\n  # e\n  y: 2  # f\nx:  # c\n  a: 1\n\n  b: 2  # d\n# g\nz: 3\n",
        ),
        ("body:\r\n  x: 1\r\n  y: 2\r\nz: 3\r\n", "body:\r\n  y: 2\r\nx: 1\r\nz: 3\r\n"),
        ("body: {x: {a: 1}, y: 2}  # c\nz: 3\n", "body: {y: 2}  # c\nx: {a: 1}\nz: 3\n"),
        ("body: {y: 2, x: 1}\r\n", "body: {y: 2}\r\nx: 1\r\n"),
        ("body: {y: 2, x: 1}", "body: {y: 2}\nx: 1"),
        ("body:\n    y: |\n      a\n    x: 1\n", "body:\n    y: |\n      a\nx: 1\n"),
    ],
)
def test_in_yaml(before, after):
    assert moved(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"body": {"x": {"a": 1}, "y": 2}}', '{"body": {"y": 2}, "x": {"a": 1}}'),
        ('{"body": {"y": 2, "x": 1}, "z": 3}', '{"body": {"y": 2}, "x": 1, "z": 3}'),
        (
            '{\n  "body": {\n    "y": 2,\n    "x": 1\n  },\n  "z": 3\n}\n',
            '{\n  "body": {\n    "y": 2\n  },\n  "x": 1,\n  "z": 3\n}\n',
        ),
    ],
)
def test_in_json(before, after):
    assert moved(before, in_json=True) == after


@pytest.mark.parametrize(
    "text",
    [
        "body:\n  x: 1\n",
        "body: {x: 1}\n",
        "body: {y: 2,  # why\n  x: 1}  \n  # c\nz: [\n  1]\n",
        "{body: {y: 2, x: 1},\n z: 3}\n",
        "body:\n  y: 2\n  x: [\n1]\n",
    ],
)
def test_what_is_left_where_it_is(text):
    assert moved(text) is None
