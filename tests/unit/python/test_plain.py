"""Python's own values in a row, and rows that are none."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import pytest

import msgc

ID = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
MESSAGE = """\
vars:
  phone: phone
  word: string = ""
  day: optional date
  moment: optional datetime
  id: optional uuid
  count: integer = 0
  price: number = 0.5
  items: [string]
  order: {id: string}
to: "{{ phone }}"
text: >-
  Hi {{ word }} {{ day | default("") }} {{ moment | default("") }} {{ id | default("") }}
  {{ count }} {{ price | number }} {{ items | join("+") }} {{ order.id }}.
"""
ROW = {"phone": "+31612345678", "items": [], "order": {"id": "A-1"}}


class Word(StrEnum):
    ONE = "one"


class OldWord(str, Enum):  # noqa: UP042
    TWO = "two"


class Count(IntEnum):
    THREE = 3


class Share(float):
    pass


@pytest.fixture
def message(shop: Path) -> msgc.Message:
    (shop / "templates/all.msg.yaml").write_text(MESSAGE, encoding="utf-8")
    return msgc.Catalog.load(shop)["all"]


@pytest.mark.parametrize(
    ("name", "value", "as_json"),
    [
        ("word", Word.ONE, "one"),
        ("word", OldWord.TWO, "two"),
        ("word", date(2026, 11, 27), "2026-11-27"),
        ("word", UUID(ID), ID),
        ("day", date(2026, 11, 27), "2026-11-27"),
        ("moment", datetime(2026, 11, 27, 9, 30, tzinfo=UTC), "2026-11-27T09:30:00+00:00"),
        ("id", UUID(ID), ID),
        ("count", Count.THREE, 3),
        ("count", Decimal(3), 3),
        ("price", Decimal("59.90"), 59.9),
        ("price", Decimal("5.00"), 5.0),
        ("price", Share(0.5), 0.5),
        ("items", ("a", Word.ONE), ["a", "one"]),
        ("order", MappingProxyType({"id": Word.ONE}), {"id": "one"}),
    ],
)
def test_values_of_python_are_what_they_say(
    message: msgc.Message, name: str, value: object, as_json: object
) -> None:
    wanted = message.result({**ROW, name: as_json})
    assert wanted.payload is not None
    assert message.result({**ROW, name: value}) == wanted
    assert list(message.compile_many([UserDict({**ROW, name: value})])) == [wanted]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("word", Decimal("59.90"), "the number 59.9, which isn't text"),
        ("day", datetime(2026, 11, 27, 9, 30), "'2026-11-27T09:30:00', which isn't a date"),
        ("moment", datetime(2026, 11, 27, 9, 30), "isn't a date with a time"),
        ("count", Decimal("0.5"), "the number 0.5, which isn't a whole number"),
        ("price", Decimal("0.1000000000000000000001"), "which isn't a number"),
        ("price", Decimal("1e9999999"), "isn't finite"),
        ("price", Decimal("NaN"), "isn't finite"),
        ("price", Decimal("sNaN"), "which isn't a number"),
        ("word", object(), "which isn't text"),
    ],
)
def test_what_doesnt_fit_its_variable_is_told_as_it_is(
    message: msgc.Message, name: str, value: object, told: str
) -> None:
    [found] = message.result({**ROW, name: value}).findings
    assert told in found.message


def test_what_holds_itself_is_no_row(message: msgc.Message) -> None:
    """Fields that aren't declared aren't read, however deep they are."""
    endless: list[object] = []
    endless.append(endless)
    assert message.result({**ROW, "other": endless}).payload is not None
    [found] = message.result({**ROW, "items": endless}).findings
    assert "isn't text" in found.message


def test_names_that_arent_text_are_no_variables(message: msgc.Message) -> None:
    found = message.result({1: "x"}).findings  # type: ignore[dict-item]
    assert {each.code for each in found} == {"MSG506"}
    assert message.result({**ROW, 1: "x"}).payload is not None  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("row", "told"), [(None, "None"), ("abc", "of the type `str`"), ([1], "of the type `list`")]
)
def test_a_row_that_is_no_mapping_is_rejected_with_its_number(
    message: msgc.Message, row: object, told: str
) -> None:
    rows: list[object] = [ROW, row, ROW]
    made = list(message.compile_many(rows))  # type: ignore[arg-type]
    assert [each.row for each in made if each.payload is None] == [2]
    [found] = made[1].findings
    assert (found.code, found.row) == ("MSG508", 2)
    assert found.message == f"The row is {told}, not a mapping"
    with pytest.raises(msgc.MessageError, match=r"row 1: error\[MSG508\]"):
        message.compile(row)  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [dict, UserDict])
def test_one_row_isnt_many(message: msgc.Message, make: Callable[..., object]) -> None:
    with pytest.raises(TypeError, match="this is one row, and rows are wanted"):
        message.compile_many(make(ROW))  # type: ignore[arg-type]
