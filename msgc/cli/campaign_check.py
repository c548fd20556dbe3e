"""Whether a push may write to people whom its campaign has reached before, and to which of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress

from msgc.cli.push_options import PushOptions, RefusedError
from msgc.cli.telling import counted
from msgc.push.earlier import Earlier, earlier_runs
from msgc.push.keys import person
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.ledger.opening import is_url
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError
from msgc.push.run_folder import Shares
from msgc.push.runs import Runs


@contextmanager
def beginning(
    plan: Plan, runs: Runs, options: PushOptions, listed: frozenset[bytes]
) -> Iterator[Shares]:
    """Give what a new run may do, while no other of its campaign is begun or sent.

    When it has begun, the runs from which it takes people over count these as left out, besides
    those on lists. Raises LedgerError where another is sent, and what `shares_of` does.
    """
    summary = plan.summary
    with ExitStack() as held:
        held.enter_context(runs.beginning(summary.account or "", summary.campaign))
        _require_new(plan, runs, options)
        ledgers = {
            name: held.enter_context(closing(runs.open(name, sender=True)))
            for name in ([] if _is_shared(options) else _earlier_names(plan, runs, options))
        }
        shares = shares_of(plan, runs, options)
        yield shares
        for name in shares.taken_from:
            _recount(runs, ledgers[name], listed | runs.left_out(name))


def _require_new(plan: Plan, runs: Runs, options: PushOptions) -> None:
    """Refuse to begin what another push has begun while this one got ready: it would be earlier."""
    is_begun = runs.find_push(plan.summary, options.new_run) is not None
    if is_begun and not _is_shared(options):
        raise LedgerError("Another push has just begun this run: the same push again goes on.")


def _recount(runs: Runs, ledger: Ledger, left_out: frozenset[bytes]) -> None:
    """Count whom a run leaves out; its next push does so again, where this can't be done."""
    with suppress(LedgerError, PlanError):
        facts = ledger.facts()
        reader = runs.plan(facts).reader()
        ledger.amend(suppressed=count_left_out(ledger, reader, facts.entries, left_out))


def shares_of(plan: Plan, runs: Runs, options: PushOptions) -> Shares:
    """Return whom a new run mustn't write to, and whom it takes over from earlier runs.

    RefusedError where some were reached and nobody said what to do about it, or nobody is left of
    those that were asked for. Raises LedgerError.
    """
    if options.not_reached or options.retry is not None:
        _require_own_ledger(options)
    names = _earlier_names(plan, runs, options)
    if not names:
        _require_earlier(plan, options)
        return Shares()
    count = plan.summary.counts.entries
    people = frozenset(person(entry.to) for entry in plan.reader().entries(0, count))
    earlier = earlier_runs(runs, names, people, options.retry)
    wanted = _wanted(earlier, people, plan.summary.campaign, options)
    if _is_shared(options):
        return Shares()
    return Shares(people - wanted, wanted, earlier.unfinished)


def _earlier_names(plan: Plan, runs: Runs, options: PushOptions) -> Sequence[str]:
    """Return the campaign's runs, none where what they did doesn't matter."""
    is_selective = options.retry is not None or options.not_reached
    if (options.allow_revised or options.new_run) and not is_selective:
        return ()
    return tuple(runs.of_campaign(plan.summary.account or "", plan.summary.campaign))


def _is_shared(options: PushOptions) -> bool:
    return options.ledger is not None and is_url(options.ledger)


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
            raise RefusedError(_refusal(earlier, campaign, _is_shared(options)))
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


def _require_own_ledger(options: PushOptions) -> None:
    """Refuse what only the catalog's own runs know: whom they have reached, and leave out."""
    if options.ledger is not None:
        word = "--not-reached" if options.retry is None else "--retry"
        raise RefusedError(
            f"{word} with another text isn't for a --ledger, since its senders don't know "
            "whom other runs have reached: plan the rows that failed alone, with --campaign"
        )


def _refusal(earlier: Earlier, campaign: str, is_shared: bool) -> str:
    count = len(earlier.reached | earlier.waiting)
    got = "got, or may still get," if earlier.waiting else "got"
    chosen = (
        "Send this one to all others with --not-reached; or to those whom that run failed with "
        "--retry rejected; or give"
    )
    return (
        f"{counted(count, 'recipient')} of this plan {got} a message of the campaign `{campaign}` "
        f"in the run {earlier.run}. {'Give' if is_shared else chosen} it a name of its own with "
        "--campaign; or let them get both with --allow-revised"
    )
