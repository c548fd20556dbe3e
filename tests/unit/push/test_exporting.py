"""Every payload of a run as a row of a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from msgspec import structs

from msgc.push.exporting import FORMATS, Line, lines_of
from msgc.push.keys import person
from msgc.push.ledger.model import Delivery
from msgc.push.states import State
from tests.unit.push.pushes import (
    NOW,
    Api,
    ListedPlan,
    entry,
    ledger_at,
    pushed,
    recipient,
    status,
    with_fallback,
)

ENTRIES = [with_fallback(0, last_inbound=NOW - 60), *(entry(n) for n in range(1, 6))]
LEFT_OUT = frozenset({person(recipient(5))})


def exported(folder: Path, now: float = NOW) -> list[Line]:
    """The first four are sent, the second of them is refused, and the last one is suppressed."""
    ledger = ledger_at(folder, ENTRIES, suppressed=1)
    api = Api({recipient(1): [status(422, {"code": "=Bad", "message": "m"})]})
    pushed(ledger, ENTRIES, api, suppressed=[recipient(5)], limit=4)
    [first, *_] = ledger.records()
    ledger.follow([first], [bytes.fromhex(ENTRIES[0].fallback_key or "")], NOW)
    ledger.settle_deliveries([Delivery(0, 0, "sending_failed", "131047", True)])
    return list(lines_of(ledger, ListedPlan(ENTRIES), LEFT_OUT, now))


def test_all_payloads_are_there_in_the_order_of_the_rows(tmp_path: Path) -> None:
    lines = exported(tmp_path)
    assert [(line.row, line.state, line.side) for line in lines] == [
        (1, "accepted", "main"),
        (1, "retry", "fallback"),
        (2, "rejected", "main"),
        (3, "accepted", "main"),
        (4, "accepted", "main"),
        (5, "planned", ""),
    ]
    assert [line.key for line in lines if line.side != "fallback"] == [e.key for e in ENTRIES[:5]]
    assert (lines[0].delivery, lines[0].code, lines[0].attempts) == ("sending_failed", "131047", 1)
    assert (lines[2].status, lines[2].code) == (422, "http-422")
    assert (lines[0].attempted or "").startswith("2026-09-21T14:13:20")


def test_what_is_planned_expires_with_the_plan(tmp_path: Path) -> None:
    assert exported(tmp_path, NOW + 1e6)[-1].state == State.EXPIRED


def test_without_its_plan_a_run_has_what_the_ledger_has(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, ENTRIES)
    pushed(ledger, ENTRIES, Api(), limit=2)
    assert [line.row for line in lines_of(ledger, None, frozenset(), NOW)] == [1, 2]


def test_when_all_is_claimed_what_the_ledger_lacks_was_left_out(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, ENTRIES, suppressed=1)
    pushed(ledger, ENTRIES, Api(), suppressed=[recipient(2)])
    lines = lines_of(ledger, ListedPlan(ENTRIES), frozenset(), NOW)
    assert [line.row for line in lines] == [1, 2, 4, 5, 6]


def test_recipients_are_there_only_where_asked_for(tmp_path: Path) -> None:
    lines = exported(tmp_path)
    for write in FORMATS.values():
        assert b"3160000" not in b"".join(write(lines, False))
        assert b"".join(write(lines, True)).count(recipient(0).encode()) == 2


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    lines = exported(tmp_path)
    documents = [json.loads(each) for each in FORMATS[".ndjson"](lines, True)]
    text = b"".join(FORMATS[".csv"](lines, True)).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0].keys() == documents[0].keys()
    assert [row["row"] for row in rows] == [str(each["row"]) for each in documents]
    assert rows[0]["recipient"] == documents[0]["recipient"] == recipient(0)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    line = structs.replace(exported(tmp_path)[0], message_id="=1+1")
    text = b"".join(FORMATS[".csv"]([line], False)).decode()
    assert ",'=1+1," in text and ",=1+1" not in text
