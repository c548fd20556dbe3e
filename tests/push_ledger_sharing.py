"""What every ledger promises of whom its run leaves to others: a suite that each kind runs."""

from __future__ import annotations

import pytest
from push_ledger_help import NOW, Place, claimed, found, intent, lead, outcome, started

from msgc.push.ledger.model import Span, Unclaimed
from msgc.push.states import Event, State
from msgc.push.windows import UNKNOWN


def person(seq: int) -> bytes:
    return intent(seq).person


class SharingContract:
    """How the runs of a campaign keep apart; a kind of ledger gives the fixture `place`."""

    def test_nobody_is_left_to_others_at_first(self, place: Place) -> None:
        ledger = started(place)
        assert (ledger.others(), ledger.sources()) == (frozenset(), ())
        ledger.settle_shares({person(0)})
        assert ledger.others() == frozenset()

    def test_what_is_unclaimed_and_what_was_passed_over(self, place: Place) -> None:
        ledger = started(place)
        assert ledger.unclaimed() == Unclaimed((Span(0, 10),), 0)
        ledger.exchange([], [intent(0), intent(3)], 5, NOW)
        assert ledger.unclaimed() == Unclaimed((Span(5, 10),), 3)
        ledger.exchange([], [], 10, NOW)
        assert ledger.unclaimed() == Unclaimed((), 8)

    @pytest.mark.parametrize("state", [State.CLAIMED, State.ACCEPTED, State.AMBIGUOUS, State.HELD])
    def test_whom_a_run_may_have_reached_it_keeps(self, place: Place, state: State) -> None:
        ledger = claimed(place)
        lead(ledger, state)
        ledger.exchange([outcome(1, Event.REJECT), outcome(2, Event.REJECT)], [], None, NOW)
        assert person(0) in ledger.leave({person(0), person(1), person(7)}, 4, NOW)
        assert ledger.others() == {person(1), person(7)}
        assert (ledger.facts().suppressed, found(ledger).state) == (4, state)

    def test_what_waits_for_people_who_are_left_is_left_out(self, place: Place) -> None:
        ledger = started(place)
        held = intent(1, event=Event.WITHHOLD, code=UNKNOWN)
        ledger.exchange([], [intent(0), held, intent(2)], 3, NOW)
        ledger.exchange([outcome(0, Event.POSTPONE), outcome(2, Event.POSTPONE)], [], None, NOW)
        assert ledger.leave({person(0), person(1)}, None, NOW) == set()
        assert (ledger.left_out(), found(ledger, 2).state) == (2, State.RETRY)
        assert ledger.retriable(State.REJECTED) == []
        assert ledger.retry(State.REJECTED, NOW) == 0

    def test_who_failed_and_is_left_isnt_tried_again(self, place: Place) -> None:
        ledger = claimed(place)
        refused = [outcome(seq, Event.REJECT, status=422) for seq in range(3)]
        ledger.exchange(refused, [], None, NOW)
        assert ledger.leave({person(0)}, None, NOW) == set()
        assert sorted(ledger.retriable(State.REJECTED)) == [person(1), person(2)]
        assert ledger.retry(State.REJECTED, NOW) == 2
        assert (ledger.left_out(), found(ledger).state) == (0, State.REJECTED)
