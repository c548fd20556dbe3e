"""What the rounds' judge says of ledgers that are right, and of those that aren't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msgc.push.ledger.model import Record, Side
from msgc.push.states import State
from tests.faults.cases import KINDS, case_of
from tests.faults.people import PLAIN, SUPPRESSED_KIND, Someone
from tests.faults.play import Result
from tests.faults.points import Point, points_of
from tests.faults.table import rows_of, table, verdict
from tests.faults.truth import Tally, judged

TO = "+31000000007777"
RECORD = Record(
    seq=0,
    step=0,
    row=1,
    state=State.ACCEPTED,
    key=b"k",
    person=b"p",
    recipient=TO,
    reference="r",
    side=Side.MAIN,
    attempts=1,
    attempted=1.0,
    due=None,
    looks=0,
    status=202,
    code="",
    detail="",
    message_id="m",
    contact="",
    delivery="",
)


def judge(state: State | None, taken: int, kind: str = PLAIN, **more: object) -> Tally:
    records = [] if state is None else [replace(RECORD, state=state, **more)]
    return judged([Someone(TO, kind)], records, {TO: taken})[kind]


@pytest.mark.parametrize(
    ("state", "taken", "names"),
    [
        (State.ACCEPTED, 1, {"once"}),
        (State.ACCEPTED, 0, {"lost"}),
        (State.ACCEPTED, 2, {"twice"}),
        (None, 0, {"lost"}),
        (None, 1, {"lost", "once"}),
        (State.HELD, 0, {"held_unsent"}),
        (State.HELD, 1, {"held_sent", "once"}),
        (State.REJECTED, 0, {"rejected"}),
        (State.REJECTED, 1, {"rejected", "wrong", "once"}),
        (State.AMBIGUOUS, 1, {"wrong", "once"}),
        (State.PLANNED, 0, {"wrong"}),
    ],
)
def test_ledger_and_truth_are_held_against_each_other(
    state: State | None, taken: int, names: set[str]
) -> None:
    tally = judge(state, taken)
    assert {name for name in tally.__struct_fields__ if getattr(tally, name)} == {
        *names,
        "planned",
    }


def test_what_a_look_found_is_recovered() -> None:
    assert judge(State.ACCEPTED, 1, status=500).recovered == 1
    assert judge(State.ACCEPTED, 1, status=None, looks=1).late == 1
    assert judge(State.ACCEPTED, 1).recovered == 0


def test_whoever_is_left_out_gets_nothing() -> None:
    assert judge(None, 0, SUPPRESSED_KIND) == Tally()
    assert judge(None, 1, SUPPRESSED_KIND).wrong == 1
    assert judge(State.HELD, 0, SUPPRESSED_KIND).wrong == 1


def result(tally: Tally, *problems: str) -> Result:
    return Result(
        name="sqlite-000",
        event="no event",
        happened=True,
        policy="hold",
        lag=0.0,
        fired={"429": 1},
        kills={Point.BEFORE_POST: 2},
        left={Point.BEFORE_POST: 7},
        exits={},
        tallies={"429": tally},
        problems=list(problems),
        notes=[],
        seconds=1.0,
    )


@pytest.mark.parametrize("name", ["twice", "lost", "wrong"])
def test_one_that_is_lost_or_sent_twice_fails_a_run(name: str) -> None:
    bad = result(Tally(planned=1, **{name: 1}))
    assert any(f"1 {name}" in fault for fault in verdict([bad], []).faults)


def test_a_problem_of_a_round_fails_a_run() -> None:
    assert verdict([result(Tally(), "a sender hung")], []).faults == ["sqlite-000: a sender hung"]
    assert verdict([result(Tally())], []).faults == []


def test_what_never_fired_fails_a_run() -> None:
    rows = rows_of([result(Tally(planned=1, once=1))], ["sqlite"])
    faults = verdict([], rows).faults
    assert "never fired: kill -9, sqlite: after look" in faults
    assert "never fired: event, sqlite: SIGTERM" in faults
    assert not any("before POST" in fault or fault[-5:] == ", 429" for fault in faults)


def test_the_table_tells_how_often_and_the_worst() -> None:
    [line] = [
        each
        for each in table(rows_of([result(Tally(planned=3, once=3))], ["sqlite"])).splitlines()
        if each.startswith("sqlite: before POST")
    ]
    assert line.split()[-10:] == ["2", "3", "3", "0", "0", "0", "0", "0", "0", "7"]


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_rounds_have_every_kill(kind: str) -> None:
    cases = [case_of(number, kind, 1) for number in range(20)]
    assert {kill.point for case in cases for kill in case.kills} == set(points_of(kind))
    assert case_of(3, kind, 1) == cases[3]
    assert case_of(3, kind, 2) != cases[3]
