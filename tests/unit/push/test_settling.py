"""How long a push waits at its end, and what its counts say while others work on the run."""

from __future__ import annotations

from msgc.push.clocks import Clocks
from msgc.push.ledger.model import Leased
from msgc.push.progress import Progress
from msgc.push.settling import MARGIN, Settling
from msgc.push.states import Event, State
from msgc.push.tally import Tally
from tests.unit.push.pushes import NOW

THEIRS = Leased(2661, 40.0)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def clocks(self) -> Clocks:
        return Clocks(lambda: NOW + self.now, lambda: self.now)


def test_what_is_ambiguous_is_waited_for_so_long() -> None:
    clock = Clock()
    settling = Settling(45.0, clock.clocks())
    assert settling.waits(True, None) and settling.note == ""
    clock.now = 44.0
    assert settling.waits(True, None) and not settling.waits(False, None)
    clock.now = 45.0
    assert not settling.waits(True, None) and settling.sentence is None


def test_a_lease_is_waited_for_until_it_can_lapse() -> None:
    clock = Clock()
    settling = Settling(5.0, clock.clocks())
    assert settling.waits(False, THEIRS)
    assert settling.note == (
        "waiting for 2,661 that another sender has, which are free at 14:14:00 UTC if it has ended"
    )
    clock.now = 40.0
    assert settling.waits(False, Leased(2661, 0.0))
    clock.now = 40.0 + MARGIN
    # It was renewed meanwhile: whoever has it goes on.
    assert not settling.waits(False, Leased(1000, 44.0))
    assert "1,000 that another sender has" in str(settling.sentence)


def test_work_begins_the_wait_anew() -> None:
    clock = Clock()
    settling = Settling(5.0, clock.clocks())
    settling.waits(False, THEIRS)
    settling.begin_anew()
    assert (settling.note, settling.sentence) == ("", None)
    clock.now = 60.0
    assert settling.waits(True, None)


def test_no_count_is_below_zero_for_what_another_sender_did() -> None:
    tally = Tally.of({State.PLANNED: 3})
    tally.move(State.RETRY, Event.CLAIM)
    tally.move(State.AMBIGUOUS, Event.FIND)
    tally.leave_out(State.RETRY, 4)
    assert min(tally.states.values()) == 0
    assert "-" not in Progress(tally).line(1.0)
    tally.count({State.ACCEPTED: 3})
    assert Progress(tally).line(1.0) == "3 of 3 accepted"


def test_what_is_waited_for_is_said_behind_the_counts() -> None:
    tally = Tally.of({State.PLANNED: 3})
    tally.note = "waiting for 3"
    assert Progress(tally).line(1.0) == "0 of 3 accepted; waiting for 3"
