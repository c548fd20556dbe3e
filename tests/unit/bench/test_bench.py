"""The bench's own arithmetic: what is measured is as it says, and a difference ends the run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from bench import __main__ as program
from bench import kubeconform, verify
from bench.catalogs import write_static
from bench.contenders import Way, by_rows
from bench.goals import TRIES, Goal
from bench.groups import Group, measure
from bench.recipients import DIRTY, dirty_rows, row_of
from bench.report import far, number, section, table
from bench.timing import (
    Cost,
    cost_of_command,
    cost_of_parts,
    interleaved,
    memory,
    ratios,
    speed,
    spread,
)
from bench.verify import DifferenceError, same


def costs(*seconds: float) -> list[Cost]:
    return [Cost(100, each, each * 2, memory=50.0) for each in seconds]


OURS, THEIRS = "ours", "theirs"
AT_LEAST = Goal(OURS, THEIRS, 2.0)
AT_MOST = Goal(OURS, None, 40, at_most=True, measure=memory)


def group(*goals: Goal, ours: float = 1.0, theirs: float = 1.0) -> Group:
    runs = {OURS: lambda _: costs(ours)[0], THEIRS: lambda _: costs(theirs)[0]}
    return Group("Two of them", runs, goals)


def test_a_spread_is_the_median_between_the_lowest_and_the_highest() -> None:
    found = spread([5.0, 1.0, 3.0, 9.0, 2.0])
    assert (found.median, found.lowest, found.highest) == (3.0, 1.0, 9.0)


def test_a_ratio_is_taken_in_each_repetition() -> None:
    # Ours against theirs: 2, 1 and 4 times as fast; the ratio of the medians would be 1.
    found = ratios(costs(1, 3, 1), costs(2, 3, 4), speed)
    assert (found.median, found.lowest, found.highest) == (2.0, 1.0, 4.0)


def test_repetitions_must_be_as_many_on_both_sides() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratios(costs(1, 2), costs(1), speed)


def test_contenders_take_turns() -> None:
    order: list[str] = []

    def run(name: str, repetition: int) -> Cost:
        order.append(f"{name}{repetition}")
        return costs(1)[0]

    interleaved({"a": lambda n: run("a", n), "b": lambda n: run("b", n)}, 2)
    assert order == ["a0", "b0", "a1", "b1"]


@pytest.mark.parametrize(
    ("goal", "value", "reached", "is_met"),
    [
        (AT_LEAST, 2.0, 1.0, True),
        (AT_LEAST, 1.9, 0.95, False),
        (AT_MOST, 40, 1.0, True),
        (AT_MOST, 80, 0.5, False),
        (AT_MOST, 20, 2.0, True),
        (Goal(OURS, THEIRS, None), 0.1, 1.0, True),
    ],
)
def test_a_goal_is_met_or_not(goal: Goal, value: float, reached: float, is_met: bool) -> None:
    assert goal.reached(value) == pytest.approx(reached)
    assert goal.is_met(value) is is_met


def test_what_is_not_there_is_not_measured_and_not_far() -> None:
    assert AT_LEAST.value({OURS: costs(1)}) is None
    assert not AT_LEAST.is_far({OURS: costs(1)})


@pytest.mark.parametrize(("ours", "is_far"), [(1.26, True), (1.24, False)])
def test_a_goal_is_far_below_forty_percent(ours: float, is_far: bool) -> None:
    assert AT_LEAST.is_far({OURS: costs(ours), THEIRS: costs(1)}) is is_far


@pytest.mark.parametrize(("slow", "tries"), [(0, 1), (1, 2), (2, 3), (3, 3)])
def test_a_gate_falls_only_after_three_tries(slow: int, tries: int) -> None:
    runs = []

    def ours(repetition: int) -> Cost:
        runs.append(repetition)
        return costs(10 if len(runs) <= slow else 0.1)[0]

    two = Group("Two", {OURS: ours, THEIRS: lambda _: costs(1)[0]}, (AT_LEAST,))
    outcome = measure(two, 1, gated=True)
    assert len(runs) == tries
    assert bool(outcome.far) is (slow == TRIES)
    assert bool(far([outcome])) is (slow == TRIES)


def test_a_whole_run_has_no_gate() -> None:
    assert measure(group(AT_LEAST, ours=99), 1).far == ()


def test_a_table_names_each_goal_and_who_has_none() -> None:
    outcome = measure(group(AT_LEAST, ours=0.5), 3)
    clock = "200 payloads/s (100 by the clock)", "100 payloads/s (50.0 by the clock)"
    assert table(outcome) == [
        (OURS, clock[0], THEIRS, "2.00 (2.00 to 2.00)", "at least 2.00", "yes"),
        (THEIRS, clock[1], "–", "–", "–", "–"),
    ]


def test_a_goal_that_is_missed_is_told() -> None:
    rows = table(measure(group(AT_LEAST, AT_MOST), 1))
    assert [row[-1] for row in rows[:2]] == ["**no**", "**no**"]


def test_what_is_not_measured_says_why() -> None:
    absent = Group("One", {OURS: lambda _: costs(1)[0]}, (AT_LEAST,), absent={THEIRS: "it's gone"})
    lines = list(section(measure(absent, 1)))
    assert any("not measured" in line and "at least 2.00" in line for line in lines)
    assert f"{THEIRS} is not measured: it's gone." in lines


@pytest.mark.parametrize(
    ("value", "text"),
    [(1235.4, "1,235"), (26.42, "26.4"), (1.219, "1.22"), (0.45, "0.45"), (0.0126, "0.013")],
)
def test_a_number_has_the_digits_that_tell(value: float, text: str) -> None:
    assert number(value) == text


def test_a_difference_names_contender_place_and_both_outputs() -> None:
    with pytest.raises(DifferenceError, match=r"(?s)C differs.*row 2:.*b'x'.*b'b'"):
        same("C", "`text`", [b"a", b"x"], [b"a", b"b"])
    with pytest.raises(DifferenceError, match="1 rows instead of 2"):
        same("C", "`text`", [b"a"], [b"a", b"b"])


def wrong_way(wrong: str) -> Way:
    def make(message):  # type: ignore[no-untyped-def]
        payloads = by_rows(message)

        def changed(rows):  # type: ignore[no-untyped-def]
            made = payloads(rows)
            first, _, rest = made.partition(b"\n")
            if wrong == "payload":
                return first + b" \n" + rest
            return rest if wrong == "refused" else made or b"{}\n"

        return changed

    return Way("a wrong one", make)


@pytest.mark.parametrize("wrong", ["payload", "refused", "accepted"])
def test_one_wrong_row_ends_the_run(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "WAYS", (wrong_way(wrong),))
    monkeypatch.setattr(program, "QUICK", replace(program.QUICK, verified=8))
    assert program.main(["--quick"]) == 1
    assert "a wrong one" in capsys.readouterr().err


def test_a_contender_that_leaves_rows_out_is_not_timed() -> None:
    assert cost_of_parts([(lambda: b"{}\n", 1), (lambda: b"{}\n{}\n", 2)]).done == 3
    with pytest.raises(ValueError, match="refuses"):
        cost_of_parts([(lambda: b"{}\n", 2)])


def test_no_two_recipients_are_the_same() -> None:
    rows = [tuple(row_of(number).values()) for number in range(5_000)]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(("share", "count"), [(0.0, 0), (0.01, 20), (0.001, 2)])
def test_bad_rows_are_as_many_as_said_and_of_each_kind(share: float, count: int) -> None:
    good = [row_of(number) for number in range(2_000)]
    bad = [row for row, was in zip(dirty_rows(2_000, share), good, strict=True) if row != was]
    assert len(bad) == count
    assert share < 0.01 or all(any(d.items() <= row.items() for row in bad) for d in DIRTY)


def test_a_command_is_measured_alone(tmp_path: Path) -> None:
    ballast = bytearray(100 << 20)
    cost = cost_of_command(["python3", "-c", "pass"], 1, tmp_path)
    assert len(ballast) / (1 << 20) > cost.memory > 1
    assert cost.wall > 0


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="exit status 3"):
        cost_of_command(["python3", "-c", "raise SystemExit(3)"], 1, tmp_path)


def test_a_command_is_given_its_switches(tmp_path: Path) -> None:
    tells = "import os, sys; sys.exit(int(os.environ['MSGC_TOLD']))"
    command = ["python3", "-c", tells]
    assert cost_of_command(command, 1, tmp_path, switches={"MSGC_TOLD": "0"}).done == 1
    with pytest.raises(Exception, match="exit status 1"):
        cost_of_command(command, 1, tmp_path, switches={"MSGC_TOLD": "1"})


def test_kubeconform_is_given_resources_that_fit_their_schema(tmp_path: Path) -> None:
    files = write_static(tmp_path / "static", 30)
    *command, location, resources = kubeconform.write_resources(tmp_path, files)
    assert command[1:] == ["-n", "1", "-schema-location"]
    # It asks by the kind in lower case.
    assert location == f"{tmp_path}/{{{{ .ResourceKind }}}}.json"
    schema = Draft7Validator(json.loads((tmp_path / "message.json").read_text("utf-8")))
    written = [yaml.safe_load(path.read_text("utf-8")) for path in Path(resources).iterdir()]
    assert len(written) == 30
    assert all(map(schema.is_valid, written))
    assert not schema.is_valid({**written[0], "kind": "Letter"})
