"""Several senders of one run: leases, fences, one taker for each payload."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import replace

import pytest
from postgres_help import empty
from push_ledger_help import FACTS, NOW, found, intent, outcome

from msgc.push.ledger.model import Intent, Ledger, LedgerError, LostLeaseError, Span
from msgc.push.ledger.postgres import create_postgres, open_postgres
from msgc.push.ledger.postgres_connection import connect
from msgc.push.states import Event, State

LEASE, LONG_OVER = 30.0, -30.0
RUN = replace(FACTS, entries=25)
Join = Callable[[float], Ledger]


@pytest.fixture
def join(postgres_url: str) -> Iterator[Join]:
    """Give what adds a sender; its argument is the grace that it gives to others' leases."""
    empty(postgres_url)
    with ExitStack() as stack:

        def another(grace: float) -> Ledger:
            times = {"lease": LEASE, "grace": grace}
            ledger = create_postgres(postgres_url, RUN, chunk=10, **times)  # type: ignore[arg-type]
            stack.callback(ledger.close)
            ledger.take_over(NOW)
            return ledger

        yield another


def test_senders_share_the_entries_by_chunks(join: Join) -> None:
    first, second = join(15), join(15)
    assert (first.next_span(NOW), second.next_span(NOW)) == (Span(0, 10), Span(10, 20))
    first.exchange([], [intent(0)], 1, NOW)
    assert first.next_span(NOW) == Span(1, 10)
    first.exchange([], [], 10, NOW)
    assert first.next_span(NOW) == Span(20, 25)
    second.exchange([], [], 20, NOW)
    assert second.next_span(NOW) is None
    assert first.counts() == second.counts()


def test_a_chunk_in_its_lease_isnt_taken(join: Join) -> None:
    first, patient = join(15), join(15)
    first.next_span(NOW)
    first.exchange([], [intent(0)], 1, NOW)
    # An hour by this machine's clock is nothing by the database's.
    assert patient.take_over(NOW + 3_600) == 0
    assert patient.next_span(NOW + 3_600) == Span(10, 20)
    assert first.counts()[State.CLAIMED] == 1


def test_a_late_writer_is_refused(join: Join) -> None:
    late = join(15)
    late.next_span(NOW)
    late.exchange([], [intent(0), intent(1)], 2, NOW)
    other = join(LONG_OVER)
    # What the late one had is ambiguous by now, and its chunk is another's.
    assert other.counts()[State.AMBIGUOUS] == 2
    assert other.next_span(NOW) == Span(2, 10)
    for attempt in (
        lambda: late.exchange([outcome(0, Event.ACCEPT)], [], None, NOW),
        lambda: late.exchange([], [intent(2)], 3, NOW),
        lambda: late.next_span(NOW),
        lambda: late.looks(9, NOW),
    ):
        with pytest.raises(LostLeaseError):
            attempt()
    assert not late.is_held(time.monotonic())
    assert found(other).state is State.AMBIGUOUS


