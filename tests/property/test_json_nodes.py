"""The JSON reader agrees with the standard library's, and no text makes it raise."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.syntax.json_nodes import parse_json, parse_json_lines
from msgc.syntax.nodes import Mapping, Node, Scalar, Sequence
from msgc.syntax.values import to_value

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
FINITE = LEAVES.filter(lambda leaf: leaf not in (float("inf"), float("-inf")))
VALUES = st.recursive(
    FINITE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
NASTY = st.lists(st.sampled_from(list("{}[]\",:\\u0019dfe-+.tn \n\t/'")), max_size=30).map("".join)


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [s for item in node.items for s in scalars(item)]
    assert isinstance(node, Mapping)
    return [s for entry in node for s in (entry.key, *scalars(entry.value))]


@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
@settings(max_examples=200, deadline=None)
def test_json_is_read_as_the_standard_library_reads_it(
    value: object, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    tree, found = parse_json(SourceFile("a.json", text))
    assert not found
    assert tree is not None
    assert to_value(tree) == value


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.booleans())
@settings(max_examples=200, deadline=None)
def test_strings_are_in_step_with_the_file(words: str, ascii_only: bool) -> None:
    text = json.dumps(words, ensure_ascii=ascii_only)
    scalar, _ = parse_json(SourceFile("a.json", text))
    assert isinstance(scalar, Scalar)
    assert scalar.where is not None
    for offset, character in enumerate(words):
        assert text[scalar.where[offset]] in (character, "\\")
    assert scalar.where[len(words)] == len(text) - 1


@given(st.text(max_size=60) | NASTY)
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    tree, found = parse_json(SourceFile("a.json", text))
    assert tree is not None or found
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    for number, (given_number, _, _) in enumerate(parse_json_lines(SourceFile("a", text)), 1):
        assert number == given_number


def _accepts(text: str) -> bool:
    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return True


@given(NASTY | VALUES.map(json.dumps))
@settings(max_examples=300, deadline=None)
def test_what_the_standard_library_refuses_is_refused(text: str) -> None:
    tree, found = parse_json(SourceFile("a.json", text))
    if not _accepts(text):
        assert tree is None
        assert [d.code for d in found] == ["MSG127"] or "MSG106" in {d.code for d in found}


@given(st.binary(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_bytes_decode_to_text(data: bytes) -> None:
    source, found = decode("a", data, None)
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)
    if not found:
        assert source.text.encode() == data.removeprefix(b"\xef\xbb\xbf")
