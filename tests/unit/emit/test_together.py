"""Rows of many shapes by one program: what the definition makes of them, row by row."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from msgc.emit import program as programs
from msgc.emit.program import Program
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.specialising import program_of
from tests.property.fast_help import Row, by_reference, opened

HEAD = """\
vars:
  name: string
  count: integer
  vip: boolean
  nick: optional string
  items: [{name: string, count: integer}]
to: "+31612345678"
channel: any
"""
LISTS = {
    "all entries under conditions": """\
text: "{{ name }}"
actions:
  - {if: count > 2, postback: "100 % {{ name }}", payload: "%b {{ count }}"}
  - {for: item in items, reply: "{{ item.name }}"}
  - {if: vip, reply: "{{ nick | default('-') }}"}
""",
    "a fixed entry between": """\
text: "{{ name }}"
actions:
  - {for: item in items, postback: "{{ item.name }}", payload: "{{ loop.index }} {{ name }}"}
  - {if: nick is defined, reply: "{{ nick }}"}
  - {reply: Always}
  - {if: vip, reply: "Only 5 %"}
  - {for: item in items, reply: "{{ item.count }}"}
""",
    "a field": """\
image: https://example.com/a.png
altText: "{{ name if vip else omit }}"
text: "{{ name }}"
actions:
  - {if: count > 2, reply: More}
  - {reply: "{{ name }}"}
""",
}


def row_of(number: int) -> Row:
    items = [{"name": f"Part {number} “{i}”", "count": i} for i in range(number % 3)]
    nick = {"nick": f'N"{number}'} if number % 5 == 0 else {}
    vip = number % 2 == 0
    return {"name": f"Ann {number}", "count": number % 4, "vip": vip, "items": items, **nick}


ROWS = [row_of(number) for number in range(1, 120)]


def program(message: Message) -> Program:
    assert message.is_sound
    return program_of(message, message.plans[None].payload, DEFAULT_LOCALE)


def wanted(message: Message, rows: list[Row]) -> list[bytes | None]:
    return by_reference(message, message.plans[None].payload, rows)


@pytest.mark.parametrize("what", LISTS)
def test_one_program_does_all_shapes(what: str, tmp_path: Path) -> None:
    message = opened(str(tmp_path), HEAD + LISTS[what])
    made = program(message)
    for _ in range(2):
        assert made.lines(ROWS) == wanted(message, ROWS)
    assert made.top.together is not None
    assert len(made.top.together.known) > len(made.top.shapes)


def test_shapes_are_learned_as_they_come(tmp_path: Path) -> None:
    message = opened(str(tmp_path), HEAD + LISTS["a fixed entry between"])
    made = program(message)
    plain = [row for row in ROWS if not row["items"]]
    for rows in (plain, ROWS, plain, ROWS[::-1]):
        assert made.lines(rows) == wanted(message, rows)
        assert made.top.together is not None and not made.top.shapes


def test_few_rows_are_done_shape_by_shape(tmp_path: Path) -> None:
    message = opened(str(tmp_path), HEAD + LISTS["a fixed entry between"])
    made = program(message)
    rows = ROWS[: programs.MANY - 1]
    assert made.lines(rows) == wanted(message, rows)
    assert made.top.together is not None and not made.top.together.known


@pytest.mark.parametrize("most", [0, 1, 3])
def test_beyond_a_number_of_shapes_rows_are_declined(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_Limits", partial(programs._Limits, most))
    message = opened(str(tmp_path), HEAD + LISTS["a fixed entry between"])
    made = program(message)
    right = wanted(message, ROWS)
    for _ in range(2):
        lines = made.lines(ROWS)
        assert any(lines) == (most > 0) and None in lines
        assert all(line in (None, other) for line, other in zip(lines, right, strict=True))


class Marked(str):
    """A text that isn't a plain one."""


UNUSUAL = {
    "the separator": "a\x7fb",
    "a subclass": Marked("x"),
    "another class": 7,
    "too long": "x" * 1_000_001,
    "half a pair": "\ud800",
}


@pytest.mark.parametrize("what", UNUSUAL)
@pytest.mark.parametrize("place", ["nick", "item"])
def test_what_is_unusual_in_a_piece_declines_its_row_alone(
    what: str, place: str, tmp_path: Path
) -> None:
    """Entries are more than rows, and the rows that have a piece fewer."""
    message = opened(str(tmp_path), HEAD + LISTS["a fixed entry between"])
    made = program(message)
    rows = [*ROWS]
    for number in (40, len(rows) - 1):
        bad = UNUSUAL[what]
        items = [{"name": "x", "count": 1}, {"name": bad if place == "item" else "y", "count": 2}]
        rows[number] = {**row_of(number), "items": items, "nick": bad if place == "nick" else "z"}
    right = made.lines(ROWS)
    lines = made.lines(rows)
    assert [number for number, line in enumerate(lines) if line is None] == [40, len(rows) - 1]
    assert lines[:40] + lines[41:-1] == right[:40] + right[41:-1]
