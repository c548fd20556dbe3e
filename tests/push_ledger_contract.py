"""What every ledger promises to who sends: a suite that each kind of ledger runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from push_ledger_help import FACTS, NOW, Place, claimed, found, intent, lead, outcome, started

from msgc.push.ledger.model import Claim, LedgerError, Side, Span
from msgc.push.states import TRANSITIONS, Event, State, leading_from


class SendingContract:
    """What a sender is promised; a kind of ledger gives the fixture `place`."""

    def test_the_facts_come_back(self, place: Place) -> None:
        facts = replace(FACTS, redact=True, reference_is_unique=True, suppressed=3)
        assert place.create(facts).facts() == facts

    def test_claims_are_written_before_they_are_given(self, place: Place) -> None:
        ledger = started(place)
        claims = ledger.exchange([], [intent(0), intent(1, side=Side.FALLBACK)], 2, NOW)
        assert claims == [
            Claim(0, 0, 1, Side.MAIN, (0).to_bytes(16), (0).to_bytes(16).hex()),
            Claim(1, 0, 1, Side.FALLBACK, (1).to_bytes(16), (1).to_bytes(16).hex()),
        ]
        ledger.close()
        reader = place.open(FACTS, False)
        assert [(each.seq, each.state) for each in reader.records()] == [
            (0, State.CLAIMED),
            (1, State.CLAIMED),
        ]
        reader.close()

    def test_an_intents_facts_come_back(self, place: Place) -> None:
        ledger = started(place)
        ledger.exchange([], [intent(0, reference="order-7"), intent(1)], 2, NOW)
        record = found(ledger)
        assert (record.row, record.recipient, record.person) == (
            1,
            "+31600000000",
            b"p" + bytes(15),
        )
        assert (record.reference, record.attempts, record.attempted) == ("order-7", 1, NOW)
        assert found(ledger, 1).reference == (1).to_bytes(16).hex()

    def test_a_key_is_claimed_once(self, place: Place) -> None:
        ledger = claimed(place)
        twice = [intent(0), intent(3, key=(1).to_bytes(16)), intent(4)]
        assert [claim.seq for claim in ledger.exchange([], twice, 5, NOW)] == [4]

    def test_an_entry_with_another_payload_is_refused(self, place: Place) -> None:
        ledger = claimed(place)
        with pytest.raises(LedgerError, match=r"Entry 0 .* another payload"):
            ledger.exchange([], [intent(5), intent(0, key=b"x" * 16)], 6, NOW)
        assert ledger.next_span(NOW) == Span(3, 10)
        assert ledger.counts()[State.CLAIMED] == 3

    def test_the_cursor_moves_with_the_intents_only(self, place: Place) -> None:
        ledger = claimed(place)
        with pytest.raises(LedgerError):
            ledger.exchange([outcome(9, Event.ACCEPT)], [intent(3)], 4, NOW)
        assert ledger.next_span(NOW) == Span(3, 10)
        ledger.exchange([], [intent(3)], 4, NOW)
        assert ledger.next_span(NOW) == Span(4, 10)

    def test_the_cursor_goes_neither_back_nor_past_the_end(self, place: Place) -> None:
        ledger = claimed(place)
        for cursor in (2, 11):
            with pytest.raises(LedgerError, match=f"entry {cursor}"):
                ledger.exchange([], [], cursor, NOW)
        ledger.exchange([], [], 10, NOW)
        assert ledger.next_span(NOW) is None

    def test_what_isnt_to_be_sent_gets_its_state(self, place: Place) -> None:
        ledger = started(place)
        intents = [
            intent(0, event=Event.WITHHOLD, code="window_unknown"),
            intent(1, event=Event.DECLINE, code="window_closed"),
        ]
        assert ledger.exchange([], intents, 2, NOW) == []
        assert ledger.failures() == {
            (State.HELD, "window_unknown"): 1,
            (State.REJECTED, "window_closed"): 1,
        }
        assert found(ledger).attempts == 0

    def test_an_intent_starts_from_planned(self, place: Place) -> None:
        ledger = started(place)
        with pytest.raises(LedgerError, match="`accept` can't happen to what is planned"):
            ledger.exchange([], [intent(0, event=Event.ACCEPT)], 1, NOW)

    @pytest.mark.parametrize("state", [state for state in State if state is not State.PLANNED])
    @pytest.mark.parametrize("event", [event for event in Event if event is not Event.CLAIM])
    def test_the_table_of_states_is_held(self, place: Place, state: State, event: Event) -> None:
        ledger = claimed(place)
        lead(ledger, state)
        before = list(ledger.records())
        if state in leading_from(event):
            ledger.exchange([outcome(0, event)], [], None, NOW)
            [to] = [each.to for each in TRANSITIONS if (each.state, each.event) == (state, event)]
            assert found(ledger).state is to
        else:
            with pytest.raises(LedgerError, match=f"Entry 0 .* is {state} .*`{event}`"):
                ledger.exchange([outcome(1, Event.ACCEPT), outcome(0, event)], [], None, NOW)
            assert list(ledger.records()) == before

    def test_an_outcomes_facts_come_back(self, place: Place) -> None:
        ledger = claimed(place)
        said = outcome(
            0,
            Event.REJECT,
            status=422,
            code="Invalid",
            detail='{"a": 1}',
            contact="c9",
            side=Side.FALLBACK,
        )
        ledger.exchange([said, outcome(1, Event.ACCEPT, message_id="m1")], [], None, NOW)
        record = found(ledger)
        assert (record.status, record.code, record.detail) == (422, "Invalid", '{"a": 1}')
        assert (record.contact, record.side, record.due) == ("c9", Side.FALLBACK, None)
        assert found(ledger, 1).message_id == "m1"
        assert ledger.message_ids(found(ledger, 1).person) == {"m1"}
        assert ledger.message_ids(found(ledger, 0).person) == frozenset()

    def test_what_may_have_arrived_unnamed_is_counted(self, place: Place) -> None:
        ledger = claimed(place)
        one, other = (found(ledger, seq).person for seq in (0, 1))
        assert ledger.unnamed(one) == 1
        ledger.exchange([outcome(0, Event.ACCEPT, message_id="m0")], [], None, NOW)
        ledger.exchange([outcome(1, Event.REJECT)], [], None, NOW)
        assert (ledger.unnamed(one), ledger.unnamed(other)) == (0, 0)

    def test_contacts_are_those_that_answers_told(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(1, Event.ACCEPT, contact="contact-1")], [], None, NOW)
        people = [found(ledger, seq).person for seq in (0, 1)]
        assert ledger.contacts([*people, b"nobody" + bytes(10)]) == {people[1]: "contact-1"}

    def test_a_retry_is_claimed_when_it_is_due_the_longest_due_first(self, place: Place) -> None:
        ledger = claimed(place)
        late = [outcome(0, Event.POSTPONE, due=NOW + 20), outcome(1, Event.POSTPONE, due=NOW + 10)]
        ledger.exchange([*late, outcome(2, Event.POSTPONE, due=NOW + 30)], [], None, NOW)
        assert ledger.next_due(State.RETRY) == NOW + 10
        assert ledger.reclaim(9, NOW + 5).claims == []
        claims = ledger.reclaim(9, NOW + 25).claims
        assert [(claim.seq, claim.attempt) for claim in claims] == [(1, 2), (0, 2)]
        assert [claim.seq for claim in ledger.reclaim(1, NOW + 99).claims] == [2]
        assert ledger.next_due(State.RETRY) is None

    def test_a_claim_forgets_what_the_last_one_met(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(0, Event.POSTPONE, status=429, code="http_429")], [], None, NOW)
        ledger.reclaim(1, NOW + 2)
        record = found(ledger)
        assert (record.status, record.code, record.attempted) == (None, "", NOW + 2)

    def test_what_is_due_for_the_suppressed_is_left_out(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(seq, Event.POSTPONE) for seq in range(3)], [], None, NOW)
        suppressed = {found(ledger, seq).person for seq in (0, 2)}
        due = ledger.reclaim(2, NOW + 2, suppressed)
        assert ([claim.seq for claim in due.claims], due.left_out) == ([1], 1)
        assert ledger.leave_out(suppressed, NOW) == ledger.left_out() - 1 == 1
        assert found(ledger).state is found(ledger, 2).state is State.REJECTED
        counts = ledger.counts()
        assert (counts[State.REJECTED], counts[State.PLANNED], sum(counts.values())) == (0, 7, 8)
        assert ledger.failures() == {}
        assert ledger.begun([*suppressed, b"nobody" + bytes(10)]) == 2
        assert ledger.retry(State.REJECTED, NOW) == 0

    def test_only_what_waits_is_left_out(self, place: Place) -> None:
        ledger = claimed(place)
        people = {found(ledger, seq).person for seq in range(3)}
        ledger.exchange([outcome(0, Event.LOSE), outcome(1, Event.ACCEPT)], [], None, NOW)
        assert (ledger.leave_out(people, NOW), ledger.left_out()) == (0, 0)
        assert ledger.counts()[State.AMBIGUOUS] == ledger.counts()[State.CLAIMED] == 1

    def test_some_alone_are_claimed_again(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(seq, Event.POSTPONE) for seq in (0, 1)], [], None, NOW)
        due = ledger.reclaim(9, NOW + 2, frozenset(), [(1, 0), (2, 0), (7, 0)])
        assert [(claim.seq, claim.attempt) for claim in due.claims] == [(1, 2)]
        assert found(ledger).state is State.RETRY

    @pytest.mark.parametrize("event", [Event.POSTPONE, Event.LOSE])
    def test_what_a_stepped_clock_put_off_is_due(self, place: Place, event: Event) -> None:
        ledger = claimed(place)
        put_off = [outcome(0, event, due=NOW + 86_400), outcome(1, event, due=NOW + 1_800)]
        ledger.exchange(put_off, [], None, NOW)
        is_retry = event is Event.POSTPONE
        due = ledger.reclaim(9, NOW).claims if is_retry else ledger.looks(9, NOW)
        assert [each.seq for each in due] == [0]

    def test_looks_count_and_come_when_they_are_due(self, place: Place) -> None:
        ledger = claimed(place)
        ledger.exchange([outcome(0, Event.LOSE, due=NOW + 2, code="timeout")], [], None, NOW)
        assert ledger.looks(9, NOW + 1) == []
        [record] = ledger.looks(9, NOW + 2)
        assert (record.seq, record.looks, record.code) == (0, 0, "timeout")
        ledger.exchange([outcome(0, Event.MISS, due=NOW + 10)], [], None, NOW + 2)
        assert (ledger.looks(9, NOW + 9), ledger.next_due(State.AMBIGUOUS)) == ([], NOW + 10)
        assert [each.looks for each in ledger.looks(9, NOW + 10)] == [1]
        ledger.exchange([outcome(0, Event.FIND, message_id="m")], [], None, NOW + 10)
        record = found(ledger)
        assert (record.state, record.code, record.message_id) == (State.ACCEPTED, "", "m")
