"""The one table of states: what can follow, and that the page about sending shows the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.push.states import FINAL, TRANSITIONS, Event, State, TransitionError, after, leading_from

PAGE = Path(__file__).parents[3] / "docs" / "sending.md"


def test_the_page_holds_the_table() -> None:
    lines = [f"| {t.state} | {t.event} | {t.to} | {t.reason} |" for t in TRANSITIONS]
    page = PAGE.read_text(encoding="utf-8")
    assert "\n".join(["| --- | --- | --- | --- |", *lines, ""]) in page


def test_an_event_leads_to_one_state() -> None:
    pairs = [(t.state, t.event) for t in TRANSITIONS]
    assert len(pairs) == len(set(pairs))


def test_every_state_can_be_reached_and_every_event_happens() -> None:
    assert {t.to for t in TRANSITIONS} == set(State) - {State.PLANNED}
    assert {t.event for t in TRANSITIONS} == set(Event)


def test_nothing_leads_from_accepted() -> None:
    assert not [t for t in TRANSITIONS if t.state is State.ACCEPTED]


def test_only_what_is_known_not_to_be_taken_can_be_claimed() -> None:
    assert set(leading_from(Event.CLAIM)) == {State.PLANNED, State.RETRY}


def test_what_is_ambiguous_is_never_claimed_without_a_decision() -> None:
    to_retry = {t.event for t in TRANSITIONS if t.to is State.RETRY and t.state is State.AMBIGUOUS}
    assert to_retry == {Event.SEND_AGAIN}


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_push_never_claims_what_is_final(state: State) -> None:
    with pytest.raises(TransitionError, match=f"to what is {state}"):
        after(state, Event.CLAIM)
