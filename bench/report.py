"""Outcomes as tables: one form for the terminal and for RESULTS.md, which is Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bench.goals import Costs, Goal
from bench.groups import Group, Outcome
from bench.timing import speed, speed_by_clock, spread

HEAD = ("name", "median", "against", "ratio (lowest to highest)", "goal", "met")
NOT_MEASURED, NONE = "not measured", "–"
# Numbers below it are written with more digits.
LARGE = 100

Row = tuple[str, ...]


def number(value: float) -> str:
    """Write a number with three digits or more: `1,235`, `26.4`, `0.45`, `0.013`."""
    if value >= LARGE:
        return f"{value:,.0f}"
    digits = 1 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:.{digits}f}"


def table(outcome: Outcome) -> list[Row]:
    """Return a group's rows: a line for each goal, and for each contender that has none."""
    group = outcome.group
    rows = [row for goal in group.goals for row in [_goal_row(goal, group, outcome.costs)]]
    told = {goal.of for goal in group.goals}
    rest = [name for name in (*group.runs, *group.absent) if name not in told]
    return [*rows, *((name, _median(name, group, outcome.costs), *[NONE] * 4) for name in rest)]


def _goal_row(goal: Goal, group: Group, costs: Costs) -> Row:
    median = _median(goal.of, group, costs)
    against, value = goal.against or NONE, goal.value(costs)
    if value is None:
        return goal.of, median, against, NOT_MEASURED, _bound(goal), NONE
    if goal.against is None:
        ratio = NONE
    else:
        parts = (number(part) for part in (value.median, value.lowest, value.highest))
        ratio = "{} ({} to {})".format(*parts)
    met = NONE if goal.bound is None else "yes" if goal.is_met(value.median) else "**no**"
    return goal.of, median, against, ratio, _bound(goal), met


def _bound(goal: Goal) -> str:
    if goal.bound is None:
        return NONE
    return f"{'at most' if goal.at_most else 'at least'} {number(goal.bound)}"


def _median(name: str, group: Group, costs: Costs) -> str:
    if name not in costs:
        return NOT_MEASURED
    told = f"{number(spread([group.measure(each) for each in costs[name]]).median)} {group.unit}"
    if group.measure is not speed:
        return told
    by_clock = spread([speed_by_clock(each) for each in costs[name]]).median
    return f"{told} ({number(by_clock)} by the clock)"


def section(outcome: Outcome) -> Iterator[str]:
    """Yield a group as lines of Markdown."""
    group = outcome.group
    yield f"## {group.title}"
    yield ""
    yield from aligned([HEAD, *table(outcome)])
    yield ""
    reasons = [f"{name} is not measured: {why}." for name, why in group.absent.items()]
    for line in filter(None, (group.note, *reasons)):
        yield line
        yield ""


def aligned(rows: Sequence[Row]) -> Iterator[str]:
    """Yield rows, of which the first is the head, as a Markdown table in even columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for index, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
        if index == 0:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"


def opening(facts: Mapping[str, str], compared: int, load: str) -> Iterator[str]:
    """Yield what stands above the tables; `compared` rows were equal to the reference's."""
    yield "# What msgc's speed rests on"
    yield ""
    yield "`python -m bench --write` writes this page. A rate is what one core does in a second of"
    yield "its own time; contenders take turns, and a ratio is of two of them in the same turn."
    yield ""
    for name, value in facts.items():
        yield f"- {name}: {value}"
    yield f"- Load before: {load}"
    yield f"- Verified first: {compared:,} rows of all contenders, each equal to the reference's"
    yield ""


def closing(outcomes: Sequence[Outcome], load: str) -> Iterator[str]:
    """Yield how many goals are met, and what the machine was doing."""
    judged = [
        goal.is_met(value.median)
        for outcome in outcomes
        for goal in outcome.group.goals
        if goal.bound is not None and (value := goal.value(outcome.costs)) is not None
    ]
    yield f"{sum(judged)} of {len(judged)} goals that were measured are met. Load after: {load}."


def far(outcomes: Sequence[Outcome]) -> list[str]:
    """Return a sentence for each goal that stayed far away in every try."""
    return [
        f"{goal.of} stayed below 40 % of its goal ({_bound(goal)} times {goal.against})"
        for outcome in outcomes
        for goal in outcome.far
    ]
