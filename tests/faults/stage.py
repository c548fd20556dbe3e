"""Where a round is played: its API, its plan, its ledger, and the senders that come and go."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from subprocess import TimeoutExpired

import msgspec

from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.ledger.opening import is_url, open_ledger
from msgc.push.plan_reading import Plan
from msgc.push.states import State
from tests.faults.cases import Case, Kill
from tests.faults.orders import Orders
from tests.faults.people import Someone
from tests.faults.points import Point, mark
from tests.faults.processes import DRIVER, PAUSE, UNTOLD, Process, begun, started
from tests.faults.running_api import RunningApi

# Seconds after which a sender that hasn't ended counts as hung.
LONGEST = 90.0
KILLED = -signal.SIGKILL
OPEN = (State.PLANNED, State.RETRY, State.CLAIMED, State.AMBIGUOUS)


@dataclass(slots=True)
class Stage:
    """One round under way. `left` is, by kill point, the most that one kill left claimed.

    A problem fails the run, a note is told.
    """

    case: Case
    folder: Path
    api: RunningApi
    plan: Plan
    people: list[Someone]
    orders: Orders
    random: Random
    exits: Counter[str] = field(default_factory=Counter)
    left: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.folder / "truth.ndjson"

    def start(
        self,
        kill: Kill | None = None,
        environment: Mapping[str, str] | None = None,
        file_limit: int = 0,
        rate: float = 0.0,
    ) -> Process:
        """Start a sender, at the round's own rate unless another is given."""
        rate = rate or self.orders.rate
        orders = msgspec.structs.replace(self.orders, file_limit=file_limit, rate=rate)
        if kill is not None:
            orders = msgspec.structs.replace(orders, point=str(kill.point), nth=kill.nth)
        text = msgspec.json.encode(orders).decode()
        output = self.folder / "senders.txt"
        if environment is not None:
            return started(DRIVER, text, output, environment)
        return begun(DRIVER, text, output)

    def ended(self, sender: Process) -> int:
        """Wait for a sender's end and return its exit code, below 0 for a signal's number."""
        try:
            code = sender.wait(LONGEST)
        except TimeoutExpired:
            sender.kill()
            code = sender.wait()
            self.problems.append(f"a sender hung for {LONGEST:g} s")
        self.exits[str(code)] += 1
        return code

    def taken(self) -> int:
        """Return how many messages the API has taken so far."""
        return self.log.read_bytes().count(b"\n") if self.log.exists() else 0

    def after(self, sender: Process, more: int) -> bool:
        """Wait until so many more messages were taken; tell whether the sender is still there."""
        goal = self.taken() + more
        while sender.poll() is None:
            if self.taken() >= goal:
                return True
            time.sleep(PAUSE)
        return False

    def kill(self, kill: Kill) -> None:
        """Let a sender work until it is killed at a point, or ends before it comes to that."""
        began = time.time()
        if kill.point is Point.AT_RANDOM:
            sender = self.start()
            if self.after(sender, kill.nth):
                self.kill_now(sender)
        else:
            sender = self.start(kill)
        if self.ended(sender) == KILLED:
            self.left[kill.point] = max(self._claimed(began), self.left.get(kill.point, 0))

    def _claimed(self, since: float) -> int:
        """Return how many payloads were claimed since then, and still are."""
        try:
            with self.ledger() as ledger:
                claimed = ledger.records(State.CLAIMED)
                return sum(1 for each in claimed if (each.attempted or 0.0) >= since)
        except LedgerError:
            return 0

    def kill_now(self, sender: Process) -> None:
        """Kill a sender from outside."""
        sender.kill()
        if sender.wait() == KILLED:
            mark(self.orders.marks, Point.AT_RANDOM)

    def expect(self, code: int, wanted: int | tuple[int, ...], what: str) -> None:
        """Note an exit code that isn't one of those that are right."""
        codes = wanted if isinstance(wanted, tuple) else (wanted,)
        if code == UNTOLD:
            self.notes.append(f"{what}: the exit code was lost on its way from the fork server")
        elif code not in codes:
            self.problems.append(f"{what}: exit {code}, not {' or '.join(map(str, codes))}")

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Give the run's ledger, to read. Raises LedgerError where there is none yet."""
        ledger = open_ledger(self._place, self.plan.summary.identity(), sender=False)
        try:
            yield ledger
        finally:
            ledger.close()

    @property
    def _place(self) -> str | Path:
        return self.orders.ledger if is_url(self.orders.ledger) else Path(self.orders.ledger)

    def counts(self) -> Mapping[State, int]:
        """Return how many payloads are in each state; all are planned before there is a ledger."""
        try:
            with self.ledger() as ledger:
                return ledger.counts()
        except LedgerError:
            return {**dict.fromkeys(State, 0), State.PLANNED: len(self.people)}

    def is_done(self) -> bool:
        """Tell whether a push has nothing more to do."""
        counts = self.counts()
        return not any(counts[state] for state in OPEN)
