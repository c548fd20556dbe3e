from __future__ import annotations

import csv
import io

import jsonschema
import pytest
from recipients_help import FORMATS, rows

from msgc.recipients.describe import csv_cells, csv_header, json_schema, sample_row
from msgc.recipients.rows import RawRow
from msgc.recipients.typed import RowReader
from msgc.types import (
    FORMATS as WORDS,
)
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
)

ITEM = ObjectType(fields={"name": Field(StringType()), "count": Field(IntegerType(minimum=3))})
VARS = ObjectType(
    fields={
        **{word: Field(StringType(format=word)) for word in WORDS},
        "title": Field(StringType(max_length=3)),
        "long": Field(StringType(min_length=9, max_length=10)),
        "word": Field(StringType(enum=("x", "y"))),
        "order": Field(
            ObjectType(
                fields={
                    "total": Field(NumberType(maximum=2.5)),
                    "gift": Field(BooleanType(), default=False),
                    "items": Field(ListType(ITEM, min_items=2)),
                }
            )
        ),
        "note": Field(StringType(), optional=True),
        "any": Field(UnknownType()),
        "discount": Field(IntegerType(schema={"type": "integer", "examples": [5]})),
    }
)
READER = RowReader(VARS, FORMATS)


def test_the_typical_row_fits_its_own_schema_and_types() -> None:
    row = sample_row(VARS)
    schema = json_schema(VARS)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(row, schema)
    assert row["discount"] == 5
    assert set(row) == set(VARS.fields)


def test_header_and_cells_read_back_as_the_typical_row() -> None:
    file = io.StringIO()
    written = csv.writer(file)
    written.writerow(csv_header(VARS))
    written.writerow(csv_cells(VARS, sample_row(VARS)))
    (raw,) = rows("csv", file.getvalue())
    assert READER.read(raw) == (sample_row(VARS), ())


PATTERN = StringType(min_length=2, max_length=9, pattern="^[A-Z]+$")
UNIQUE = {"uniqueItems": True}


def test_texts_with_a_pattern_are_asked_for() -> None:
    asked = []

    def matching(*words: object) -> tuple[str, ...]:
        asked.append(words)
        return ("AA", "ZZ")

    vars = ObjectType(fields={"code": Field(PATTERN), "codes": Field(ListType(PATTERN))})
    assert sample_row(vars, matching) == {"code": "AA", "codes": ["AA"]}
    assert asked[0] == ("^[A-Z]+$", 2, 9)
    assert sample_row(vars, lambda *words: ())["code"] == "code"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (StringType(), ["x", "x 2", "x 3"]),
        (IntegerType(minimum=5), [5, 6, 7]),
        (NumberType(), [9.5, 10.5, 11.5]),
        (StringType(enum=("a", "b", "c", "d")), ["a", "b", "c"]),
        (
            ObjectType(fields={"id": Field(IntegerType()), "on": Field(BooleanType())}),
            [{"id": 1, "on": True}, {"id": 2, "on": False}, {"id": 3, "on": True}],
        ),
    ],
)
def test_entries_differ_where_they_must(item: Type, expected: list[object]) -> None:
    vars = ObjectType(fields={"x": Field(ListType(item, min_items=3, schema=UNIQUE))})
    assert sample_row(vars) == {"x": expected}
    alike = ObjectType(fields={"x": Field(ListType(item, min_items=3))})
    assert sample_row(alike) == {"x": expected[:1] * 3}


def test_the_header_has_a_column_for_each_leaf() -> None:
    assert csv_header(VARS)[9:13] == ["order.total", "order.gift", "order.items", "note"]


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({"note": None}, True),
        ({"more": 1}, True),
        ({"locale": "nl"}, True),
        ({"locale": 3}, False),
        ({"phone": "0612345678"}, False),
        ({"title": "long"}, False),
        ({"title": None}, False),
        ({"order": {"total": 1}}, False),
        ({"order": {"total": 1, "items": [{"name": "a", "count": 3}] * 2}}, True),
        ({"order": {"total": 1, "items": [{"name": "a", "count": 2}] * 2}}, False),
    ],
)
def test_the_schema_judges_as_the_reader_does(change: dict[str, object], fits: bool) -> None:
    row = {**sample_row(VARS), **change}
    assert jsonschema.Draft202012Validator(json_schema(VARS)).is_valid(row) is fits
    assert (READER.read(RawRow(1, row))[0] is not None) is fits
