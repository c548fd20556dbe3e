"""Whether a push may write to people whom its campaign has reached before."""

from __future__ import annotations

from msgc.cli.push_options import PushOptions, RefusedError
from msgc.cli.telling import counted
from msgc.push.earlier import Earlier, earlier_runs
from msgc.push.keys import person
from msgc.push.ledger.opening import is_url
from msgc.push.plan_reading import Plan
from msgc.push.runs import Runs


def left_out_of(plan: Plan, runs: Runs, options: PushOptions) -> frozenset[bytes]:
    """Return the digests of those whom a new run mustn't write to, since others have.

    RefusedError where some were reached and nobody said what to do about it. Raises LedgerError.
    """
    if options.allow_revised or options.new_run:
        return frozenset()
    summary = plan.summary
    names = list(runs.of_campaign(summary.account or "", summary.campaign))
    if not names:
        return frozenset()
    people = frozenset(
        person(entry.to) for entry in plan.reader().entries(0, summary.counts.entries)
    )
    earlier = earlier_runs(runs, names, people, options.retry)
    if options.retry is not None:
        return _all_but(earlier.failed, people, options)
    if earlier.reached:
        raise RefusedError(_refusal(earlier, summary.campaign))
    return frozenset()


def _all_but(
    failed: frozenset[bytes], people: frozenset[bytes], options: PushOptions
) -> frozenset[bytes]:
    """Return whom a retry leaves out; what a run leaves out is known in this folder alone."""
    if options.ledger is not None and is_url(options.ledger):
        raise RefusedError(
            "--retry of another text isn't for a ledger that is shared, since other senders don't "
            "know whom it leaves out: plan the rows that failed alone, with --campaign"
        )
    return people - failed


def _refusal(earlier: Earlier, campaign: str) -> str:
    reached = counted(len(earlier.reached), "recipient")
    return (
        f"{reached} of this plan got another text of the campaign `{campaign}` in the run "
        f"{earlier.run}. Give this one a name of its own with --campaign; or send it to those "
        "whom that run failed with --retry rejected; or let them get both with --allow-revised"
    )
