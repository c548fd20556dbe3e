"""YAML to nodes: the words as written, each with its place."""

from __future__ import annotations

import pytest
import yaml

from msgc.source import SourceFile
from msgc.syntax import yaml_build
from msgc.syntax.nodes import Mapping, Scalar, Sequence, Style
from msgc.syntax.values import scalar_value, to_value
from msgc.syntax.yaml_build import MAX_DEPTH
from msgc.syntax.yaml_nodes import comment_after, parse_yaml

AS_WRITTEN = ("0612345678", "NO", "12:30", "1.10", "2026-01-01", "=", "~", "0o14", ".inf", "<<")


def root(text: str) -> Mapping:
    tree, found = parse_yaml(SourceFile("a.msg.yaml", text))
    assert found == []
    assert isinstance(tree, Mapping)
    return tree


def scalar(text: str, key: str = "a") -> Scalar:
    node = root(text).get(key)
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    "words", ["0612345678", "NO", "12:30", "1.10", "2026-01-01", "=", "~", "0o14", ".inf", "<<"]
)
def test_plain_words_stay_as_written(words: str) -> None:
    node = scalar(f"a: {words}\n")
    assert (node.value, node.style, node.span.text) == (words, Style.PLAIN, words)


@pytest.mark.parametrize("key", ["no", "null", "~", "1.0", "'<<'", '"a b"'])
def test_keys_are_text(key: str) -> None:
    entry = root(f"{key}: x\n").entries[0]
    assert entry.key.value == key.strip("'\"")
    assert entry.key.span.text == key


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("a: 'it''s'\n", "it's", "'it''s'"),
        ('a: "x\\ty"  # c\n', "x\ty", '"x\\ty"'),
        ("a: |-\n  x\n\n  y\n\n\n# c\nb: 1\n", "x\n\ny", "|-\n  x\n\n  y"),
        ("a: >2\n\n   x\n  y\n  z\n", "\n x\ny z\n", ">2\n\n   x\n  y\n  z"),
        ("a: b\n  c\n\n  d # e\n", "b c\nd", "b\n  c\n\n  d"),
        ("a:   # c\nb: 1\n", "", ""),
        ("a: |\r\n  x\r\n  y\r\n", "x\ny\n", "|\r\n  x\r\n  y"),
        ("a: x\x85y\u2028z\n", "x\x85y\u2028z", "x\x85y\u2028z"),
        ('a: "\\L\u2028"\n', "\u2028\u2028", '"\\L\u2028"'),
        ("a: \U0001f600b\n", "\U0001f600b", "\U0001f600b"),
    ],
)
def test_scalar_has_value_and_span(text: str, value: str, words: str) -> None:
    node = scalar(text)
    assert (node.value, node.span.text) == (value, words)


@pytest.mark.parametrize(
    ("text", "part", "place"),
    [
        ('a: "x\\u00e9 {{ b }}"\n', "{{ b }}", 12),
        ('a: "x \\\n   {{ b }}"\n', "{{ b }}", 11),
        ("a: 'it''s {{ b }}'\n", "{{ b }}", 10),
        ("a: >\n  x\n  {{ b }}\n", "{{ b }}", 11),
        ("a: |\n  x\n\n  {{ b }}\n", "{{ b }}", 12),
        ("a: x\n   {{ b }}\n", "{{ b }}", 8),
        ("a: |+\r\n  \U0001f600\r\n  {{ b }}\r\n", "{{ b }}", 14),
    ],
)
def test_part_of_a_text_is_found_in_the_file(text: str, part: str, place: int) -> None:
    node = scalar(text)
    start = node.value.index(part)
    span = node.part(start, start + len(part))
    assert (span.start, span.text) == (place, part)


def test_an_escape_stands_at_its_backslash() -> None:
    node = scalar('a: "x\\ny"\n')
    assert node.where is not None
    assert [node.where[offset] for offset in range(4)] == [4, 5, 7, 8]


def test_empty_value_stands_after_the_colon() -> None:
    node = scalar("x: 1\na:\nb: 2\n")
    assert (node.span.start, node.span.end, node.is_null) == (7, 7, True)


def test_spans_of_lists_and_mappings() -> None:
    tree = root("a:\n  - x\n  - y: 1\nb: {c: [d, e] }\n")
    items, braces = tree.get("a"), tree.get("b")
    assert isinstance(items, Sequence)
    assert isinstance(braces, Mapping)
    assert items.span.text == "x\n  - y: 1"
    assert braces.span.text == "{c: [d, e] }"
    assert tree.span.text == "a:\n  - x\n  - y: 1\nb: {c: [d, e] }"


def test_depth_up_to_the_bound_is_taken() -> None:
    tree, found = parse_yaml(SourceFile("a", "[" * MAX_DEPTH + "]" * MAX_DEPTH))
    assert found == []
    assert tree is not None


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: Order #5\n", "#5"),
        ("a: #5\n", "#5"),
        ("a: b#5\n", None),
        ("a: 'b' #5\n", None),
        ("a: b\n# c\n", None),
    ],
)
def test_comment_after_plain_words(text: str, comment: str | None) -> None:
    node = scalar(text)
    span = comment_after(node.span.source, node)
    assert (span.text if span else None) == comment


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("-7", -7),
        ("2.5", 2.5),
        ("59.9", 59.9),
        ("1.10", "1.10"),
        ("0042", "0042"),
        ("-0", "-0"),
        ("1e3", "1e3"),
        ("+31612345678", "+31612345678"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'3'", "3"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  3", "3\n"),
    ],
)
def test_untyped_values_follow_the_core_rules(written: str, value: object) -> None:
    got = scalar_value(scalar(f"a: {written}\n"))
    assert got == value
    assert type(got) is type(value)


def test_the_parser_in_pure_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a: [x, {b: \U0001f600}]\nc: >-\n  d\n  e\nf: "\\ud83d"\ng: *h* i\nj: \'k\n'
    fast = parse_yaml(SourceFile("a", text))
    monkeypatch.setattr(yaml_build, "_LOADER", yaml.SafeLoader)
    slow = parse_yaml(SourceFile("a", text))
    assert [(d.code, d.span.start) for d in slow[1]] == [(d.code, d.span.start) for d in fast[1]]
    assert to_value(slow[0]) if slow[0] else False
