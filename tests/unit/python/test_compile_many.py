"""Rows of a program, many at a time: what each comes to by itself, as it was when it was given."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import msgc
from msgc.bulk.batches import BATCH
from msgc.recipients.typed_many import FEW
from tests.kernel_help import by_each, same

DUTCH = """\
vars: {phone: phone, name: {type: string, maxLength: 20}}
to: "{{ phone }}"
text: Hallo {{ name }}!
"""
Told = tuple[bytes | None, bytes | None, list[tuple[str, str]]]


@pytest.fixture
def message(shop: Path) -> msgc.Message:
    (shop / "templates/hello.nl.msg.yaml").write_text(DUTCH, encoding="utf-8")
    return msgc.Catalog.load(shop)["hello"]


def row_of(number: int, **more: object) -> dict[str, Any]:
    return {"phone": f"+3161{number:07}", "name": f"N{number}", **more}


def told(result: msgc.Result) -> Told:
    return result.payload, result.fallback, [(each.code, each.message) for each in result.findings]


def require_same(message: msgc.Message, rows: list[Any]) -> list[Told]:
    """Require of many rows what each comes to alone, numbered from 1; return it."""
    wanted = [told(next(iter(message.compile_many([row])))) for row in rows]

    def made() -> list[tuple[int, Told]]:
        return [(each.row, told(each)) for each in message.compile_many(iter(rows))]

    assert by_each(made) == same([*enumerate(wanted, 1)])
    return wanted


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, BATCH + FEW, BATCH + FEW + 1])
def test_rows_of_any_number_come_to_what_each_does(message: msgc.Message, count: int) -> None:
    rows = [row_of(number) for number in range(count)]
    assert all(payload for payload, _, _ in require_same(message, rows))


def test_bad_rows_stand_among_good_ones(message: msgc.Message) -> None:
    bad: list[dict[str, Any]] = [{"name": 1}, {"phone": "x"}, {}, row_of(1, name="x" * 21)]
    rows = [bad[n % 4] if n % 7 == 0 else row_of(n) for n in range(BATCH * 2)]
    found = require_same(message, rows)
    assert [not payload for payload, _, _ in found] == [n % 7 == 0 for n in range(len(rows))]


@pytest.mark.parametrize("share", [1, 2, 20])
def test_rows_may_tell_their_language(message: msgc.Message, share: int) -> None:
    rows = [row_of(n, locale="nl") if n % share == 0 else row_of(n) for n in range(300)]
    found = require_same(message, rows)
    dutch = [b"Hallo" in (payload or b"") for payload, _, _ in found]
    assert dutch == [n % share == 0 for n in range(300)]


def test_one_dict_may_be_given_again_and_again(message: msgc.Message) -> None:
    wanted = [told(each) for each in message.compile_many([row_of(n) for n in range(BATCH + 90)])]

    def again() -> Iterator[dict[str, Any]]:
        row: dict[str, Any] = {}
        for number in range(BATCH + 90):
            row.update(row_of(number))
            yield row

    assert by_each(lambda: [*map(told, message.compile_many(again()))]) == same(wanted)


@pytest.mark.parametrize("other", [None, 1, "row", ["phone"], UserDict(row_of(7))], ids=repr)
def test_what_is_no_dict_may_stand_among_rows(message: msgc.Message, other: object) -> None:
    rows = [row_of(n) for n in range(100)]
    found = require_same(message, [*rows[:50], other, *rows[50:]])
    assert [place for place, each in enumerate(found) if each[0] is None] == (
        [] if isinstance(other, UserDict) else [50]
    )


def test_rows_are_read_as_they_are_asked_for(message: msgc.Message) -> None:
    given: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(3 * BATCH):
            given.append(number)
            yield row_of(number)

    next(iter(message.compile_many(rows())))
    assert len(given) <= BATCH + 1
