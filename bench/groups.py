"""A group of contenders that are measured in turns, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bench.goals import TRIES, Costs, Goal
from bench.timing import Measure, Run, interleaved, speed


@dataclass(frozen=True, slots=True)
class Group:
    """Contenders by name and their goals; `absent` are those not measured, each with the reason.

    `unit` is what `measure` gives. `note` is told below the table.
    """

    title: str
    runs: Mapping[str, Run]
    goals: tuple[Goal, ...]
    unit: str = "payloads/s"
    measure: Measure = speed
    absent: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    repetitions: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a group came to; `far` are the goals that stayed far away in every try."""

    group: Group
    costs: Costs
    far: tuple[Goal, ...] = ()


def measure(group: Group, repetitions: int, gated: bool = False) -> Outcome:
    """Measure a group; where it is `gated`, again while a goal stays far away, thrice at most."""
    turns = group.repetitions or repetitions
    outcome = Outcome(group, interleaved(group.runs, turns))
    if not gated:
        return outcome
    far = tuple(goal for goal in group.goals if goal.is_far(outcome.costs))
    for _ in range(TRIES - 1):
        if far:
            again = interleaved(_needed(group, far), 1)
            far = tuple(goal for goal in far if goal.is_far(again))
    return replace(outcome, far=far)


def _needed(group: Group, goals: tuple[Goal, ...]) -> dict[str, Run]:
    names = {name for goal in goals for name in (goal.of, goal.against)}
    return {name: run for name, run in group.runs.items() if name in names}