class StandsStill(list[Intent]):
    """Intents in whose writing a sender stands still, its transaction open, while others go on."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__([intent(0)])
        self.meanwhile = meanwhile

    def __iter__(self) -> Iterator[Intent]:
        self.meanwhile()
        return super().__iter__()


def test_who_stands_still_in_a_transaction_keeps_nobody_out(join: Join, postgres_url: str) -> None:
    first = create_postgres(postgres_url, RUN, chunk=10, lease=0.2, grace=0.1)
    first.take_over(NOW)
    first.next_span(NOW)
    spans: list[Span | None] = []

    with closing(first), pytest.raises(LedgerError, match=r"stood still|was lost"):
        first.exchange([], StandsStill(lambda: spans.extend(spans_of(join(0)))), 1, NOW)
    assert Span(0, 10) in spans


def test_who_stands_still_between_statements_keeps_nobody_out(
    join: Join, postgres_url: str
) -> None:
    """The server's own limit doesn't count for a client that has yet to end what it sends."""
    first = create_postgres(postgres_url, RUN, chunk=10, lease=0.2, grace=0.1)
    first.take_over(NOW)
    assert first.next_span(NOW) == Span(0, 10)
    database = first._database  # type: ignore[attr-defined]
    with closing(first), suppress(Exception), database.pipeline():
        database.execute("BEGIN")
        database.execute("SELECT 1 FROM msgc_senders FOR UPDATE")
        database.pgconn.send_flush_request()
        database.pgconn.flush()
        spans = spans_of(join(0))
    assert Span(0, 10) in spans


def spans_of(other: Ledger) -> list[Span | None]:
    """Have another sender go on until it has all chunks; return what it got."""
    spans: list[Span | None] = []
    while Span(0, 10) not in spans and len(spans) < 100:
        spans.append(other.next_span(NOW))
        other.exchange([], [], spans[-1].stop, NOW) if spans[-1] else time.sleep(0.1)
    return spans


def test_a_cursor_of_a_chunk_that_was_leased_anew_is_refused(join: Join, postgres_url: str) -> None:
    late = join(15)
    late.next_span(NOW)
    with closing(connect(postgres_url)) as database:
        database.execute("UPDATE msgc_chunks SET epoch = epoch + 1 WHERE number = 0")
    with pytest.raises(LostLeaseError):
        late.exchange([], [intent(0)], 1, NOW)
    assert late.counts()[State.CLAIMED] == 0


def test_a_lease_is_held_for_its_time_and_renewed_by_an_exchange(join: Join) -> None:
    ledger = join(15)
    taken = time.monotonic()
    assert ledger.is_held(taken) and not ledger.is_held(taken + LEASE)
    ledger.exchange([], [], None, NOW)
    assert ledger.is_held(taken + LEASE - 1e-6)


def test_nothing_is_claimed_before_taking_over(join: Join, postgres_url: str) -> None:
    join(15)
    with closing(open_postgres(postgres_url, RUN.identity, sender=True)) as ledger:
        for attempt in (
            lambda: ledger.exchange([], [intent(0)], 1, NOW),
            lambda: ledger.next_span(NOW),
            lambda: ledger.reclaim(1, NOW),
            lambda: ledger.looks(1, NOW),
        ):
            with pytest.raises(LedgerError, match="wasn't taken over"):
                attempt()
        assert ledger.counts()[State.CLAIMED] == 0


def test_what_is_due_is_one_senders(join: Join) -> None:
    first, second = join(15), join(15)
    first.next_span(NOW)
    first.exchange([], [intent(seq) for seq in range(8)], 8, NOW)
    events = [Event.POSTPONE, Event.LOSE]
    first.exchange([outcome(seq, events[seq % 2]) for seq in range(8)], [], None, NOW)
    shares = [each.reclaim(2, NOW + 2).claims for each in (first, second, first)]
    assert [claim.seq for share in shares for claim in share] == [0, 2, 4, 6]
    looks = [each.looks(3, NOW + 2) for each in (first, second)]
    assert [record.seq for look in looks for record in look] == [1, 3, 5, 7]
    assert second.looks(9, NOW + 2) == []
    second.exchange([outcome(4, Event.POSTPONE)], [], None, NOW)
    # Any sender takes up what another could not look for in the time of a lease.
    assert [each.seq for each in second.looks(9, NOW + 2 + LEASE)] == [1, 3, 5, 7]


def test_a_look_that_another_has_taken_up_is_let_be(join: Join) -> None:
    slow, other = join(15), join(15)
    slow.next_span(NOW)
    slow.exchange([], [intent(0)], 1, NOW)
    slow.exchange([outcome(0, Event.LOSE)], [], None, NOW)
    slow.looks(1, NOW + 2)
    other.looks(1, NOW + 2 + LEASE)
    other.exchange([outcome(0, Event.FIND, message_id="m")], [], None, NOW)
    slow.exchange([outcome(0, Event.GIVE_UP)], [], None, NOW)
    assert found(other).state is State.ACCEPTED
    # What a sender has claimed is its own, and nobody else's word counts.
    other.next_span(NOW)
    other.exchange([], [intent(10)], 11, NOW)
    with pytest.raises(LedgerError, match="Entry 10"):
        slow.exchange([outcome(10, Event.ACCEPT)], [], None, NOW)


def test_what_another_left_claimed_will_be_due(join: Join) -> None:
    first, second = join(15), join(15)
    first.next_span(NOW)
    first.exchange([], [intent(0)], 1, NOW)
    due = second.next_due(State.AMBIGUOUS)
    assert due is not None and 0 < due - time.time() <= LEASE + 15
    assert (first.next_due(State.AMBIGUOUS), second.next_due(State.RETRY)) == (None, None)


def test_what_others_have_is_told_and_when_it_may_be_free(join: Join) -> None:
    first, second = join(15), join(15)
    assert first.leased() is None
    first.next_span(NOW)
    first.exchange([], [intent(0)], 1, NOW)
    theirs = second.leased()
    assert theirs is not None and theirs.entries == 9 and LEASE < theirs.free_in <= LEASE + 15
    assert first.leased() is None
    first.exchange([], [], 10, NOW)
    assert second.leased() is None


def test_a_sender_that_leaves_frees_its_chunk(join: Join) -> None:
    first, second = join(15), join(15)
    first.next_span(NOW)
    first.exchange([], [], 4, NOW)
    first.close()
    assert second.next_span(NOW) == Span(4, 10)
