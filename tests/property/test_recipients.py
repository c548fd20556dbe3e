from __future__ import annotations

import csv
import io
import json
from contextlib import nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.codes import CODES
from msgc.recipients.quick_json import quick_parse
from msgc.recipients.reading import open_rows
from msgc.recipients.rows import RawRow, RowsError, RowsSource
from msgc.recipients.strict_json import StrictJsonError, parse
from msgc.recipients.typed import RowReader
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    UnknownType,
)

FORMATS = ("csv", "tsv", "ndjson", "json", "yaml")
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
OBJECTS = st.lists(st.dictionaries(TEXT, JSON, max_size=4), max_size=4)
VARS = ObjectType(
    fields={
        "a": Field(StringType(format="phone")),
        "b": Field(IntegerType(minimum=0), optional=True),
        "c": Field(NumberType(), default=1),
        "d": Field(BooleanType()),
        "e": Field(ListType(StringType(max_length=2))),
        "f": Field(ObjectType(fields={"a": Field(UnknownType())}, open=True)),
    }
)
READER = RowReader(VARS, {"phone": lambda text: text.startswith("+")})


def read(format: str, data: bytes) -> list[RawRow]:
    source = RowsSource("rows", format, lambda: nullcontext(io.BytesIO(data)), json.loads)
    return list(open_rows(source))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_csv_reads_back(table: list[list[str]], mark: str, end: str, encoding: str) -> None:
    file = io.StringIO()
    # Python's writer leaves a line break that isn't its own without quotes.
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL
    writer = csv.writer(file, delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writerows([["x", "y", "z"], *table])
    found = read("csv", file.getvalue().encode(encoding))
    # A line without anything in its cells is no row.
    rows = [cells for cells in table if any(cells)]
    assert [row.faults for row in found] == [()] * len(rows)
    assert [list((row.data or {}).values()) for row in found] == rows


@settings(max_examples=150, deadline=None)
@given(OBJECTS, st.booleans())
def test_ndjson_reads_back(objects: list[dict[str, object]], ascii: bool) -> None:
    written = "".join(json.dumps(each, ensure_ascii=ascii) + "\n" for each in objects)
    assert [row.data for row in read("ndjson", written.encode())] == objects


@settings(max_examples=150, deadline=None)
@given(OBJECTS, st.booleans(), st.sampled_from([None, 1]), st.integers(1, 9))
def test_a_json_array_reads_back(
    objects: list[dict[str, object]], ascii: bool, indent: int | None, chunk: int
) -> None:
    written = json.dumps(objects, ensure_ascii=ascii, indent=indent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("msgc.recipients.json_array.CHUNK", chunk)
        assert [row.data for row in read("json", written.encode())] == objects


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=80) | st.text('a,;"\n\r\t{}[]:1.e-\\u\ufeff', max_size=60).map(str.encode),
    st.sampled_from(FORMATS),
)
def test_any_bytes_give_rows_or_a_fault(data: bytes, format: str) -> None:
    try:
        found = read(format, data)
    except RowsError as error:
        assert error.faults
        assert all(fault.code in CODES and not error.unreadable for fault in error.faults)
        return
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    assert all((row.data is None) <= bool(row.faults) for row in found)


@settings(max_examples=300, deadline=None)
@given(st.text('{}[]":,1.e-+ \\ud8ntrfalsNI/\t', max_size=40) | JSON.map(json.dumps))
def test_the_fast_parser_equals_the_strict_one(text: str) -> None:
    assert _outcome(quick_parse, text) == _outcome(parse, text)


def _outcome(function, text: str) -> str:
    try:
        return repr(function(text))
    except StrictJsonError as error:
        return f"{error.code} {error.message} {error.offset}"


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdef"), JSON | st.text() | st.floats()),
    st.booleans(),
)
def test_any_row_is_typed_or_has_faults(data: dict[str, object], cells: bool) -> None:
    row, faults = READER.read(RawRow(1, data, (), cells))
    assert (row is None) == bool(faults)
    assert all(fault.code in CODES and fault.field for fault in faults)
    if row is not None:
        json.dumps(row, allow_nan=False).encode()
        assert READER.read(RawRow(1, row)) == (row, ())
