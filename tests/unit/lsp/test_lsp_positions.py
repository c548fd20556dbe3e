from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from msgc.lsp.positions import offset_of, position_of, range_of, units
from msgc.source import SourceFile

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
TEXTS = st.text(st.sampled_from("ab é🎁\n\r\u2028\x0b"))


@pytest.mark.parametrize(("encoding", "size"), [("utf-8", 8), ("utf-16", 5), ("utf-32", 4)])
def test_units_are_those_of_the_encoding(encoding, size):
    assert units("aé🎁b", encoding) == size


@given(TEXTS, st.data())
def test_an_offset_leads_to_its_place_and_back(text, data):
    encoding = data.draw(st.sampled_from(ENCODINGS))
    offset = data.draw(st.integers(0, len(text)))
    source = SourceFile("a", text)
    place = position_of(source, offset, encoding)
    back = offset_of(text, place, encoding)
    # Inside of a CRLF there is no place: it is the end of its line.
    assert back == offset or text[back:offset] == "\r"


def test_only_what_the_protocol_calls_a_line_is_one():
    source = SourceFile("a", "a\u2028b\x0bc\r\nd\re\nf")
    assert position_of(source, source.text.index("c"), "utf-16") == Position(0, 4)
    assert position_of(source, source.text.index("f"), "utf-16") == Position(3, 0)


def test_a_place_that_isnt_there_is_the_nearest_end():
    assert offset_of("ab\ncd", Position(0, 9), "utf-16") == 2
    assert offset_of("ab\ncd", Position(9, 0), "utf-16") == 5
    assert offset_of("🎁b", Position(0, 1), "utf-16") == 1


def test_a_span_is_a_range():
    source = SourceFile("a", "x\n🎁 yes\n")
    assert range_of(source.span(4, 7), "utf-16") == Range(Position(1, 3), Position(1, 6))
