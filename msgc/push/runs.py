"""The runs of a catalog: each one's ledger on its shelf, and in `.msgc/runs` the plan it sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from msgc.push.keys import (
    RUN_DIGITS,
    channel_of,
    digest,
    is_same_account,
    may_be_of,
    run_name,
)
from msgc.push.ledger.data import NOBODY_SHARED
from msgc.push.ledger.model import Ledger, LedgerError, RunFacts, Shares
from msgc.push.notes import Note
from msgc.push.plan_reading import Plan
from msgc.push.plans import ENTRIES, PlanSummary
from msgc.push.run_folder import RunFolder
from msgc.push.shelves import Shelf, shelf_of

FOLDER = Path(".msgc") / "runs"


class Place(Protocol):
    """Where ledgers are opened by their runs' names."""

    def open(self, run: str, *, sender: bool) -> Ledger:
        """Return a run's ledger: its sender's, or one that can only be read."""


def needed_facts(place: Place, run: str) -> RunFacts:
    """Return what a run is. Raises LedgerError where that can't be read, with a way out."""
    try:
        with closing(place.open(run, sender=False)) as ledger:
            return ledger.facts()
    except LedgerError as error:
        raise LedgerError(
            f"{error} What the run `{run}` has sent must be known before this is: mend its "
            "ledger; or move that file away with all beside it that begins with its name, and "
            "whomever that run has reached may be written to again."
        ) from None


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a catalog, in a folder that its owner alone can read.

    `place` is where their ledgers are, None for the folder itself.
    """

    folder: Path
    shelf: Shelf
    place: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, root: Path, place: str | None = None) -> Runs:
        """Return the runs of the catalog at `root`, with their ledgers there or at `place`."""
        return cls(root / FOLDER, shelf_of(root / FOLDER, place), place)

    @property
    def home(self) -> RunFolder:
        """What stands beside the ledgers."""
        return RunFolder(self.folder)

    def names(self) -> list[str]:
        """Return the runs' names, the one that was written last at the end. Raises LedgerError."""
        return list(self.shelf.names())

    def open(self, run: str, *, sender: bool) -> Ledger:
        """Return a run's ledger: its sender's, or one that can only be read. Raises LedgerError.

        A sender's is noted where it is now: it may have been moved.
        """
        ledger = self.shelf.open(run, sender=sender)
        try:
            if sender:
                self.note(ledger.facts())
        except BaseException:
            ledger.close()
            raise
        return ledger

    def facts(self, run: str) -> RunFacts:
        """Return what a run is. Raises LedgerError."""
        with closing(self.open(run, sender=False)) as ledger:
            return ledger.facts()

    def find(self, identity: str) -> str | None:
        """Return the run of a push, whatever day it began. Raises LedgerError."""
        digits = identity[:RUN_DIGITS]
        for run in self.names():
            if run.endswith(digits) and needed_facts(self, run).identity == identity:
                return run
        return None

    def find_push(self, summary: PlanSummary, new_run: str = "") -> str | None:
        """Return the run of a push of a plan, however the API's URL was written when it began.

        Raises LedgerError.
        """
        found = self.find(summary.identity(new_run))
        if found is not None:
            return found
        for run in self.names():
            # One that can't be read is looked at with the campaign's runs.
            with suppress(LedgerError):
                if may_be_of(run, summary.campaign) and is_push(self.facts(run), summary, new_run):
                    return run
        return None

    @contextmanager
    def beginning(self, account: str, campaign: str) -> Iterator[None]:
        """Let nobody else begin a run of a campaign while the block runs. Raises LedgerError."""
        named = digest(part.encode() for part in (*channel_of(account), campaign))
        with self.home.beginning(named), self.shelf.beginning(named):
            yield

    def require_room(self, plan: Plan, new_run: str = "") -> None:
        """Raise LedgerError for what another ledger left in the place of the one to begin."""
        self.shelf.require_room(_facts(plan.summary, new_run, False, self.folder).run)

    def begin(
        self,
        plan: Plan,
        new_run: str = "",
        redact: bool = False,
        shares: Shares = NOBODY_SHARED,
        suppressed: int = 0,
    ) -> Ledger:
        """Make the ledger of a push that has none, and keep its plan. Raises LedgerError.

        `suppressed` is how many entries are left out.
        """
        facts = _facts(plan.summary, new_run, redact, self.folder)
        facts = replace(facts, suppressed=suppressed)
        self.home.keep(facts.run, plan)
        # Whatever breaks this off, no ledger of a run is without its note.
        self.note(facts, is_begun=False)
        ledger = self.shelf.create(facts, shares)
        self.note(facts)
        return ledger

    def note(self, facts: RunFacts, is_begun: bool = True) -> None:
        """Note in the catalog where a run has its ledger, if not there. Raises LedgerError."""
        if self.place is not None:
            self.home.note(facts, self.place, is_begun)

    def plan(self, facts: RunFacts) -> Plan:
        """Return the plan that a run sends. Raises LedgerError where it isn't what it was."""
        return self.home.plan(facts)

    def has_plan(self, run: str) -> bool:
        """Tell whether a run's plan is kept here: a run that is shared may have begun elsewhere."""
        return self.home.has_plan(run)

    def left_out(self, run: str) -> frozenset[bytes]:
        """Return the digests of those to whom a run never sends. Raises LedgerError."""
        with closing(self.open(run, sender=False)) as ledger:
            return ledger.others()


def is_push(facts: RunFacts | Note, summary: PlanSummary, new_run: str) -> bool:
    """Tell whether a run is that of a push of a plan, however the API's URL was written then."""
    if facts.identity == summary.identity(new_run):
        return True
    written = summary.owned(summary.profile or "", facts.account)
    is_ours = is_same_account(facts.account, summary.account or "")
    return is_ours and facts.identity == written.identity(new_run)


def _facts(summary: PlanSummary, new_run: str, redact: bool, folder: Path) -> RunFacts:
    identity = summary.identity(new_run)
    run = run_name(datetime.now(UTC).date(), summary.campaign, identity, new_run)
    return RunFacts(
        run=run,
        identity=identity,
        profile=summary.profile or "",
        account=summary.account or "",
        campaign=summary.campaign,
        plan=str(folder / f"{run}{ENTRIES}"),
        plan_digest=summary.digests.entries,
        created=summary.created.timestamp(),
        expires=summary.expires.timestamp(),
        entries=summary.counts.entries,
        reference_is_unique=summary.reference_is_unique,
        redact=redact,
    )
