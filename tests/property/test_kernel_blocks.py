"""CSV read by the kernel equals CSV read without it: blocks' columns, files' rows and faults."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.native.cells import Column, cells_reader
from msgc.recipients.plain_cells import plain_columns
from msgc.recipients.typed import RowReader
from msgc.recipients.written_columns import SEPARATOR_BYTES
from tests.kernel_help import needs_kernel, without_kernel
from tests.property.test_quick_reading import (
    CUTS,
    EXAMPLES,
    HEADERS,
    READERS,
    cut_at,
    noisy,
    quickly,
    tables,
)
from tests.unit.recipients.test_plain_cells import DELIMITERS

pytestmark = needs_kernel

# The one character that a row may hold and the kernel leaves to Python.
NEXT_LINE = "\x85".encode()
USUAL = st.sampled_from(
    [
        *("", "a", "Ann 12", "x" * 7, "y" * 8, "z" * 17, "\\", "\\n", "é", "日本", "🔔", "\u07ff"),
        *("0", "-12", " ", "\xa0", "\u2028", "\uffff", "👩‍👩‍👧", "~}|"),
    ]
)
QUOTED = st.sampled_from(['"', '""', ",", ";", "\n", "\r", "\r\n", "\t", ",,"])
ODD = st.sampled_from(
    [
        *("\0", "\x01", "\x08", "\x0b", "\x1f", "\x7f", "\x80", "\x85", "\x9f"),
        *("\u202a", "\u202e", "\u2066", "\u2069", "\ufeff", "\udcff", "\udce2\udc80", "\udcc2"),
    ]
)
NOISE = st.sampled_from(
    [
        *(b'"', b'""', b"\n", b"\r", b"\r\n", b"\n\n", b",", b";", b"\t", b"\\", b"\0", b"\x7f"),
        *(
            b"\xff",
            b"\x80",
            b"\xc2",
            b"\xc2\x85",
            b"\xe2\x80\xae",
            b"\xed\xa0\x80",
            b"\xf4\x90",
            b" ",
        ),
    ]
)
TEXTS = st.lists(st.one_of(USUAL, USUAL, USUAL, QUOTED), max_size=4).map("".join)


@st.composite
def cells(draw: st.DrawFn) -> str:
    """A cell as it is written: mostly rightly, in quotes or without."""
    text = draw(TEXTS)
    if draw(st.integers(0, 99)) == 99:
        text += draw(ODD)
    needs_quotes = any(char in text for char in '",;\t\r\n')
    if draw(st.integers(0, 9)) < (9 if needs_quotes else 2):
        return '"' + text.replace('"', '""') + '"'
    return text if draw(st.integers(0, 5)) == 0 else draw(USUAL)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[bytes, int, bytes]:
    """The bytes of a block, its width and its delimiter."""
    width, delimiter = draw(st.integers(2, 4)), draw(st.sampled_from(DELIMITERS))
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    record = st.lists(cells(), min_size=width, max_size=width)
    records = draw(st.lists(record, min_size=1, max_size=8))
    if draw(st.integers(0, 19)) == 19:
        records.append(draw(st.lists(cells(), max_size=width + 1)))
    if draw(st.integers(0, 5)) < 5:
        records = [["1", *record[1:]] for record in records]
    text = "".join(delimiter.join(record) + end for record in records)
    data = text.encode("utf-8", "surrogateescape")
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 0, 1, 2]))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(NOISE) + data[at:]
    cut = draw(st.sampled_from([0, 0, 0, len(end), 1, 3]))
    return data[: len(data) - cut], width, delimiter.encode()


def by_kernel(
    data: bytes, width: int, delimiter: bytes, kept: list[bool] | None = None
) -> list[Column] | None:
    reader = cells_reader(kept or [True] * width, delimiter)
    found = reader and reader.read(data)
    return [*found.columns] if found else None


def by_python(data: bytes, width: int, delimiter: bytes) -> list[Column] | None:
    columns = plain_columns(data, width, delimiter)
    if columns is None:
        return None
    pieces = [column.escaped() for column in columns]
    return [Column(SEPARATOR_BYTES.join(each), all(each)) for each in pieces]


@settings(max_examples=EXAMPLES * 4, deadline=None)
@given(blocks())
def test_columns_of_a_block_are_the_same(block: tuple[bytes, int, bytes]) -> None:
    made, expected = by_kernel(*block), by_python(*block)
    assert made == expected or (made is None and NEXT_LINE in block[0])


@settings(max_examples=EXAMPLES * 2, deadline=None)
@given(
    st.text('a"",;\n\n\r\t\\é\x85\x7f\u202e', max_size=24).map(str.encode)
    | st.text('abcdefgh"",,\n\\é', max_size=60).map(str.encode)
    | st.binary(max_size=30),
    st.integers(2, 3),
    st.sampled_from(DELIMITERS).map(str.encode),
)
def test_columns_of_any_bytes_are_the_same(data: bytes, width: int, delimiter: bytes) -> None:
    made, expected = by_kernel(data, width, delimiter), by_python(data, width, delimiter)
    assert made == expected or (made is None and NEXT_LINE in data)


@settings(max_examples=EXAMPLES, deadline=None)
@given(blocks(), st.data())
def test_what_isnt_kept_changes_nothing_of_the_rest(
    block: tuple[bytes, int, bytes], data: st.DataObject
) -> None:
    width = block[1]
    kept = data.draw(st.lists(st.booleans(), min_size=width, max_size=width))
    every, some = by_kernel(*block), by_kernel(*block, kept)
    if every is None:
        assert some is None
    elif any(kept):
        assert some == [column for column, is_kept in zip(every, kept, strict=True) if is_kept]


def without(format: str, written: bytes, reader: RowReader) -> list[object]:
    """Return what is read where there is no kernel."""
    with without_kernel():
        return quickly(format, written, reader)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data(), st.sampled_from(("csv", "tsv")), st.sampled_from(CUTS), st.sampled_from(READERS))
def test_files_of_odd_cells_are_read_the_same(
    data: st.DataObject, format: str, size: int, reader: RowReader
) -> None:
    written = data.draw(tables())
    if format == "tsv":
        written = written.replace(b",", b"\t")
    written = data.draw(noisy(written))
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, size)
        assert quickly(format, written, reader) == without(format, written, reader)


@settings(max_examples=EXAMPLES, deadline=None)
@given(blocks(), HEADERS, st.sampled_from(CUTS), st.sampled_from(READERS))
def test_files_of_plain_blocks_are_read_the_same(
    block: tuple[bytes, int, bytes], header: list[str], size: int, reader: RowReader
) -> None:
    data, width, delimiter = block
    names = [*header, "y", "y.z", "x", "w"][:width]
    written = delimiter.join(name.encode() for name in names) + b"\n" + data
    format = "tsv" if delimiter == b"\t" else "csv"
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, size)
        assert quickly(format, written, reader) == without(format, written, reader)


def test_the_blocks_here_are_often_plain() -> None:
    """What is nearly always left to Python would prove nothing."""
    found: list[bool] = []

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(blocks())
    def ask(block: tuple[bytes, int, bytes]) -> None:
        found.append(by_kernel(*block) is not None)

    ask()
    assert found.count(True) > len(found) // 3
