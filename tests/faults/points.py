"""Where a sender can be killed: the points of a payload's life in a ledger, named once."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from enum import StrEnum


class Point(StrEnum):
    """A moment at which the process ends as if its machine's power did, but for its disk."""

    BEFORE_INTENT = "before intent"
    IN_INTENT = "intent written, not committed"
    AFTER_INTENT = "after intent"
    BEFORE_POST = "before POST"
    AFTER_ANSWER = "after answer"
    IN_OUTCOME = "outcome written, not committed"
    AFTER_OUTCOME = "after outcome"
    IN_TAKE_OVER = "in take-over"
    AFTER_TAKE_OVER = "after take-over"
    IN_LOOK = "look written, not committed"
    AFTER_LOOK = "after look"
    BETWEEN_LEASES = "between chunk leases"
    AT_RANDOM = "at random, from outside"


POSTGRES_ALONE = frozenset({Point.BETWEEN_LEASES})
OF_TAKE_OVER = frozenset({Point.IN_TAKE_OVER, Point.AFTER_TAKE_OVER})


def points_of(kind: str) -> tuple[Point, ...]:
    """Return the points that a kind of ledger has."""
    return tuple(each for each in Point if kind == "postgres" or each not in POSTGRES_ALONE)


@dataclass
class Trigger:
    """Kills this process when it comes to `point` for the `nth` time; without one it never does.

    The mark is in its file before the process ends, so that no kill is counted which wasn't.
    """

    point: Point | None
    nth: int
    marks: str

    def reach(self, point: Point) -> None:
        """Note that the process is at a point."""
        if point is not self.point:
            return
        self.nth -= 1
        if self.nth == 0:
            mark(self.marks, point)
            os.kill(os.getpid(), signal.SIGKILL)


def mark(path: str, point: Point) -> None:
    """Add a point to the marks of a round."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(file, f"{point}\n".encode())
    os.close(file)
