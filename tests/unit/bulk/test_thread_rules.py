"""Threads take what WhatsApp's rules ask of whole columns, and write what the definition writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from msgc.pipeline.messages import Message
from msgc.warm.program import is_straight
from tests.property.speed_runs import cut_at, opened_catalog, written
from tests.unit.bulk.test_threads import BLOCK, Row, by_threads, ndjson, row_of

CHAT = """\
channel: whatsapp
vars: {phone: string, name: string, count: integer}
to: "{{ phone }}"
text: |
  Hello {{ count }} times, {{ name }}
actions:
  - {postback: Follow, payload: "follow:{{ name }}"}
  - {postback: Leave, payload: "{{ name }}:leave:{{ count }}"}
"""
CHANGES: dict[str, list[Row]] = {
    "good rows": [{}],
    "spaces at ends": [{}, {"name": "Ann "}, {}, {"name": "\n"}, {}, {"name": "\u3000é"}, {}],
    "returns": [{}, {}, {"name": "Ann\r"}, {"name": "\\r"}, {"name": "a\n\r"}, {}, {}],
    "no text": [{"name": ""}, {"name": '"'}],
    "long texts": [{}, {"name": "é" * 240}, {"name": "🎉" * 260}, {}, {}, {}],
    "bad numbers": [{}, {}, {}, {"phone": "0612"}, {"phone": "+31 6"}, {}, {}],
}


@pytest.fixture(scope="module")
def message() -> Iterator[Message]:
    with opened_catalog({"m.msg.yaml": CHAT}) as made:
        yield made


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_at(monkeypatch, BLOCK)
    monkeypatch.setattr("msgc.recipients.blocks.KERNEL_BLOCK", 4 * BLOCK)


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_threads_write_what_the_definition_writes(message: Message, changes: list[Row]) -> None:
    rows = [{**row_of(i), **changes[i % len(changes)]} for i in range(200)]
    wanted = written(message, "ndjson", ndjson(rows), fast=False)
    assert wanted.rows == 200
    assert by_threads(message, ndjson(rows), 2) == wanted


LOOK = "def run(rows):\n    c1 = rows.column(('a',), False)\n    texts_fit(c1, fits2)\n"
EACH = "    c3 = [''.join(('a', v1)) for v1 in c1]\n"
TRIMMED = ["keyword", "trimmed", True, True]
PHONE = ["keyword", "format", "phone", False]


@pytest.mark.parametrize(
    ("source", "test", "told"),
    [
        *((LOOK, TRIMMED, True), (LOOK, PHONE, True), (LOOK + EACH, TRIMMED, False)),
        (LOOK, ["keyword", "format", "uuid", False], False),
        (LOOK, ["keyword", "pattern", "a", True], False),
    ],
)
def test_programs_that_make_each_text_arent_for_threads(
    source: str, test: list[object], told: bool
) -> None:
    given = {"texts_fit": ["step", "texts_fit"], "fits2": test}
    assert is_straight({"source": source, "given": given}) == told
