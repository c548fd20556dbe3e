from __future__ import annotations

import pytest
from recipients_help import BOOLEAN, FORMATS, INTEGER, ITEM, NUMBER, PHONE, STRING, fault, one, read

from msgc.recipients.limits import MAX_DEPTH
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.typed import RowReader
from msgc.types import (
    Field,
    IntegerType,
    ListType,
    NullType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    UnknownType,
)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (STRING, "", ""),
        (STRING, "héé", "héé"),
        (INTEGER, 3, 3),
        (INTEGER, 3.0, 3),
        (INTEGER, 10**30, 10**30),
        (NUMBER, 3, 3),
        (NUMBER, 2.5, 2.5),
        (BOOLEAN, False, False),
        (PHONE, "+31612345678", "+31612345678"),
        (StringType(format="date"), "2026-01-31", "2026-01-31"),
        (StringType(format="datetime"), "2026-01-31T00:00:00Z", "2026-01-31T00:00:00Z"),
        (StringType(enum=("a", "b")), "b", "b"),
        (StringType(max_length=2), "😀😀", "😀😀"),
        (ListType(INTEGER), [1, 2.0], [1, 2]),
        (ListType(OptionalType(INTEGER)), [1, None], [1, None]),
        (ITEM, {"name": "Lamp", "count": 2, "more": 1}, {"name": "Lamp", "count": 2}),
        (ObjectType(open=True), {"a": [1], "b": None}, {"a": [1]}),
        (UnknownType(), {"a": [None]}, {"a": [None]}),
        (Field(STRING, optional=True), None, "MISSING"),
        (OptionalType(STRING), None, "MISSING"),
        (Field(STRING, default="d"), None, "d"),
        (Field(BOOLEAN, default=False), None, False),
    ],
)
def test_a_json_value_of_its_type(kind: Type | Field, value: object, expected: object) -> None:
    found = one(kind, value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("kind", "value", "code", "message"),
    [
        (STRING, 1012, "MSG507", "`x` holds the number 1012, which isn't text."),
        (STRING, True, "MSG507", "`x` holds the value true, which isn't text."),
        (STRING, {}, "MSG507", "`x` holds an object, which isn't text."),
        (STRING, "\ud800", "MSG510", None),
        (INTEGER, 3.5, "MSG507", "`x` holds the number 3.5, which isn't a whole number."),
        (INTEGER, True, "MSG507", None),
        (INTEGER, "3", "MSG507", "`x` holds '3', which isn't a whole number."),
        (INTEGER, float("inf"), "MSG507", None),
        (IntegerType(minimum=2), 1, "MSG507", "`x` holds the number 1, which is less than 2."),
        (IntegerType(maximum=2), 3, "MSG507", "`x` holds the number 3, which is more than 2."),
        (NUMBER, "59.9", "MSG507", "`x` holds '59.9', which isn't a number."),
        (NUMBER, False, "MSG507", None),
        (NUMBER, float("nan"), "MSG510", None),
        (NumberType(maximum=1.5), 1.6, "MSG507", None),
        (BOOLEAN, "true", "MSG507", "`x` holds 'true', which isn't true or false."),
        (BOOLEAN, 0, "MSG507", None),
        (
            PHONE,
            "0612345678",
            "MSG507",
            "`x` holds '0612345678', which isn't a phone number in E.164 form.",
        ),
        (PHONE, 31612345678, "MSG507", None),
        (StringType(format="date"), "1-1-26", "MSG507", "`x` holds '1-1-26', which isn't a date."),
        (StringType(format="datetime"), "2026-01-31", "MSG507", None),
        (StringType(enum=("a", "b")), "c", "MSG507", None),
        (
            StringType(max_length=2),
            "abc",
            "MSG507",
            "`x` holds 'abc', which has 3 characters, more than 2.",
        ),
        (StringType(min_length=2), "a", "MSG507", None),
        (ListType(INTEGER, min_items=1), [], "MSG507", None),
        (ListType(INTEGER, max_items=1), [1, 2], "MSG507", None),
        (ListType(INTEGER), {"a": 1}, "MSG507", None),
        (ITEM, [], "MSG507", None),
        (NullType(), 1, "MSG507", None),
        (STRING, None, "MSG506", "The row has no `x`."),
        (UnknownType(), float("inf"), "MSG510", None),
        (UnknownType(), {"a": ["\udfff"]}, "MSG510", None),
        (UnknownType(), {"\udfff": 1}, "MSG510", None),
        (UnknownType(), object(), "MSG510", None),
        (NumberType(schema={"not": 13}), 13, "MSG507", None),
    ],
)
def test_a_json_value_of_another_type(
    kind: Type, value: object, code: str, message: str | None
) -> None:
    told = fault(kind, value)
    assert (told.code, told.line) == (code, 7)
    assert (told.field or "").split(".")[0] == "x"
    assert message is None or told.message == message
    assert told.help


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("31612345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("+31 6 1234-5678", "+31612345678"),
        ("\u202a+31612345678\u202c", "+31612345678"),
        ("(+31) 612345678", "+31612345678"),
        ("0612345678", "such as +31612345678"),
        ("call me", "such as +31612345678"),
    ],
)
def test_a_phone_number_says_how_to_write_it(written: str, advice: str) -> None:
    assert advice in fault(PHONE, written).help
    assert ("such as" in fault(PHONE, written).help) == ("such as" in advice)


