"""Whom a run has left out, and no run of its campaign has reached."""

from __future__ import annotations

from msgc.push.campaigns import CampaignRuns
from msgc.push.earlier import settled_by
from msgc.push.fresh import Entries
from msgc.push.keys import person
from msgc.push.leaving_out import is_left_out
from msgc.push.ledger.model import Ledger
from msgc.push.states import State


def has_left_out(ledger: Ledger) -> bool:
    """Tell whether a run has passed over, or leaves to others, anybody. Raises LedgerError."""
    return bool(ledger.unclaimed().passed or ledger.others() or ledger.left_out())


def unreached(ledger: Ledger, plan: Entries | None, campaign: CampaignRuns) -> set[bytes]:
    """Return who was left out of a run, for another one or by a list, whether it still has them.

    Those are told whom no run of the campaign may have reached, or has given up for that. Without
    the plan only those are known who were left to others. Raises LedgerError, PlanError.
    """
    people = _left_behind(ledger, plan) | _put_aside(ledger)
    for _, each in campaign.readable():
        if people:
            people -= settled_by(each, people)
    return people


def _put_aside(ledger: Ledger) -> set[bytes]:
    """Return of whom something waited to be tried again, and was left out when it was due."""
    people = {each.person for each in ledger.records(State.REJECTED) if is_left_out(each)}
    states = ledger.people(list(people))
    return {each for each in people if states[each] is State.REJECTED}


def _left_behind(ledger: Ledger, plan: Entries | None) -> set[bytes]:
    others, unclaimed = ledger.others(), ledger.unclaimed()
    if plan is None:
        return set(others)
    is_ahead = unclaimed.is_ahead()
    left, passed = set(), set()
    for entry in plan.entries(0, ledger.facts().entries):
        whose = person(entry.to)
        if whose in others:
            left.add(whose)
        elif unclaimed.passed and not is_ahead(entry.seq):
            passed.add(whose)
    return left | passed.difference(ledger.people(list(passed)))
