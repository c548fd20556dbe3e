from __future__ import annotations

import pytest
from recipients_help import FORMATS

from msgc.recipients.assignments import read_assignments, set_values
from msgc.recipients.rows import RawRow
from msgc.recipients.typed import RowReader
from msgc.types import Field, IntegerType, ObjectType, StringType

ORDER = ObjectType(fields={"id": Field(StringType()), "n": Field(IntegerType(), optional=True)})
READER = RowReader(ObjectType(fields={"x": Field(StringType()), "order": Field(ORDER)}), FORMATS)


@pytest.mark.parametrize(("cells", "n"), [(False, 1), (True, "1")])
def test_values_are_set_in_rows_of_both_forms(cells: bool, n: object) -> None:
    made, faults = read_assignments(READER, {"order.n": "5", "x": "12", "locale": "nl"})
    assert faults == ()
    data = {"x": "a", "order": {"id": "i", "n": n}}
    row, told = READER.read(set_values(RawRow(1, data, (), cells), made))
    assert told == ()
    assert row == {"x": "12", "order": {"id": "i", "n": 5}, "locale": "nl"}
    assert data == {"x": "a", "order": {"id": "i", "n": n}}


@pytest.mark.parametrize("cells", [False, True])
def test_an_object_that_is_not_there_is_made(cells: bool) -> None:
    made, _ = read_assignments(READER, {"order.id": "A"})
    row, _ = READER.read(set_values(RawRow(1, {"x": "a"}, (), cells), made))
    assert row == {"x": "a", "order": {"id": "A"}}


def test_an_empty_text_takes_an_optional_value_away() -> None:
    made, _ = read_assignments(READER, {"order.n": ""})
    row, _ = READER.read(set_values(RawRow(1, {"x": "a", "order": {"id": "i", "n": 1}}), made))
    assert row == {"x": "a", "order": {"id": "i"}}


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("y", "1", "MSG203"),
        ("order.y", "1", "MSG203"),
        ("x.y", "1", "MSG203"),
        ("", "1", "MSG203"),
        ("order.n", "many", "MSG507"),
        ("order", "{", "MSG507"),
    ],
)
def test_what_cannot_be_set(key: str, text: str, code: str) -> None:
    made, faults = read_assignments(READER, {key: text})
    assert made == ()
    assert [(each.code, each.field) for each in faults] == [(code, key)]


def test_a_row_whose_object_is_json_text_is_rejected() -> None:
    made, _ = read_assignments(READER, {"order.id": "A"})
    row, faults = READER.read(set_values(RawRow(1, {"x": "", "order": "{}"}, (), True), made))
    assert row is None
    assert [each.code for each in faults] == ["MSG507"]
