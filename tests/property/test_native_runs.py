"""A run over texts and integers writes the same with the kernel, without it, and as defined."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from msgc.pipeline.messages import Message
from msgc.recipients import kernel_lines
from tests.kernel_help import by_each, needs_kernel, same
from tests.property.speed_rows import Row, cells, dumped, encoded, rows_of, tabbed
from tests.property.speed_runs import EFFORT, cut_at, opened_catalog, written

TYPES = {
    "name": "string",
    "short": "{type: string, minLength: 1, maxLength: 12}",
    "size": "{type: string, enum: [S, M, L]}",
    "code": "{type: string, pattern: '^[A-Z]{2}[0-9]{1,3}$'}",
    "phone": "phone",
    "day": "date",
    "link": "uri",
    "key": "uuid",
    "n": "integer",
    "z": "{type: integer, minimum: 0, maximum: 3}",
    "low": "{type: integer, minimum: -5}",
    "high": "{type: integer, maximum: 50}",
}
# Rows that have these are none of the kernel's.
OPTIONAL = {"nick": "optional string", "gone": "optional integer", "rest": "string = '-'"}
HOLES = {
    "nick": "{{ nick | default('-') }}",
    "gone": "{{ gone | default(0) }}",
    "day": "{{ day | date }}",
}
FORMATS = st.sampled_from(["ndjson", "ndjson", "ndjson", "csv", "tsv"])
# Of so many rows, one says its language, and one has a key that the message doesn't use.
ONE_IN, ROWS = 20, 60


@st.composite
def messages(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from([*TYPES]), min_size=1, max_size=6, unique=True))
    names += draw(st.sampled_from([[], [], [], *([name] for name in OPTIONAL)]))
    kinds = TYPES | OPTIONAL
    lines = ["vars:", *(f"  {name}: {kinds[name]}" for name in names), "channel: any"]
    holes = draw(st.lists(st.sampled_from(names), max_size=5))
    text = " ".join(["Hi", *(HOLES.get(name, f"{{{{ {name} }}}}") for name in holes)])
    to = "{{ phone }}" if "phone" in names else "+31612345678"
    return "\n".join([*lines, f"to: {json.dumps(to)}", f"text: {json.dumps(text)}", ""])


def usual(rows: list[Row], rng: Random) -> list[Row]:
    """Have few rows say their language, and few or all have another key."""
    for row in rows:
        if rng.randrange(ONE_IN):
            row.pop("locale", None)
    others = rng.choice([[], [], [rng.randrange(ROWS)], range(ROWS)])
    return [row | {"other": "x"} if place in others else row for place, row in enumerate(rows)]


def file_of(format: str, message: Message, seed: int) -> bytes:
    rng = Random(seed)
    rows = usual(rows_of(message.variables, ROWS, seed), rng)
    if format != "ndjson":
        return (cells if format == "csv" else tabbed)(rows, rng)
    lines = "\n".join(dumped(row, rng) for row in rows)
    return encoded(lines + rng.choice(["", "\n", "\n \n", "\n\u2028\n"]))


often = settings(
    deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@settings(often, max_examples=40 * EFFORT)
@given(messages(), st.integers(0, 2**32), FORMATS, st.integers(60, 20_000))
def test_runs_over_texts_and_integers(text: str, seed: int, format: str, block: int) -> None:
    with opened_catalog({"m.msg.yaml": text}) as message:
        assume(message.is_sound)
        data = file_of(format, message, seed)
        wanted = written(message, format, data, fast=False)
        assert by_each(lambda: written(message, format, data)) == same(wanted)
        with pytest.MonkeyPatch.context() as patch:
            cut_at(patch, block)
            assert by_each(lambda: written(message, format, data)) == same(wanted)


@needs_kernel
def test_the_kernel_reads_most_of_what_is_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else runs that come to the same would say little."""
    asked, taken = [], []
    read = kernel_lines.KernelLines.read

    def counting(lines: kernel_lines.KernelLines, data: bytes) -> object:
        found = read(lines, data)
        asked.append(data.count(b"\n"))
        taken.append(0 if found is None else found.count - len(found.odd))
        return found

    monkeypatch.setattr(kernel_lines.KernelLines, "read", counting)

    @settings(often, max_examples=20, derandomize=True, database=None)
    @given(messages(), st.integers(0, 2**32))
    def look(text: str, seed: int) -> None:
        with opened_catalog({"m.msg.yaml": text}) as message:
            if message.is_sound:
                written(message, "ndjson", file_of("ndjson", message, seed))

    cut_at(monkeypatch, 2_000)
    look()
    assert sum(taken) > sum(asked) / 3
