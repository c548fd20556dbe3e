"""Who came on a list gets nothing more, also where the ledger has them already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.leaving_out import ByLists, count_left_out, left_out_by, recounted
from msgc.push.ledger.model import Ledger
from msgc.push.policy import OnAbsent, WindowUnknown
from msgc.push.reports import report_of
from msgc.push.states import Event, State
from tests.unit.push.following_help import TellingApi, followed
from tests.unit.push.pushes import (
    NOW,
    Api,
    ListedPlan,
    entry,
    ledger_at,
    pushed,
    recipient,
    status,
    vanished,
)

A = State.ACCEPTED
OPTED_OUT = recipient(1)
DIGESTS = frozenset({person(OPTED_OUT)})
ENTRIES = [entry(n) for n in range(3)]


def retried(ledger: Ledger, api: Api) -> None:
    api.answers[OPTED_OUT] = [status(422, {"code": "InvalidPayload", "message": "m"})]
    pushed(ledger, ENTRIES, api)
    ledger.retry(State.REJECTED, NOW)


def resolved(ledger: Ledger, api: Api) -> None:
    api.answers[OPTED_OUT] = [vanished]
    pushed(ledger, ENTRIES, api, scale=3000, settle=60_000.0)
    assert ledger.resolve(None, Event.SEND_AGAIN, NOW) == 1


@pytest.mark.parametrize("come_to_wait", [retried, resolved])
def test_what_waits_isnt_sent_to_who_opted_out_since(
    tmp_path: Path, come_to_wait: Callable[[Ledger, Api], None]
) -> None:
    api, ledger = Api(), ledger_at(tmp_path, ENTRIES)
    come_to_wait(ledger, api)
    posts = api.posts.count(OPTED_OUT)
    outcome = pushed(ledger, ENTRIES, api, suppressed=[OPTED_OUT])
    assert (outcome.stop, outcome.states) == (None, {A: 2})
    assert api.posts.count(OPTED_OUT) == posts
    report = report_of(ledger, NOW)
    assert (report.total, report.facts.suppressed, report.is_done) == (2, 1, True)
    assert dict(report.failures) == {}


def test_a_push_that_is_stopped_at_once_has_left_out_what_waits(tmp_path: Path) -> None:
    api, ledger = Api(), ledger_at(tmp_path, ENTRIES)
    retried(ledger, api)
    pushed(ledger, ENTRIES, api, suppressed=[OPTED_OUT], limit=0)
    assert pushed(ledger, ENTRIES, api).states == {A: 2}


def test_following_sends_nothing_to_who_opted_out_since(tmp_path: Path) -> None:
    api = TellingApi(delivered=True)
    ledger = ledger_at(tmp_path, ENTRIES)
    retried(ledger, api)
    posts = api.posts.count(OPTED_OUT)
    followed(ledger, ENTRIES, api, suppressed=[OPTED_OUT])
    assert api.posts.count(OPTED_OUT) == posts
    assert (ledger.left_out(), ledger.counts()[State.RETRY]) == (1, 0)


def test_what_is_absent_isnt_sent_again_to_who_is_on_a_list(tmp_path: Path) -> None:
    api, ledger = Api({OPTED_OUT: [vanished]}), ledger_at(tmp_path, ENTRIES)
    pushed(ledger, ENTRIES, api, settle=0.0)
    outcome = pushed(
        ledger,
        ENTRIES,
        api,
        suppressed=[OPTED_OUT],
        scale=3000,
        settle=60_000.0,
        on_absent=OnAbsent.RESEND,
    )
    assert outcome.states == {A: 2} and api.posts.count(OPTED_OUT) == 1


def test_who_was_left_out_stays_so_whatever_is_retried(tmp_path: Path) -> None:
    api, ledger = Api(), ledger_at(tmp_path, ENTRIES)
    retried(ledger, api)
    pushed(ledger, ENTRIES, api, suppressed=[OPTED_OUT])
    assert pushed(ledger, ENTRIES, api).states == {A: 2}
    assert ledger.retry(State.REJECTED, NOW) == 0
    assert pushed(ledger, ENTRIES, api).states == {A: 2}
    assert OPTED_OUT not in api.got


def test_whom_another_rejection_met_is_no_less_rejected(tmp_path: Path) -> None:
    made = [entry(0, last_inbound=NOW - 48 * 3600), entry(1)]
    ledger = ledger_at(tmp_path, made)
    said = {"code": "suppressed", "message": "the API's own word"}
    api = Api({OPTED_OUT: [status(422, said)]})
    pushed(ledger, made, api, window_unknown=WindowUnknown.SEND)
    assert (ledger.counts()[State.REJECTED], ledger.left_out()) == (2, 0)


def test_a_second_text_is_counted_where_the_first_has_begun(tmp_path: Path) -> None:
    other = Entry(seq=1, row=2, to=recipient(0), key="ab" * 16, payload=entry(1).payload)
    made = [entry(0), other]
    ledger = ledger_at(tmp_path, made)
    pushed(ledger, made, Api(), limit=1)
    assert count_left_out(ledger, ListedPlan(made), frozenset({person(recipient(0))})) == 1


def by_lists(ledger: Ledger | None, *people: str, retried: State | None = None) -> ByLists:
    lists = {"o.txt": frozenset(map(person, people)), "p.txt": frozenset({person("+31699")})}
    return left_out_by(lists, ListedPlan(ENTRIES), len(ENTRIES), ledger, retried)


def test_lists_are_told_by_what_they_leave_out(tmp_path: Path) -> None:
    assert by_lists(None, OPTED_OUT, recipient(7)) == ByLists(1, ("o.txt",))
    assert by_lists(None, recipient(7)) == ByLists(0, ())
    ledger = ledger_at(tmp_path, ENTRIES)
    everybody = tuple(each.to for each in ENTRIES)
    assert by_lists(ledger, *everybody) == ByLists(3, ("o.txt",))
    pushed(ledger, ENTRIES, Api(), suppressed=[OPTED_OUT], limit=1)
    # The first one has got it, and the second one was passed over or is still planned.
    assert by_lists(ledger, *everybody) == ByLists(2, ("o.txt",))
    ledger.leave({person(OPTED_OUT)}, None, NOW)
    assert by_lists(ledger, *everybody) == ByLists(1, ("o.txt",))


def test_lists_are_told_by_what_they_keep_from_being_tried_again(tmp_path: Path) -> None:
    api, ledger = Api(), ledger_at(tmp_path, ENTRIES)
    api.answers[OPTED_OUT] = [status(422, {"code": "InvalidPayload", "message": "m"})]
    pushed(ledger, ENTRIES, api)
    assert by_lists(ledger, OPTED_OUT).count == 0
    assert by_lists(ledger, OPTED_OUT, retried=State.REJECTED).count == 1
    ledger.retry(State.REJECTED, NOW)
    assert by_lists(ledger, OPTED_OUT).count == 1
    pushed(ledger, ENTRIES, api, suppressed=[OPTED_OUT])
    for retried in (None, State.REJECTED):
        assert by_lists(ledger, OPTED_OUT, retried=retried).count == 1


@pytest.mark.parametrize(("late", "state"), [(0, State.PLANNED), (1e9, State.EXPIRED)])
def test_what_is_planned_is_counted_by_the_lists_of_now(
    tmp_path: Path, late: float, state: State
) -> None:
    ledger, now = ledger_at(tmp_path, ENTRIES), NOW + late
    pushed(ledger, ENTRIES, Api(), limit=1)
    found = recounted(report_of(ledger, now), ledger, ListedPlan(ENTRIES), DIGESTS, now)
    assert (found.states[A], found.states[state], found.total) == (1, 1, 2)
    assert found.facts.suppressed == 1
    ledger.amend(suppressed=2)
    nobody = recounted(report_of(ledger, now), ledger, ListedPlan(ENTRIES), frozenset(), now)
    assert (nobody.states[state], nobody.facts.suppressed) == (2, 0)