@pytest.mark.parametrize(
    ("kind", "value", "cells", "advice"),
    [
        (STRING, 1012, False, 'Quote it: "1012".'),
        (NUMBER, "59.9", False, "without quotes"),
        (NUMBER, "59,90", True, "59.90"),
        (BOOLEAN, "TRUE", True, "small letters"),
        (StringType(enum=("a", "b")), "c", False, "a, b"),
        (StringType(enum=tuple("abcdefghijklmnopqrst")), "z", False, "l, …"),
    ],
)
def test_the_help_says_what_to_write(kind: Type, value: object, cells: bool, advice: str) -> None:
    assert advice in fault(kind, value, cells).help


def test_long_values_and_controls_are_shown_short_and_harmless() -> None:
    message = fault(PHONE, "\x1b[31m" + "x" * 500).message
    assert "\x1b" not in message
    assert len(message) < 150


def test_all_faults_of_a_row_with_their_paths() -> None:
    order = ObjectType(fields={"id": Field(STRING), "items": Field(ListType(ITEM))})
    items = [{"name": "a", "count": 1}, None, {"count": "2"}]
    row, faults = read({"order": order, "phone": PHONE}, {"order": {"items": items}})
    assert row is None
    assert [(each.code, each.field) for each in faults] == [
        ("MSG506", "order.id"),
        ("MSG506", "order.items.1"),
        ("MSG506", "order.items.2.name"),
        ("MSG507", "order.items.2.count"),
        ("MSG506", "phone"),
    ]


@pytest.mark.parametrize(
    ("data", "cells", "expected"),
    [
        ({"x": "a", "more": 1, "locale": "nl"}, False, {"x": "a", "locale": "nl"}),
        ({"x": "a", "locale": None}, False, {"x": "a"}),
        ({"x": "a", "locale": ""}, True, {"x": "a"}),
        ({"x": "a", "locale": 3}, False, None),
        ({"x": "a", "locale": {"a": "1"}}, True, None),
    ],
)
def test_locale_needs_no_declaration(
    data: dict[str, object], cells: bool, expected: dict[str, object] | None
) -> None:
    row, faults = read({"x": STRING}, data, cells)
    assert row == expected
    assert [each.code for each in faults] == ([] if expected else ["MSG507"])


def test_a_raw_row_with_faults_stays_rejected() -> None:
    told = RowFault("MSG503", "m", "h")
    reader = RowReader(ObjectType(fields={"x": Field(STRING)}), FORMATS)
    assert reader.read(RawRow(1, {"x": "a"}, (told,))) == (None, (told,))
    assert reader.read(RawRow(1, None, (told,))) == (None, (told,))


def test_nesting_is_bounded() -> None:
    deep: object = 1
    for _ in range(MAX_DEPTH * 20):
        deep = [deep]
    assert fault_codes(deep) == ["MSG510"]


def fault_codes(value: object) -> list[str]:
    return [each.code for each in read({"x": UnknownType()}, {"x": value})[1]]
