"""Spans and maps slice to their words, and no text makes the reader raise."""

from __future__ import annotations

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from msgc.source import SourceFile
from msgc.syntax.nodes import Mapping, Node, Scalar, Sequence, Style
from msgc.syntax.yaml_nodes import comment_after, parse_yaml

PLACEHOLDERS = st.sampled_from(["{{", "}}", "{%", "%}", "{#", "text: ", "- ", "|\n", ">-\n", "  "])
SPECIAL = st.sampled_from(list("\n\n\n  \t:-,[]{}&*!|>'\"%@`#?\\ab\r\U0001f600\x85\u2028\ufeff~"))
NASTY = st.lists(PLACEHOLDERS | SPECIAL | st.characters(), max_size=40).map("".join)
WORDS = st.text(st.sampled_from(list("ab:'\"\\ \n\t#-é\U0001f600{}")), max_size=30)
LINES = st.lists(st.text("ab #:'\"é\U0001f600", max_size=8), min_size=1, max_size=6)


def scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [s for item in node.items for s in scalars(item)]
    return [s for entry in node for s in (entry.key, *scalars(entry.value))]


def the_text(text: str) -> Scalar:
    tree, found = parse_yaml(SourceFile("a.msg.yaml", text))
    assert not found
    assert isinstance(tree, Mapping)
    node = tree.get("text")
    assert isinstance(node, Scalar)
    return node


def assert_in_step(scalar: Scalar) -> None:
    """Each character maps to itself, unless an escape or a fold stands there."""
    assert scalar.where is not None
    text = scalar.span.source.text
    for offset, character in enumerate(scalar.value):
        there = text[scalar.where[offset]]
        assert there == character or there in "\\' \t\r\n", (offset, character, there)
    assert scalar.span.start <= scalar.where[len(scalar.value)] <= len(text)


@given(st.text(max_size=80) | NASTY)
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    tree, found = parse_yaml(SourceFile("a.msg.yaml", text))
    assert tree is not None or found
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
    for scalar in scalars(tree) if tree else []:
        assert 0 <= scalar.span.start <= scalar.span.end <= len(text)
        assert scalar.where is not None or found
        comment_after(scalar.span.source, scalar)


@given(WORDS, st.sampled_from(["'", '"', "|", ">", None]), st.sampled_from([15, 80]))
@settings(max_examples=300, deadline=None)
def test_dumped_text_is_read_back_in_step(words: str, style: str | None, width: int) -> None:
    dumped = yaml.safe_dump({"text": words}, default_style=style, width=width, allow_unicode=True)
    scalar = the_text(dumped.replace("!!null ", ""))
    assert scalar.value == words
    assert_in_step(scalar)


@given(LINES, st.sampled_from(["|", ">"]), st.sampled_from(["", "-", "+"]), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_block_text_is_in_step(lines: list[str], sign: str, chomp: str, indent: int) -> None:
    body = "\n".join(" " * indent + line if line else "" for line in lines)
    text = f"text: {sign}{indent}{chomp}\n{body}\nto: x\n"
    scalar = the_text(text)
    assert scalar.style is Style.BLOCK
    assert scalar.value == yaml.safe_load(text)["text"]
    assert_in_step(scalar)
    assert scalar.span.text == scalar.span.text.rstrip()


@given(st.lists(st.text("abé\U0001f600'\"#{}", min_size=1, max_size=8), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_plain_text_over_several_lines_is_in_step(lines: list[str]) -> None:
    text = "text: a" + "\n  b".join(lines) + "\n"
    assume("#" not in {line[0] for line in lines})
    scalar = the_text(text)
    assert scalar.value == "a" + " b".join(lines)
    assert_in_step(scalar)


@given(st.text("ab *&!@%`{}:#'\"\\,[]|>-?", min_size=1, max_size=20))
@settings(max_examples=400, deadline=None)
def test_a_fix_leaves_the_words_that_it_quotes(words: str) -> None:
    text = f"to: x\ntext: {words}\nreference: y\n"
    for diagnostic in parse_yaml(SourceFile("a.msg.yaml", text))[1]:
        fix = diagnostic.fix
        if fix is None or diagnostic.code not in ("MSG102", "MSG103", "MSG108"):
            continue
        mended = text[: fix.span.start] + fix.text + text[fix.span.end :]
        tree, _ = parse_yaml(SourceFile("a.msg.yaml", mended))
        values = [s.value for s in scalars(tree)] if tree else [fix.span.text]
        assert any(fix.span.text in value for value in values)
