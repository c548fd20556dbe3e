"""People taken over from the earlier runs of a campaign, which leave them out from then on.

What a run has yet to take over stands in its own ledger from the moment it begins, and nothing of
it is claimed before that is done: whenever a push is broken off, the same push again goes on here.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence, Set
from contextlib import closing, suppress

from msgc.push.campaigns import CampaignRuns
from msgc.push.fresh import Entries
from msgc.push.keys import person
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.own_lists import OwnLists
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError
from msgc.push.run_folder import RunFolder
from msgc.push.run_lists import RunLists
from msgc.push.states import State


def people_of(plan: Entries, entries: int) -> frozenset[bytes]:
    """Return the digests of all to whom a plan's entries go. Raises PlanError."""
    return frozenset(person(entry.to) for entry in plan.entries(0, entries))


def to_take_over(
    campaign: CampaignRuns, home: RunFolder, wanted: frozenset[bytes]
) -> Mapping[str, frozenset[bytes]]:
    """Return whom of `wanted` each run of a campaign could still send to; no run without anybody.

    Raises LedgerError.
    """
    found = {}
    for run in campaign.names:
        with closing(campaign.open(run, sender=False)) as ledger:
            _known(campaign, home, run, ledger.sources())
            if people := still_to_send(ledger, _plan(home, ledger), wanted):
                found[run] = people
    return found


def take_over(campaign: CampaignRuns, home: RunFolder, ledger: Ledger, plan: Plan) -> None:
    """Let earlier runs leave out whom a run has yet to take over from them, if any.

    `plan` is the run's own. Raises LedgerError, which names the run that is being sent, or isn't
    known here.
    """
    sources = ledger.sources()
    if not sources:
        return
    facts = ledger.facts()
    wanted = people_of(plan.reader(), facts.entries) - ledger.others()
    stay: set[bytes] = set()
    for run in _known(campaign, home, facts.run, sources):
        stay |= _taken_from(campaign, home, run, wanted)
    ledger.settle_shares(stay)


def take_over_since(
    campaign: CampaignRuns,
    home: RunFolder,
    ledger: Ledger,
    reached: frozenset[bytes],
    taken: Mapping[str, frozenset[bytes]],
) -> None:
    """Let a run that goes on leave people to others that have `reached` them since it began.

    Others leave to it whom it has `taken` over from each. Raises LedgerError.
    """
    stay = set(reached)
    for run, people in taken.items():
        stay |= _taken_from(campaign, home, run, people)
    if stay:
        ledger.leave(stay, None, time.time())


def require_idle(campaign: CampaignRuns, run: str) -> None:
    """Raise LedgerError, which names the run, where somebody sends it."""
    try:
        with closing(campaign.open(run, sender=True)) as ledger:
            ledger.require_idle(time.time())
    except LedgerError as error:
        raise LedgerError(_busy(run, error)) from None


def _known(campaign: CampaignRuns, home: RunFolder, run: str, sources: Sequence[str]) -> list[str]:
    """Return from which of the `sources` of a run people can be taken over here.

    Raises LedgerError where one isn't known: it may go on elsewhere.
    """
    for source in sources:
        # One whose plan alone is here was moved away since, and sends nothing more.
        if source not in campaign.names and not home.has_plan(source):
            raise LedgerError(
                f"The run `{run}` is to take people over from the run `{source}`, which isn't "
                f"known here: push it first where the ledger of `{source}` is. Where that is gone "
                "for good, send it to everybody anew with --new-run NAME."
            )
    return [source for source in sources if source in campaign.names]


def _taken_from(
    campaign: CampaignRuns, home: RunFolder, run: str, wanted: frozenset[bytes]
) -> set[bytes]:
    """Have one run leave people; return those whom it may have reached meanwhile."""
    try:
        with closing(campaign.open(run, sender=True)) as ledger:
            plan = _plan(home, ledger)
            people = still_to_send(ledger, plan, wanted)
            count = None
            if plan is not None:
                left_out = ledger.others() | people | listed(home, ledger, plan)
                count = count_left_out(ledger, plan.reader(), left_out)
            return ledger.leave(people, count, time.time()) & wanted
    except (LedgerError, PlanError) as error:
        raise LedgerError(_busy(run, error)) from None


def still_to_send(ledger: Ledger, plan: Plan | None, wanted: frozenset[bytes]) -> frozenset[bytes]:
    """Return whom of `wanted` a run could still send to: all of them where its plan isn't here.

    Raises LedgerError, PlanError.
    """
    if ledger.facts().forgotten:
        return frozenset()
    spans = ledger.unclaimed().spans
    ahead: Set[bytes] = wanted if spans else frozenset()
    if plan is not None:
        reader = plan.reader()
        entries = (entry for span in spans for entry in reader.entries(span.start, span.stop))
        ahead = wanted.intersection(person(entry.to) for entry in entries)
    states = ledger.people(list(wanted))
    begun = {each for each, state in states.items() if state is not State.ACCEPTED}
    return frozenset((ahead | begun) - ledger.others())


def listed(home: RunFolder, ledger: Ledger, plan: Plan) -> frozenset[bytes]:
    """Return whom the lists of a run leave out, as far as they can be read: no other run's."""
    own, planned = OwnLists(home.catalog), plan.summary.suppress
    lists, _ = RunLists.of(own, planned, (), ledger.lists()).readable()
    return lists.read().people


def _plan(home: RunFolder, ledger: Ledger) -> Plan | None:
    """Return the plan of a run; None where it isn't kept here."""
    with suppress(LedgerError):
        return home.plan(ledger.facts())
    return None


def _busy(run: str, error: Exception) -> str:
    return f"People are to be taken over from the run `{run}` of this campaign. {error}"
