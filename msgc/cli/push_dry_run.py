"""`msgc push --dry-run`: what a push would do, and whether it would be refused."""

from __future__ import annotations

from contextlib import closing, suppress

from msgc.cli.campaign_beginning import tell_taken_over
from msgc.cli.campaign_check import leave_of, leave_since, require_one_ledger
from msgc.cli.push_asked import Asked
from msgc.cli.push_counting import count_new
from msgc.cli.push_finished import finished
from msgc.cli.push_leave import require_in_time
from msgc.cli.push_lists import read, tell_left_out
from msgc.cli.push_showing import show_dry_run
from msgc.cli.settings import settings
from msgc.push.ledger.model import LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.run_lists import RunLists


def dry_run(asked: Asked) -> int:
    """Say what a push would do, and refuse what it would."""
    found = asked.found()
    done = None if found is None else finished(asked, found)
    if done is not None:
        settings().say(done[1])
        return show_dry_run(0, asked.plan, asked.account, asked.options)
    lists = asked.lists.of(asked.kept_before(found), asked.plan, *_own_plan(asked, found))
    listed = read(lists).people
    if found is None:
        return _dry_begin(asked, lists, listed)
    require_one_ledger(asked.plan, asked.runs, asked.options)
    settings().say(f"the run `{found}` goes on")
    return _dry_go_on(asked, found, lists, listed)


def _own_plan(asked: Asked, found: str | None) -> list[Plan]:
    """Return the plan that a run which has begun keeps, whose lists are no earlier push's."""
    with suppress(LedgerError):
        return [asked.runs.plan(asked.runs.facts(found))] if found else []
    return []


def _dry_go_on(asked: Asked, found: str, lists: RunLists, listed: frozenset[bytes]) -> int:
    plan, options = asked.plan, asked.options
    leave = leave_since(plan, asked.runs, found, options)
    taken = leave.taken_over(listed)
    tell_taken_over(taken)
    with closing(asked.runs.open(found, sender=False)) as ledger:
        also = asked.by_earlier(lists, ledger, leave.left_out)
    tell_left_out(also)
    total = asked.resumed(found, listed | leave.left_out)
    return show_dry_run(total, plan, asked.account, options, taken, also.count)


def _dry_begin(asked: Asked, lists: RunLists, listed: frozenset[bytes]) -> int:
    plan, options = asked.plan, asked.options
    require_in_time(plan)
    asked.runs.require_room(plan, options.new_run)
    leave = leave_of(plan, asked.runs, options)
    total = count_new(plan, listed | leave.left_out, options.limit)
    taken = leave.taken_over(listed)
    tell_taken_over(taken)
    also = asked.by_earlier(lists, None, leave.left_out)
    tell_left_out(also)
    return show_dry_run(total, plan, asked.account, options, taken, also.count)
