from __future__ import annotations

import pytest
from recipients_help import BOOLEAN, INTEGER, ITEM, NUMBER, PHONE, STRING, fault, one

from msgc.types import Field, IntegerType, ListType, Type, UnknownType


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        (STRING, "", ""),
        (STRING, "007", "007"),
        (STRING, "null", "null"),
        (INTEGER, "-12", -12),
        (INTEGER, "007", 7),
        (NUMBER, "59.90", 59.9),
        (NUMBER, "3", 3),
        (NUMBER, "-1.5e3", -1500.0),
        (BOOLEAN, "true", True),
        (BOOLEAN, "false", False),
        (PHONE, "+31612345678", "+31612345678"),
        (Field(INTEGER, optional=True), "", "MISSING"),
        (Field(STRING, optional=True), "", "MISSING"),
        (Field(STRING, default="d"), "", "d"),
        (ListType(INTEGER), "[1, 2.0]", [1, 2]),
        (ITEM, '{"name": "Lamp", "count": 2}', {"name": "Lamp", "count": 2}),
        (ITEM, {"name": "Lamp", "count": "2"}, {"name": "Lamp", "count": 2}),
        (Field(ITEM, optional=True), {"name": "", "count": ""}, "MISSING"),
        (UnknownType(), "12", "12"),
    ],
)
def test_a_cell_of_its_type(kind: Type | Field, cell: object, expected: object) -> None:
    found = one(kind, cell, cells=True)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("kind", "cell", "code", "message"),
    [
        (INTEGER, "", "MSG506", "`x` is empty."),
        (PHONE, "", "MSG506", None),
        (ListType(INTEGER), "", "MSG506", None),
        (STRING, None, "MSG506", "The row has no `x`."),
        (INTEGER, "+3", "MSG507", None),
        (INTEGER, "１２", "MSG507", None),
        (INTEGER, " 3", "MSG507", None),
        (INTEGER, "3,5", "MSG507", None),
        (INTEGER, "9" * 5000, "MSG507", None),
        (INTEGER, "4,9E+11", "MSG505", "`x` holds '4,9E+11': a spreadsheet rewrote the number."),
        (INTEGER, "3.0", "MSG505", None),
        (PHONE, "3.16E+10", "MSG505", None),
        (PHONE, "31612345678.0", "MSG505", None),
        (NUMBER, "01", "MSG507", None),
        (NUMBER, ".5", "MSG507", None),
        (NUMBER, "NaN", "MSG507", None),
        (NUMBER, "1e999", "MSG510", None),
        (BOOLEAN, "TRUE", "MSG507", None),
        (BOOLEAN, "1", "MSG507", None),
        (ListType(INTEGER), "1, 2", "MSG507", None),
        (ListType(INTEGER), '{"a": 1}', "MSG507", None),
        (ListType(NUMBER), "[NaN]", "MSG510", None),
        (ListType(ITEM), {"a": "1"}, "MSG507", None),
        (
            STRING,
            {"a": "1"},
            "MSG507",
            "`x` is spread over columns `x.…`, but is declared as string.",
        ),
        (IntegerType(schema={"not": 13}), "13", "MSG507", None),
    ],
)
def test_a_cell_of_another_type(kind: Type, cell: object, code: str, message: str | None) -> None:
    told = fault(kind, cell, cells=True)
    assert (told.code, told.field, told.line) == (code, "x", 7)
    assert message is None or told.message == message
