"""Goals: a ratio of two contenders, or a number of one, and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.timing import Cost, Measure, Spread, ratios, speed, spread

# A quick run, on a machine with other work, fails only far below a goal, and only thrice in a row.
GATE = 0.4
# Of goals that are far from met: low enough to pass today, high enough to see what gets slower.
LOW_GATE, LOWEST_GATE = 0.15, 0.1
TRIES = 3

Costs = Mapping[str, Sequence[Cost]]


@dataclass(frozen=True, slots=True)
class Goal:
    """What `of` has to reach, in one measure: at least or at most `bound` times `against`.

    A quick run fails below `gate` of the goal. Without `against` the bound is a number in the
    measure's own unit. Without a bound the ratio is only told.
    """

    of: str
    against: str | None
    bound: float | None
    at_most: bool = False
    measure: Measure = speed
    gate: float = GATE

    def value(self, costs: Costs) -> Spread | None:
        """Return what was reached, None where a side wasn't measured."""
        mine = costs.get(self.of)
        if self.against is None:
            return spread([self.measure(cost) for cost in mine]) if mine else None
        theirs = costs.get(self.against)
        return ratios(mine, theirs, self.measure) if mine and theirs else None

    def reached(self, value: float) -> float:
        """Return the share of the goal that a value reaches: 1 or more where the goal is met."""
        if self.bound is None:
            return 1.0
        return self.bound / value if self.at_most else value / self.bound

    def is_met(self, value: float) -> bool:
        """Tell whether a value meets the goal."""
        return self.reached(value) >= 1

    def is_far(self, costs: Costs) -> bool:
        """Tell whether the median stays below the gate's share of the goal."""
        value = self.value(costs)
        return value is not None and self.reached(value.median) < self.gate
