"""Bubbles as text: of every kind something is seen, and what is seen stands in the payload."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msgc.pipeline.review.blanks import marked
from msgc.pipeline.review.bubbles import bubble_of
from msgc.pipeline.review.model import Line, Pair
from msgc.pipeline.review.pictures import pairs_of
from msgc.pipeline.testing.pointers import NOTHING, is_pointer, value_at
from msgc.pipeline.testing.values import changes

BUILD = Path(__file__).parents[3] / "build"
PAYLOADS = sorted(BUILD.rglob("*.json"))


def payload(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda p: p.relative_to(BUILD).as_posix())
def test_every_kind_is_seen_and_nothing_else(path: Path) -> None:
    document = payload(path)
    lines = bubble_of(document)
    assert lines
    for line in lines:
        values = [value_at(document, pointer) for pointer in line.pointers]
        assert NOTHING not in values, line
        assert not values or any(
            line.text.strip(" ") in str(v) or str(v) in line.text for v in values
        )
    assert all(pair.is_same for pair in pairs_of(lines, bubble_of(document)))


def test_a_body_of_no_known_kind_is_shown_as_it_is() -> None:
    lines = bubble_of({"body": {"type": "new", "new": {"a": 1}}})
    assert '"a": 1' in "\n".join(line.text for line in lines)


def test_a_button_that_comes_first_leaves_the_others_beside_each_other() -> None:
    one, other, first = (Line("button", text) for text in ("[ A ]", "[ B ]", "[ C ]"))
    pairs = list(pairs_of([one, other], [first, one, other]))
    assert pairs == [Pair(None, first), Pair(one, one), Pair(other, other)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a b", "a b"),
        ("a  b", "a··b"),
        (" a ", "·a·"),
        ("a\tb", "a→b"),
        ("a\u00a0b\u2009c", "a⍽b⍽c"),
        ("", "¶"),
    ],
)
def test_white_space_that_cant_be_seen_is_marked(text: str, shown: str) -> None:
    assert marked(text) == shown


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("", {"a/b": [1, {"~": 2}]}), ("/a~1b/0", 1), ("/a~1b/1/~0", 2), ("/a~1b/01", NOTHING)],
)
def test_pointers(pointer: str, value: object) -> None:
    assert is_pointer(pointer)
    assert value_at({"a/b": [1, {"~": 2}]}, pointer) == value


@pytest.mark.parametrize("text", ["a", "a/b", "/~", "/~2"])
def test_what_is_no_pointer(text: str) -> None:
    assert not is_pointer(text)


def test_true_isnt_one() -> None:
    (change,) = changes({"a": True, "b": 2}, {"a": 1, "b": 2})
    assert (change.pointer, change.before, change.after) == ("/a", True, 1)
