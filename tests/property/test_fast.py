"""The fast copy equals the definition byte for byte, or declines; on good, odd and bad rows.

`MSGC_FAST_ROWS` is how many rows each message gets; more of them is the nightly run.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.emit import program as programs
from msgc.emit.declined import CantGenerateError
from msgc.emit.program import Program
from msgc.pipeline import Project
from msgc.pipeline.messages import DEFAULT_LOCALE
from msgc.pipeline.specialising import program_of
from msgc.recipients.rows import RawRow
from tests.property.fast_help import Row, by_reference, opened, raw_rows, told, typed_rows
from tests.property.fast_messages import VARS, messages

ROOT = Path(__file__).parents[2]
ROWS = int(os.environ.get("MSGC_FAST_ROWS", "25"))
PROJECT = Project.open(ROOT)
NAMES = sorted(PROJECT.paths())
# Parentheses inside each other, within what is checked as sound.
DEEP = 150


@pytest.mark.parametrize("name", NAMES)
def test_a_message_of_ours_is_the_same(name: str) -> None:
    message = PROJECT.message(name)
    for seed, bad in enumerate((0.0, 0.05)):
        rows = raw_rows(message, ROWS, seed, bad)
        assert told(message, rows, True) == told(message, rows, False)


@pytest.mark.parametrize("name", NAMES)
def test_the_fast_copy_answers(name: str) -> None:
    """It may decline; that it does so for rows of ours would only be slow, and not be noticed."""
    message = PROJECT.message(name)
    rows = typed_rows(message, ROWS)
    root = message.plans[None].payload
    wanted = by_reference(message, root, rows)
    assert program_of(message, root, DEFAULT_LOCALE).lines(rows) == wanted


SEAMS = (1, 2, 3, 511, 512, 513)


@pytest.mark.parametrize("chunk", SEAMS)
def test_no_row_is_lost_at_a_seam(chunk: int) -> None:
    message = PROJECT.message("shop/delivered")
    program = program_of(message, message.plans[None].payload, DEFAULT_LOCALE)
    rows = typed_rows(message, 8)
    many = [rows[i % len(rows)] for i in range(2 * 513 + 1)]
    lines = program.lines(rows)
    assert program.lines(many, chunk) == [lines[i % len(rows)] for i in range(len(many))]
    for count in (0, 1, chunk - 1, chunk, chunk + 1):
        assert len(program.lines(many[:count], chunk)) == count


def declining(*_args: object) -> None:
    raise CantGenerateError


def test_without_the_fast_copy_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    message = PROJECT.message("shop/shipped")
    rows = raw_rows(message, 12, "all", 0.02)
    fast = told(message, rows, True)
    monkeypatch.setattr(programs, "columns_program", declining)
    assert told(message, rows, True) == fast


def test_what_fails_in_any_way_is_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    message = PROJECT.message("shop/payment-reminder")
    program = program_of(message, message.plans[None].payload, DEFAULT_LOCALE)
    rows = typed_rows(message, 9)
    assert None not in program.lines(rows)
    spoilt: list[Row] = [*rows[:4], {}, *rows[4:], {name: object() for name in rows[0]}]
    lines = program.lines(spoilt)
    assert [i for i, line in enumerate(lines) if line is None] == [4, 10]
    assert [*lines[:4], *lines[5:10]] == program.lines(rows)


class Marked(str):
    """A text that isn't a plain one, as Jinja's `Markup`."""


UNUSUAL: dict[str, object] = {
    "a subclass": Marked("x"),
    "a boolean": True,
    "a float": 1.5,
    "missing": None,
    "half a pair": "\ud800",
    "the separator": "\x7f",
    "the separator inside": "a\x7fb",
    "too long": "x" * 600_000,
    "digits beyond Python's": 10**5000,
}


@pytest.mark.parametrize("what", UNUSUAL)
def test_unusual_values_are_declined_alone(what: str, tmp_path: Path) -> None:
    message = opened(str(tmp_path), VARS + 'text: "{{ a }} {{ a | upper }}!"\n')
    program = program_of(message, message.plans[None].payload, DEFAULT_LOCALE)
    rows = typed_rows(message, 5)
    rows = [{**row, "a": f"Ann {index}"} for index, row in enumerate(rows)]
    lines = program.lines(rows)
    assert None not in lines
    spoilt = [*rows[:2], {**rows[2], "a": UNUSUAL[what]}, *rows[3:]]
    assert program.lines(spoilt) == [*lines[:2], None, *lines[3:]]


LONG = {
    "twice": "html: '{{ a }}{{ a }}'",
    "in a loop": "html: '{% for x in xs %}{{ x }}{{ a }}{% endfor %}'",
    "joined": "html: '{{ a ~ a }}'",
    "grown": "html: '{{ a | upper | e }}'",
    "chosen": "html: \"{{ a if yes else '' }}{% if yes %}{{ a }}{% endif %}\"",
}


@pytest.mark.parametrize("what", LONG)
@pytest.mark.parametrize("size", [10, 60_000, 499_999, 500_001])
def test_the_bounds_of_texts_and_work_are_the_definitions(
    what: str, size: int, tmp_path: Path
) -> None:
    """What the definition refuses as too long is declined, even where no rule bounds the text."""
    message = opened(str(tmp_path), f"{VARS}{LONG[what]}\ntext: x\nchannel: any\n")
    root = message.plans[None].payload
    rows = [{**row, "yes": True, "xs": ["x", "y"]} for row in typed_rows(message, 3)]
    rows[1]["a"] = "\"'ŉ"[: 1 + size % 3] * (size // (1 + size % 3))
    wanted = by_reference(message, root, rows)
    lines = program_of(message, root, DEFAULT_LOCALE).lines(rows)
    assert [lines[0], lines[2]] == [wanted[0], wanted[2]]
    assert lines[1] in (None, wanted[1])
    assert size > 10 or lines[1] is not None


def test_what_nests_deep_is_left_to_the_definition(tmp_path: Path) -> None:
    deep = "{{ " + "a ~ (" * DEEP + "b" + ")" * DEEP + " }}"
    message = opened(str(tmp_path), f"{VARS}text: {json.dumps(deep)}\n")
    rows = raw_rows(message, 3, 0, 0.0)
    assert told(message, rows, True) == told(message, rows, False)


def test_a_row_hides_no_constant(tmp_path: Path) -> None:
    """A field that isn't declared is dropped, so it can't stand in for a name of the catalog."""
    message = opened(str(tmp_path), VARS + 'text: "{{ brand }} {{ (brand ~ a)[:9] }}"\n')
    rows = [RawRow(i, {**row, "brand": "other"}) for i, row in enumerate(typed_rows(message, 4), 1)]
    assert told(message, rows, True) == told(message, rows, False)
    assert b"other" not in b"".join(told(message, rows, True))


@settings(max_examples=max(60, ROWS * 2), deadline=None)
@given(messages(), st.integers(0, 2**32))
def test_a_generated_message_is_the_same(text: str, seed: int) -> None:
    with TemporaryDirectory() as folder:
        message = opened(folder, text)
        if message.is_sound:
            rows = raw_rows(message, 12, seed, 0.02)
            assert told(message, rows, True) == told(message, rows, False)


def test_the_program_can_be_read() -> None:
    message = PROJECT.message("shop/payment-reminder")
    program = program_of(message, message.plans[None].payload, DEFAULT_LOCALE)
    assert isinstance(program, Program)
    assert program.source == ""
    program.lines(typed_rows(message, 1))
    assert program.source.startswith("def run(rows):\n")
