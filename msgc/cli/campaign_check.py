"""Whether a push may write to people whom its campaign has reached before, and to which of them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

from msgc.cli.push_options import PushOptions, RefusedError
from msgc.cli.telling import counted
from msgc.push.campaigns import CampaignRuns, begun_elsewhere, campaign_runs, has_another
from msgc.push.earlier import Earlier, earlier_runs
from msgc.push.earlier_lists import earlier_lists
from msgc.push.ledger.data import Shares
from msgc.push.ledger.model import KeptList
from msgc.push.notes import NOTE
from msgc.push.plan_reading import Plan
from msgc.push.runs import FOLDER, Runs
from msgc.push.taking_over import people_of, still_to_send, to_take_over

NO_RUNS = CampaignRuns({})


@dataclass(frozen=True, slots=True)
class Leave:
    """What a new run may do: to whom it never sends, and whom it takes over from which run.

    `campaign` are the runs that matter for that.
    """

    left_out: frozenset[bytes] = frozenset()
    taken: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    campaign: CampaignRuns = NO_RUNS

    @property
    def shares(self) -> Shares:
        """What the run's ledger is to know from its beginning."""
        return Shares(self.left_out, tuple(self.taken))

    def taken_over(self, listed: frozenset[bytes]) -> Mapping[str, int]:
        """Return how many people are taken over from each run, without those on lists."""
        counts = {run: len(people - listed) for run, people in self.taken.items()}
        return {run: count for run, count in counts.items() if count}


def leave_of(plan: Plan, runs: Runs, options: PushOptions) -> Leave:
    """Return whom a new run mustn't write to, and whom it takes over from earlier runs.

    RefusedError where some were reached and nobody said what to do about it, nobody is left of
    those that were asked for, or the run has its ledger elsewhere. Raises LedgerError.
    """
    _require_here(plan, runs, options)
    campaign = _earlier(plan, runs, options)
    if not campaign.names:
        _require_earlier(plan, options)
        return Leave()
    people = people_of(plan.reader(), plan.summary.counts.entries)
    earlier = earlier_runs(campaign, campaign.names, people, options.retry, runs.home)
    wanted = _wanted(earlier, people, plan.summary.campaign, options)
    return Leave(people - wanted, to_take_over(campaign, runs.home, wanted), campaign)


def leave_since(plan: Plan, runs: Runs, run: str, options: PushOptions) -> Leave:
    """Return whom a run that goes on is to leave out, and whom to take over, with --not-reached.

    Left out are those whom other runs have reached since it began. `plan` is one of its payloads.
    Raises LedgerError.
    """
    if not options.not_reached:
        return Leave()
    facts = runs.facts(run)
    campaign = campaign_runs(runs, facts.account, facts.campaign).without(run)
    everybody = people_of(plan.reader(), facts.entries)
    with closing(runs.open(run, sender=False)) as ledger:
        people = still_to_send(ledger, plan, everybody)
    earlier = earlier_runs(campaign, campaign.names, people, None)
    reached = people & (earlier.reached | earlier.dropped)
    return Leave(reached, to_take_over(campaign, runs.home, people - reached), campaign)


def lists_before(
    plan: Plan, runs: Runs, options: PushOptions, found: str | None
) -> tuple[KeptList, ...]:
    """Return the lists of the campaign's other runs that a push obeys as well.

    `found` is the run that it has begun; without one, RefusedError where the run has its ledger
    elsewhere. Raises LedgerError.
    """
    if found is None:
        _require_here(plan, runs, options)
        campaign = _earlier(plan, runs, options)
    else:
        campaign = _of_campaign(plan, runs).without(found)
    if not campaign.names:
        return ()
    people = people_of(plan.reader(), plan.summary.counts.entries)
    return earlier_lists(campaign, runs.home, people)


def _require_here(plan: Plan, runs: Runs, options: PushOptions) -> None:
    """Refuse a run that has begun, where its ledger isn't the one that was named."""
    elsewhere = begun_elsewhere(runs, plan.summary, options.new_run)
    if elsewhere is None:
        return
    run, place = elsewhere
    where = f"at {place}" if place else f"in `{FOLDER}`"
    way = f"push with `--ledger {place}`" if place else "push without --ledger"
    raise RefusedError(
        f"this push has begun as the run `{run}`, whose ledger is {where}: {way}; or send it to "
        "everybody anew with --new-run NAME"
    )


def require_one_ledger(plan: Plan, runs: Runs, options: PushOptions) -> None:
    """Refuse a run that goes on where it has a ledger at another place as well.

    Raises LedgerError.
    """
    another = has_another(runs, plan.summary, options.new_run)
    if another is None:
        return
    run, place = another
    files = f"move `{FOLDER}/{run}.sqlite` away with all beside it that begins with that name"
    way = f"delete `{FOLDER}/{run}{NOTE}`" if place else files
    raise RefusedError(
        f"the run `{run}` has another ledger {f'at {place}' if place else f'in `{FOLDER}`'}: by "
        "the two of them people would get it twice. Push with the one that has sent more; where "
        f"that is this one, {way}"
    )


def _earlier(plan: Plan, runs: Runs, options: PushOptions) -> CampaignRuns:
    """Return the campaign's runs, none where what they did doesn't matter."""
    is_selective = options.retry is not None or options.not_reached
    if (options.allow_revised or options.new_run) and not is_selective:
        return NO_RUNS
    return _of_campaign(plan, runs)


def _of_campaign(plan: Plan, runs: Runs) -> CampaignRuns:
    return campaign_runs(runs, plan.summary.account or "", plan.summary.campaign)


def _require_earlier(plan: Plan, options: PushOptions) -> None:
    if options.retry is not None:
        raise RefusedError(
            f"the campaign `{plan.summary.campaign}` has no run yet of which anything could be "
            f"{options.retry}: push without --retry"
        )


def _wanted(
    earlier: Earlier, people: frozenset[bytes], campaign: str, options: PushOptions
) -> frozenset[bytes]:
    """Return to whom of `people` a new run writes."""
    if options.retry is None and not options.not_reached:
        if earlier.reached or earlier.waiting:
            raise RefusedError(_refusal(earlier, campaign))
        return people
    if options.retry is not None:
        wanted, left = earlier.failed, f"{options.retry} in the earlier runs"
    else:
        wanted, left = people - earlier.reached - earlier.dropped, "still to be reached"
    if not wanted:
        raise RefusedError(
            f"no recipient of this plan is {left} of the campaign `{campaign}`: nothing was sent"
        )
    return wanted


def _refusal(earlier: Earlier, campaign: str) -> str:
    count = len(earlier.reached | earlier.waiting)
    got = "got, or may still get," if earlier.waiting else "got"
    return (
        f"{counted(count, 'recipient')} of this plan {got} a message of the campaign `{campaign}` "
        f"in the run {earlier.run}. Send this one to all others with --not-reached; or to those "
        "whom that run failed with --retry rejected; or give it a name of its own with "
        "--campaign; or let them get both with --allow-revised"
    )
