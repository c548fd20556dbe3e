"""Columns measured by the kernel: each text's length and ends as Python has them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from msgc.native.measuring import Edges, added_lengths, edges, lengths, trimmed
from msgc.recipients.quick_texts import escaped_texts
from tests.kernel_help import needs_kernel, without_kernel

WHITE = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace()]
# One of each number of bytes, escapes, marks that combine, and what looks like an escape's end.
CHARS = 'an bcr1u0\\"/\n\r\t\f\v\x1c\x1f\x08é\u0301日🎉👩\u200d\x80\x85\xa0\u2028\u200b\u3000\ufeff'
AROUND_A_STEP = st.builds(
    lambda part, count: part * count, st.sampled_from(["x", "é", "日🎉", "\n"]), st.integers(0, 35)
)
TEXTS = (
    st.text(CHARS, max_size=9)
    | st.tuples(AROUND_A_STEP, st.text(CHARS, max_size=3)).map("".join)
    | st.sampled_from(WHITE)
    | st.text(WHITE, max_size=3)
    | st.sampled_from(
        ["", "\\", "\\\\", "\\n", "\\\n", "\\u000b", "\v", "a\\r", "a\\\r", "u000b", " a"]
    )
)
COLUMNS = st.lists(TEXTS, min_size=1, max_size=6)


def ends_of(texts: Sequence[str]) -> Edges:
    return Edges(
        begins=any(text[:1].isspace() for text in texts),
        ends=any(text[-1:].isspace() for text in texts),
        blank=not all(map(str.strip, texts)),
        returns=any(text.endswith("\r") for text in texts),
    )


@needs_kernel
@given(COLUMNS)
@example([""])
@example(["x" * 16, "x" * 15, "x" * 17])
def test_a_column_is_measured_as_python_measures_each_text(texts: list[str]) -> None:
    data, sizes = escaped_texts(texts), list(map(len, texts))
    assert lengths(data) == (max(sizes), min(sizes))
    assert added_lengths([data], len(texts)) == sizes
    assert edges(data) == ends_of(texts)
    assert trimmed(data) == escaped_texts([text.strip() for text in texts])


@needs_kernel
def test_all_white_space_is_known() -> None:
    for char in WHITE:
        assert edges(escaped_texts([char])) == ends_of([char])
        assert trimmed(escaped_texts([f"{char}a{char}{char}"])) == b"a"
    # No other character is white space: each stands alone at both ends of a text.
    others = [chr(point) for point in range(0x20, 0x3100) if chr(point) not in {*WHITE, "\x7f"}]
    assert edges(escaped_texts(others)) == Edges(False, False, False, False)


@needs_kernel
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_rows_have_the_code_points_of_all_their_texts(rows: list[tuple[str, str]]) -> None:
    columns = [escaped_texts(texts) for texts in zip(*rows, strict=True)]
    assert added_lengths(columns, len(rows)) == [len(one) + len(other) for one, other in rows]


@needs_kernel
@pytest.mark.parametrize("data", [b"", b"a", b"a\x7fb\x7f", b"a\x7f\\n\x7f\x7f"])
def test_columns_of_more_or_fewer_texts_have_no_rows(data: bytes) -> None:
    assert added_lengths([b"a\x7fb", data], 2) is None


@needs_kernel
@given(
    st.lists(st.sampled_from([b"\\", b"u", b"\x7f", b"0b", b"\xc2", b"\xe2\x80", b"\xf0", b" "]))
)
def test_what_isnt_json_is_measured_all_the_same(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    left = trimmed(data)
    assert left is not None and len(left) <= len(data)
    assert lengths(data) is not None and edges(data) is not None


def test_without_a_kernel_nothing_is_told() -> None:
    with without_kernel():
        assert lengths(b"a") is edges(b"a") is trimmed(b"a") is added_lengths([b"a"], 1) is None
