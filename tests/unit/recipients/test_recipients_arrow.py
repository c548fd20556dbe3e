from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pyarrow as pa
import pytest
from arrow_help import DAYS, FIRST_DAY, LAST_DAY, NOT_UTF8, column_faults, of, parquet, read, values
from recipients_help import STRING, file_faults, one

from msgc.recipients.arrow_rows import column_decoders
from msgc.recipients.limits import MAX_DEPTH
from msgc.recipients.rows import RowsError
from msgc.types import OptionalType, StringType

MOMENT = datetime(2026, 1, 31, 9, 0, 0, 120_000, tzinfo=UTC)
TEXTS = ["a", None, "", "😀\n"]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_texts(kind: pa.DataType) -> None:
    assert values(pa.array(TEXTS, kind)) == TEXTS


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ([None, None], pa.null(), [None, None]),
        ([True, None, False], pa.bool_(), [True, None, False]),
        ([-128, None], pa.int8(), [-128, None]),
        ([2**64 - 1], pa.uint64(), [2**64 - 1]),
        ([59.9, None], pa.float64(), [59.9, None]),
        ([59.9, 1e30, None], pa.float32(), [59.9, 1e30, None]),
        ([0.5], pa.float16(), [0.5]),
        ([Decimal("89.30"), None], pa.decimal128(10, 2), [89.3, None]),
        ([Decimal("89.00")], pa.decimal64(10, 2), [89.0]),
        ([Decimal(10**37)], pa.decimal128(38, 0), [10**37]),
        ([Decimal(1200)], pa.decimal128(5, -2), [1200]),
        ([Decimal("0.1")], pa.decimal256(76, 18), [0.1]),
        ([date(2026, 1, 31), FIRST_DAY, None], pa.date32(), ["2026-01-31", "0001-01-01", None]),
        ([date(1969, 12, 31), LAST_DAY], pa.date64(), ["1969-12-31", "9999-12-31"]),
        ([MOMENT, None], pa.timestamp("us", "UTC"), ["2026-01-31T09:00:00.12Z", None]),
        ([MOMENT], pa.timestamp("ms", "Europe/Amsterdam"), ["2026-01-31T09:00:00.12Z"]),
        ([MOMENT], pa.timestamp("s", "+05:30"), ["2026-01-31T09:00:00Z"]),
        ([-1], pa.timestamp("ns", "UTC"), ["1969-12-31T23:59:59.999999999Z"]),
        ([1_000_001], pa.timestamp("us", "UTC"), ["1970-01-01T00:00:01.000001Z"]),
        ([UUID(int=7).bytes, None], pa.uuid(), [str(UUID(int=7)), None]),
        (['{"a": 1}', None], pa.json_(), ['{"a": 1}', None]),
        (["b", None, "a", "b"], pa.dictionary(pa.int8(), pa.string()), ["b", None, "a", "b"]),
        ([[1, None], None, []], pa.list_(pa.int64()), [[1, None], None, []]),
        ([[1], None], pa.large_list(pa.int64()), [[1], None]),
        ([[1, 2], None, [3, 4]], pa.list_(pa.int64(), 2), [[1, 2], None, [3, 4]]),
        ([[[1], []], [[2]]], pa.list_view(pa.list_(pa.int64())), [[[1], []], [[2]]]),
        (
            [{"a": 1, "b": None}, None, {"a": None, "b": "t"}],
            pa.struct([("a", pa.int64()), ("b", pa.string())]),
            [{"a": 1}, None, {"b": "t"}],
        ),
        (
            [[{"d": date(2026, 1, 31)}], None],
            pa.list_(pa.struct([("d", pa.date32())])),
            [[{"d": "2026-01-31"}], None],
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, pa.DataType) else "",
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_value_of_a_type(written: list, kind: pa.DataType, expected: list) -> None:
    array = pa.array(written, kind) if kind != pa.uuid() else _uuids(written)
    for start in range(len(written)):
        found = values(array.slice(start))
        assert found == expected[start:]
        assert list(map(type, found)) == list(map(type, expected[start:]))


