"""Plain CSV parted at its delimiters: what `csv.reader` reads, or nothing."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.recipients.plain_cells import plain_columns

DELIMITERS = (",", ";", "\t")
# Little but what CSV and JSON have words for, so that much of it is nearly right.
TEXTS = st.text(alphabet='a1",;\t\n\r\\é🔔 \x01\x7f\u202e\x85', max_size=6)


def read(text: str, width: int, delimiter: str) -> list[tuple[str, ...]] | None:
    """Return the columns that `plain_columns` makes, having compared how JSON writes them."""
    columns = plain_columns(text.encode(), width, delimiter.encode())
    if columns is None:
        return None
    for column in columns:
        dumped = [json.dumps(cell, ensure_ascii=False)[1:-1].encode() for cell in column]
        assert list(column.escaped()) == dumped
        assert len(column) == len(dumped)
    return [tuple(column) for column in columns]


def truth(text: str, delimiter: str) -> list[list[str]] | None:
    """Return the records of a text, None where it can't be read as CSV."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet='a",\n\r\\é', max_size=24), st.integers(2, 3))
def test_whatever_is_read_is_what_csv_reads(text: str, width: int) -> None:
    made = read(text, width, ",")
    if made is not None:
        records = truth(text, ",")
        assert records is not None and all(len(record) == width for record in records)
        assert made == [tuple(record[place] for record in records) for place in range(width)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(DELIMITERS),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    st.booleans(),
)
def test_what_programs_write(
    rows: list[list[str]], delimiter: str, end: str, quoting: int, is_cut: bool
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    text = file.getvalue().removesuffix(end) if is_cut else file.getvalue()
    made = read(text, 3, delimiter)
    # What csv writes isn't always what it reads: of `1\\r` before a line break it reads `1`.
    assert made is None or made == list(zip(*(truth(text, delimiter) or rows), strict=True))
    assert made is None or "\u202e" not in text


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_usual_is_read(delimiter: str, end: str) -> None:
    rows = [["Ann", 'Robert "Bob" 2'], ["", f"a{delimiter}b\nc\r\nd"], ["back\\slash", "日本 🔔"]]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    expected = list(zip(*rows, strict=True))
    assert read(file.getvalue(), 2, delimiter) == expected
    assert read(file.getvalue().removesuffix(end), 2, delimiter) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n",
        "a\nb,c\n",
        "a,b\n\nc,d\n",
        ",\n",
        'a,"b\n',
        'a,"b"c\n',
        'a,b"c\n',
        'a,b""c\n',
        'a,"b" \n',
        'a,"b"\\\n',
        'a,\\"b"\n',
        "a,b\rc,d\n",
        "a,b\r\nc,d\n",
        "a,b\r\r\nc,d\n",
        "a,b\n\rc,d\n\r",
        "a,b\n\rc,d\n",
        "a\nb\n",
        "a,b,c\nd\n",
        'a,b\n""',
        "",
        "a,\x01\n",
        "a,\x7f\n",
        "a,\x9f\n",
        "a,\u202e\n",
        "a,\t\n",
    ],
)
def test_what_isnt_plain_is_left(text: str) -> None:
    assert plain_columns(text.encode(), 2, b",") is None


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ('a,""\n', [("a", "")]),
        ('"",""""\n', [("", '"')]),
        ('"""a""",b', [('"a"', "b")]),
        ('a,"\r\n,\r"', [("a", "\r\n,\r")]),
        ("a,\x85\n", [("a", "\x85")]),
    ],
)
def test_what_is_rare_is_read(text: str, records: list[tuple[str, ...]]) -> None:
    assert read(text, 2, ",") == list(zip(*records, strict=True))
    assert truth(text, ",") == [list(record) for record in records]


def test_what_isnt_utf_8_is_left() -> None:
    assert plain_columns(b"a,\xff\n", 2, b",") is None
    assert plain_columns(b"a,\xed\xa0\x80\n", 2, b",") is None
