"""What every ledger promises to who asks and decides: the suite's second half."""

from __future__ import annotations

from dataclasses import replace

import pytest
from push_ledger_help import (
    FACTS,
    NOW,
    PERSONAL,
    Place,
    claimed,
    found,
    intent,
    lead,
    outcome,
    started,
)

from msgc.push.keys import hidden
from msgc.push.ledger.model import Delivery, KeptList, Ledger, LedgerError, Side, Span
from msgc.push.states import Event, State


class DecidingContract:
    """What commands are promised; a kind of ledger gives the fixture `place`."""

    def test_counts_sum_to_the_plan_without_what_is_suppressed(self, place: Place) -> None:
        ledger = claimed(place, facts=replace(FACTS, suppressed=2))
        ledger.exchange([outcome(0, Event.ACCEPT)], [], None, NOW)
        counts = ledger.counts()
        assert (counts[State.PLANNED], counts[State.CLAIMED], counts[State.ACCEPTED]) == (5, 2, 1)
        assert set(counts) == set(State) and sum(counts.values()) == 8
        ledger.amend(suppressed=9)
        assert ledger.counts()[State.PLANNED] == 0

    def test_a_sender_finds_what_the_last_one_left_claimed(self, place: Place) -> None:
        claimed(place).close()
        ledger = self.after_a_crash(place)
        assert ledger.counts()[State.AMBIGUOUS] == 3
        assert ledger.failures() == {(State.AMBIGUOUS, "orphaned"): 3}
        assert [each.seq for each in ledger.looks(9, NOW + 60)] == [0, 1, 2]
        assert ledger.next_span(NOW) == Span(3, 10)

    def after_a_crash(self, place: Place) -> Ledger:
        ledger = place.open(FACTS, True)
        assert ledger.take_over(NOW + 60) == 3
        return ledger

    def test_a_follow_up_is_added_once(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(0, Event.ACCEPT)], [], None, NOW)
        record = found(ledger)
        assert ledger.follow([record], [b"f" * 16], NOW) == 1
        assert ledger.follow([record], [b"f" * 16], NOW) == 0
        [claim] = ledger.reclaim(9, NOW).claims
        assert (claim.step, claim.attempt, claim.side) == (1, 1, Side.FALLBACK)
        assert claim.reference == (b"f" * 16).hex()
        # A follow-up is a payload more; nothing that is planned is fewer for it.
        assert (ledger.counts()[State.PLANNED], sum(ledger.counts().values())) == (7, 11)

    def test_what_waits_expires_and_can_be_tried_again(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(0, Event.POSTPONE), outcome(1, Event.REJECT)], [], None, NOW)
        assert ledger.expire(NOW) == 1
        assert ledger.counts()[State.EXPIRED] == 1
        assert ledger.retry(State.EXPIRED, NOW) == 1
        assert ledger.retry(State.REJECTED, NOW) == 1
        assert {claim.seq for claim in ledger.reclaim(9, NOW).claims} == {0, 1}
        with pytest.raises(LedgerError, match="accepted"):
            ledger.retry(State.ACCEPTED, NOW)

    def test_the_lists_of_all_pushes_are_kept(self, place: Place) -> None:
        ledger = claimed(place)
        assert ledger.lists() == ()
        first, pipe = KeptList("/a/o.txt", "1" * 64), KeptList("/dev/fd/63", "2" * 64, False)
        ledger.keep_lists([first, pipe])
        later = replace(first, digest="3" * 64)
        ledger.keep_lists([later])
        ledger.close()
        assert set(place.open(FACTS, False).lists()) == {later, pipe}

    def test_what_is_held_is_resolved(self, place: Place) -> None:
        ledger = started(place)
        held = [intent(seq, event=Event.WITHHOLD, code="window") for seq in range(4)]
        ledger.exchange([], [*held, intent(4)], 5, NOW)
        assert ledger.resolve([(0, 0)], Event.FIND, NOW) == 1
        assert ledger.resolve([(1, 0)], Event.SEND_AGAIN, NOW) == 1
        with pytest.raises(LedgerError, match="Entry 4 of the plan isn't held"):
            ledger.resolve([(2, 0), (4, 0)], Event.DROP, NOW)
        assert ledger.counts()[State.HELD] == 2
        assert ledger.resolve(None, Event.DROP, NOW) == 2
        assert [each.state for each in ledger.records()] == [
            *(State.ACCEPTED, State.RETRY, State.REJECTED, State.REJECTED, State.CLAIMED)
        ]
        with pytest.raises(LedgerError, match="held"):
            ledger.resolve(None, Event.REJECT, NOW)

    def test_what_was_dropped_is_never_tried_again(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(0, Event.LOSE, status=500, code="oops")], [], None, NOW)
        ledger.exchange([outcome(0, Event.GIVE_UP), outcome(1, Event.REJECT)], [], None, NOW)
        assert ledger.resolve(None, Event.DROP, NOW) == 1
        assert ledger.retry(State.REJECTED, NOW) == 1
        assert [claim.seq for claim in ledger.reclaim(9, NOW).claims] == [1]
        assert ledger.failures()[State.REJECTED, "dropped"] == 1
        assert found(ledger).status is None

    def test_what_was_never_posted_is_told_apart_when_it_is_dropped(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(0, Event.POSTPONE, due=NOW)], [], None, NOW)
        ledger.exchange([outcome(1, Event.LOSE, status=500)], [], None, NOW)
        late = [outcome(0, Event.WITHHOLD, code="window-unknown"), outcome(1, Event.GIVE_UP)]
        ledger.exchange(late, [intent(5, event=Event.WITHHOLD, code="window-unknown")], 6, NOW)
        assert ledger.resolve(None, Event.DROP, NOW) == 3
        codes = {each.seq: each.code for each in ledger.records(State.REJECTED)}
        assert codes == {0: "dropped-unsent", 1: "dropped", 5: "dropped-unsent"}
        assert ledger.retry(State.REJECTED, NOW) == 0

    def test_what_waits_is_told_before_it_is_claimed(self, place: Place) -> None:
        ledger = claimed(place)
        late = [outcome(seq, Event.POSTPONE, due=NOW + seq) for seq in (1, 2)]
        ledger.exchange(late, [], None, NOW)
        assert [each.seq for each in ledger.waiting(9, NOW + 1)] == [1]
        assert [each.seq for each in ledger.waiting(1, NOW + 2)] == [1]
        assert [each.seq for each in ledger.waiting(9, NOW, [(2, 0), (0, 0)])] == [2]
        assert ledger.counts()[State.RETRY] == 2

    def test_deliveries_settle(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(seq, Event.ACCEPT) for seq in (0, 1)], [], None, NOW)
        failed = Delivery(0, 0, "delivery_failed", "470", is_final=True)
        ledger.settle_deliveries([failed, Delivery(1, 0, "sent")])
        assert (found(ledger).delivery, found(ledger).code) == ("delivery_failed", "470")
        assert [each.seq for each in ledger.records(State.ACCEPTED, undelivered=True)] == [1]
        with pytest.raises(LedgerError, match="Entry 2"):
            ledger.settle_deliveries([Delivery(2, 0, "sent")])

    def test_records_come_in_order_across_pages(self, place: Place) -> None:
        ledger = started(place, replace(FACTS, entries=2_500))
        ledger.exchange([], [intent(seq) for seq in reversed(range(2_500))], 2_500, NOW)
        assert [each.seq for each in ledger.records()] == list(range(2_500))
        assert next(ledger.records(after=(1_700, 0))).seq == 1_701
        assert list(ledger.records(State.ACCEPTED)) == []

    def test_the_most_likely_state_of_a_person_is_told(self, place: Place) -> None:
        ledger = started(place)
        people = [b"a" * 16, b"b" * 16]
        intents = [intent(seq, person=people[seq % 2]) for seq in range(4)]
        ledger.exchange([], intents, 4, NOW)
        ledger.exchange([outcome(0, Event.ACCEPT), outcome(2, Event.REJECT)], [], None, NOW)
        asked = [*people, *(seq.to_bytes(16) for seq in range(1_200))]
        assert ledger.people(asked) == {people[0]: State.ACCEPTED, people[1]: State.CLAIMED}

    def test_a_run_that_redacts_keeps_no_people(self, place: Place) -> None:
        ledger = started(place, replace(FACTS, redact=True))
        ledger.exchange([], [intent(0)], 1, NOW)
        said = outcome(0, Event.REJECT, detail="said-detail", contact="contact-9", code="x")
        ledger.exchange([said], [], None, NOW)
        record = found(ledger)
        assert (record.recipient, record.detail, record.contact) == (None, "", "")
        assert (record.person, record.code) == (b"p" + bytes(15), "x")

    def test_nothing_is_forgotten_while_it_is_needed(self, place: Place) -> None:
        ledger = claimed(place)
        for state in (State.CLAIMED, State.RETRY):
            lead(ledger, state)
            with pytest.raises(LedgerError, match="payloads of this run"):
                ledger.forget()
        assert found(ledger).recipient == "+31600000000"

    def test_forgetting_leaves_digests(self, place: Place) -> None:
        ledger = started(place, replace(FACTS, expires=0.0))
        phone, reference, contact, detail = PERSONAL
        ledger.exchange([], [intent(0, recipient=phone, reference=reference)], 1, NOW)
        said = outcome(0, Event.REJECT, detail=detail, contact=contact, code="x")
        ledger.exchange([said], [], None, NOW)
        before = found(ledger)
        assert (ledger.forget(), ledger.forget()) == (1, 0)
        record = found(ledger)
        assert (record.recipient, record.detail, record.contact) == (None, "", "")
        assert record.reference == hidden(reference)
        assert (record.key, record.person, record.code) == (before.key, before.person, "x")
        with pytest.raises(LedgerError, match="was deleted"):
            ledger.retry(State.REJECTED, NOW)

    def test_a_reader_changes_nothing(self, place: Place) -> None:
        sender = claimed(place)
        reader = place.open(FACTS, False)
        assert reader.counts()[State.CLAIMED] == 3
        sender.exchange([outcome(0, Event.ACCEPT)], [], None, NOW)
        assert reader.counts()[State.ACCEPTED] == 1
        for change in (
            lambda: reader.exchange([], [intent(7)], None, NOW),
            lambda: reader.resolve(None, Event.DROP, NOW),
            lambda: reader.take_over(NOW),
        ):
            with pytest.raises(LedgerError):
                change()
        assert not reader.is_held(0.0)
        reader.close()

    def test_a_ledger_let_go_of_is_held_no_more(self, place: Place) -> None:
        ledger = claimed(place)
        assert ledger.is_held(0.0)
        ledger.close()
        assert not ledger.is_held(0.0)
