from __future__ import annotations

import io
import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet.encryption as pe
import pytest
from arrow_help import of, parquet, read, values
from hypothesis import given, settings
from hypothesis import strategies as st
from recipients_help import INTEGER, ITEM, STRING, file_faults, source

from msgc.recipients.parquet import BATCH_ROWS
from msgc.recipients.reading import file_source, open_rows
from msgc.recipients.rows import RowsError, RowsSource
from msgc.types import Field, ListType, ObjectType


def test_all_columns_that_are_not_read_are_told_with_the_field_inside() -> None:
    kind = pa.struct([("when", pa.timestamp("ms")), ("id", pa.string())])
    table = pa.table({"o": pa.array([], kind), "b": pa.array([], pa.binary()), "c": ["a"][:0]})
    faults = file_faults("parquet", parquet(table))
    assert [message.split("`")[1] for _, message in faults] == ["o.when", "b"]


def test_only_what_the_message_names_is_read() -> None:
    kind = pa.struct([("name", pa.string()), ("when", pa.timestamp("ms")), ("count", pa.int64())])
    item = {"name": "Lamp", "when": datetime(2026, 1, 31), "count": 2}
    table = pa.table(
        {
            "photo": pa.array([b"\xff"]),
            "items": pa.array([[item]], pa.list_(kind)),
            "locale": ["nl"],
            "more": [1],
        }
    )
    wanted = of({"items": Field(ListType(ITEM), optional=True), "missing": STRING})
    (row,) = read(table, wanted)
    assert row.data == {"items": [{"name": "Lamp", "count": 2}], "locale": "nl"}
    with pytest.raises(RowsError):
        read(table, ObjectType(open=True))


def test_rows_without_a_column_that_is_named_are_counted() -> None:
    assert [row.number for row in read(pa.table({"a": [1, 2]}), of({"b": INTEGER}))] == [1, 2]
    nothing = pa.array([{"a": 1}, None], pa.struct([("a", pa.int64())]))
    assert values(nothing, of({"x": of({"b": INTEGER})})) == [{}, None]


def test_rows_are_numbered_across_batches_and_row_groups() -> None:
    count = 2 * BATCH_ROWS + 7
    table = pa.table({"a": range(count)})
    data = parquet(table, row_group_size=BATCH_ROWS - 1)
    rows = list(open_rows(source("parquet", data)))
    assert [(row.number, row.data) for row in rows] == [(i + 1, {"a": i}) for i in range(count)]
    assert read(table.slice(0, 0)) == []


class _Stream(io.BytesIO):
    """Standard input: bytes in one direction."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise AssertionError("read backwards")


def test_a_stream_is_read_that_goes_one_way() -> None:
    stdin = _Stream(parquet(pa.table({"a": [1, 2]})))
    rows = open_rows(file_source("-", "parquet", stdin=stdin))
    assert [row.data for row in rows] == [{"a": 1}, {"a": 2}]


NAMED = parquet(pa.table({"name": [{"in": 1}]}), compression="none")
GOOD = parquet(pa.table({"a": range(1000)}), compression="snappy")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "`rows` is empty"),
        (b"phone,name\n+31612345678,Ann\n", "`rows` isn't a Parquet file"),
        (b"PAR1", "`rows` breaks off before its end"),
        (GOOD[:-9], "`rows` breaks off before its end"),
        (GOOD[:20] + b"\xff" * 40 + GOOD[60:], "`rows` is damaged ("),
        (GOOD[:-80] + b"\xff" * 60 + GOOD[-20:], "`rows` is damaged ("),
        (b"PAR1" + b"\xff" * 40 + b"PAR1", "`rows` is damaged ("),
        (NAMED.replace(b"name", b"na\xff\xff"), "`rows` is damaged ("),
    ],
    ids=["empty", "csv", "mark", "truncated", "page", "footer", "nothing", "name"],
)
def test_a_file_that_is_not_whole_parquet(data: bytes, said: str) -> None:
    with pytest.raises(RowsError) as raised:
        list(open_rows(source("parquet", data)))
    (fault,) = raised.value.faults
    assert raised.value.unreadable
    assert fault.code == "MSG501"
    assert fault.message.startswith(said)
    assert "\n" not in fault.message


def test_a_file_that_gives_fewer_rows_than_it_tells_is_damaged() -> None:
    """Of a column chunk without values pyarrow yields no row, and no error."""
    data = parquet(pa.table({"a": ["x", "y"], "b": [1, 2]}), compression="none")
    size = int.from_bytes(data[-8:-4], "little")
    footer = data[-8 - size : -8]
    # `num_values` of the second column: a field of Thrift's compact protocol, 2 as a zigzag.
    at = footer.rindex(b"\x16\x04\x16")
    spoilt = data[: -8 - size] + footer[:at] + b"\x16\x00\x16" + footer[at + 3 :] + data[-8:]
    with pytest.raises(RowsError) as raised:
        list(open_rows(source("parquet", spoilt)))
    assert raised.value.faults[0].message.startswith("`rows` is damaged")


class _Keys(pe.KmsClient):
    def wrap_key(self, key: bytes, name: str) -> bytes:
        return key.hex().encode()

    def unwrap_key(self, wrapped: bytes, name: str) -> bytes:
        return bytes.fromhex(wrapped.decode())


@pytest.mark.parametrize("plaintext_footer", [False, True])
def test_an_encrypted_file(plaintext_footer: bool) -> None:
    settings = pe.EncryptionConfiguration(
        footer_key="k", column_keys={"k": ["a"]}, plaintext_footer=plaintext_footer
    )
    factory = pe.CryptoFactory(lambda config: _Keys())
    properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), settings)
    data = parquet(pa.table({"a": [1], "b": [2]}), encryption_properties=properties)
    ((code, message),) = file_faults("parquet", data)
    assert (code, message) == (
        "MSG501",
        "`rows` is encrypted, which msgc can't read: export it in plain.",
    )


def test_an_error_of_the_system_is_told_as_for_other_formats() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    broken = RowsSource("rows", "parquet", lambda: nullcontext[BinaryIO](Broken(GOOD)))
    with pytest.raises(RowsError) as raised:
        list(open_rows(broken))
    assert raised.value.faults[0].message == "`rows` can't be read: Input/output error."


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "rows.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(RowsError) as raised:
        list(open_rows(file_source(str(path))))
    assert raised.value.unreadable
    assert "pip install 'msgc[parquet]'" in raised.value.faults[0].message


KIND = pa.struct(
    [
        ("text", pa.string()),
        ("whole", pa.int64()),
        ("number", pa.float64()),
        ("yes", pa.bool_()),
        ("words", pa.list_(pa.string())),
        ("inside", pa.struct([("words", pa.list_(pa.struct([("text", pa.string())])))])),
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


def _structs(**parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional=parts)


ROWS = st.lists(
    _structs(
        text=TEXT,
        whole=st.integers(-(2**63), 2**63 - 1),
        number=st.floats(allow_nan=False),
        yes=st.booleans(),
        words=st.lists(TEXT | st.none(), max_size=3),
        inside=_structs(words=st.lists(_structs(text=TEXT), max_size=3)),
    ),
    max_size=5,
)


@given(ROWS, st.sampled_from(["1.0", "2.6"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read(rows: list[dict], version: str, use_dictionary: bool) -> None:
    table = pa.Table.from_pylist(rows, pa.schema(list(KIND)))
    data = parquet(table, version=version, use_dictionary=use_dictionary, row_group_size=2)
    found = [row.data for row in open_rows(source("parquet", data))]
    assert [{k: v for k, v in row.items() if v is not None} for row in found if row] == rows