def _uuids(written: list[bytes | None]) -> pa.Array:
    return pa.ExtensionArray.from_storage(pa.uuid(), pa.array(written, pa.binary(16)))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (pa.timestamp("us"), "is of type timestamp[us], times without a zone."),
        (pa.binary(), "is of type binary, which no variable can hold."),
        (pa.large_binary(), "is of type large_binary, which no variable can hold."),
        (pa.binary(16), "is of type fixed_size_binary[16], which no variable can hold."),
        (pa.map_(pa.string(), pa.int64()), "is of type map<string, int64>, which no variable"),
        (pa.duration("s"), "is of type duration[s], which no variable can hold."),
        (pa.time64("us"), "is of type time64[us], which no variable can hold."),
        (pa.time32("s"), "is of type time32[s], which no variable can hold."),
        (pa.month_day_nano_interval(), "is of type month_day_nano_interval, which no"),
        (pa.bool8(), "is of type extension<arrow.bool8>, which no variable can hold."),
        (pa.run_end_encoded(pa.int32(), pa.string()), "is of type run_end_encoded<"),
        (pa.list_(pa.binary()), "is of type binary, which no variable can hold."),
        (pa.dictionary(pa.int8(), pa.binary()), "is of type binary, which no variable"),
    ],
    ids=str,
)
def test_a_column_of_a_type_that_is_not_read(kind: pa.DataType, said: str) -> None:
    ((code, message),) = column_faults(kind)
    assert code == "MSG507"
    assert message.startswith(f"The column `x` {said}")


def test_types_that_nest_too_deep() -> None:
    kind = pa.int64()
    for _ in range(MAX_DEPTH - 1):
        kind = pa.list_(kind)
    column_decoders(pa.schema([("x", kind)]), None)
    ((_, message),) = column_faults(pa.list_(kind))
    assert "nests lists and structs more than 64 deep" in message


def test_values_meet_their_variables_types() -> None:
    assert one(StringType(format="date"), values(pa.array([date(2026, 1, 31)]))[0]) == "2026-01-31"
    when = values(pa.array([MOMENT], pa.timestamp("us", "UTC")))[0]
    assert one(StringType(format="datetime"), when) == "2026-01-31T09:00:00.12Z"


def test_names_that_stand_twice() -> None:
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"])
    assert file_faults("parquet", parquet(table)) == [("MSG502", "Two columns are named `a`.")]
    assert [row.data for row in read(table, of({"b": OptionalType(STRING)}))] == [{}]
    twice = pa.struct([("a", pa.string()), ("a", pa.string())])
    assert column_faults(twice) == [("MSG502", "The column `x` has two fields `a`.")]


@pytest.mark.parametrize(
    ("array", "code", "text", "message"),
    [
        (
            NOT_UTF8,
            "MSG504",
            "\ufffd\ufffd",
            "`x` holds '\ufffd\ufffd', which isn't UTF-8: it has the byte 0xFF.",
        ),
        (
            pa.array([Decimal(1), Decimal("1.12345678901234567"), None], pa.decimal128(38, 17)),
            "MSG510",
            "1.12345678901234567",
            "`x` holds the number 1.12345678901234567, which has more digits than a number of "
            "JSON keeps.",
        ),
        (
            pa.array([0, DAYS - 1, None], pa.int32()).cast(pa.date32()),
            "MSG507",
            "+0000-12-31",
            "`x` holds a date, which is outside the years 1 to 9999.",
        ),
        (
            pa.array([0, 3_000_000, None], pa.int32()).cast(pa.date32()),
            "MSG507",
            "+10183-09-21",
            "`x` holds a date, which is outside the years 1 to 9999.",
        ),
        (
            pa.array([0, 2**60, None], pa.timestamp("ms", "UTC")),
            "MSG507",
            "+36536598-01-28T21:54:06.976Z",
            "`x` holds a date with a time, which is outside the years 1 to 9999.",
        ),
    ],
)
def test_a_value_that_is_not_taken_costs_its_own_row(
    array: pa.Array, code: str, text: str, message: str
) -> None:
    rows = read(pa.table({"x": array}))
    assert rows[1].data is not None and str(rows[1].data["x"]) == text
    assert [len(row.faults) for row in rows] == [0, 1, 0]
    (fault,) = rows[1].faults
    assert (fault.code, fault.message, fault.field) == (code, message, "x")
    assert fault.help


def test_a_value_inside_is_named_by_its_path() -> None:
    kind = pa.struct([("names", pa.list_(pa.string()))])
    names = pa.ListArray.from_arrays(pa.array([0, 1, 3]), NOT_UTF8)
    rows = read(pa.table({"x": pa.StructArray.from_arrays([names], fields=list(kind))}))
    assert [[fault.field for fault in row.faults] for row in rows] == [[], ["x.names.0"]]
    assert str(rows[1].data) != ""


def test_durations_and_times_have_a_way_out() -> None:
    with pytest.raises(RowsError) as raised:
        read(pa.table({"a": [timedelta(1)], "b": [time(1)], "c": [b"x"]}))
    assert [fault.help for fault in raised.value.faults] == [
        "Store it as text or as a number.",
        "Store it as text or as a number.",
        "Store it as text, in a column of type string.",
    ]
