from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from msgc.lsp.positions import MARK, Columns, offset_of, position_of, range_of, units
from msgc.source import SourceFile

ENCODINGS = ["utf-8", "utf-16", "utf-32"]
FILE = Path("/a")
UTF_16 = Columns("utf-16")
TEXTS = st.text(st.sampled_from("ab é🎁\n\r\u2028\x0b"))


@pytest.mark.parametrize(("encoding", "size"), [("utf-8", 8), ("utf-16", 5), ("utf-32", 4)])
def test_units_are_those_of_the_encoding(encoding, size):
    assert units("aé🎁b", encoding) == size


@given(TEXTS, st.data())
def test_an_offset_leads_to_its_place_and_back(text, data):
    marked = data.draw(st.sampled_from([frozenset(), frozenset({FILE})]))
    columns = Columns(data.draw(st.sampled_from(ENCODINGS)), marked)
    offset = data.draw(st.integers(0, len(text)))
    place = position_of(SourceFile("a", text, FILE), offset, columns)
    back = offset_of(FILE, text, place, columns)
    # Inside of a CRLF there is no place: it is the end of its line.
    assert back == offset or text[back:offset] == "\r"


def test_only_what_the_protocol_calls_a_line_is_one():
    source = SourceFile("a", "a\u2028b\x0bc\r\nd\re\nf")
    assert position_of(source, source.text.index("c"), UTF_16) == Position(0, 4)
    assert position_of(source, source.text.index("f"), UTF_16) == Position(3, 0)


def test_a_place_that_isnt_there_is_the_nearest_end():
    assert offset_of(FILE, "ab\ncd", Position(0, 9), UTF_16) == 2
    assert offset_of(FILE, "ab\ncd", Position(9, 0), UTF_16) == 5
    assert offset_of(FILE, "🎁b", Position(0, 1), UTF_16) == 1


def test_a_span_is_a_range():
    source = SourceFile("a", "x\n🎁 yes\n")
    assert range_of(source.span(4, 7), UTF_16) == Range(Position(1, 3), Position(1, 6))


@pytest.mark.parametrize(("encoding", "size"), [("utf-8", 3), ("utf-16", 1), ("utf-32", 1)])
def test_a_byte_order_mark_counts_on_the_first_line_alone(encoding, size):
    source, columns = SourceFile("a", "ab\ncd", FILE), Columns(encoding, frozenset({FILE}))
    assert position_of(source, 1, columns) == Position(0, size + 1)
    assert position_of(source, 4, columns) == Position(1, 1)
    assert position_of(SourceFile("b", "ab", Path("/b")), 1, columns) == Position(0, 1)
    assert units(MARK, encoding) == size
