"""The runs of a catalog: each one's ledger on its shelf, and in `.msgc/runs` the plan it sends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msgc.emit.writers import output_set
from msgc.push.keys import KEY_BYTES, RUN_DIGITS, run_name
from msgc.push.ledger.model import Ledger, LedgerError, RunFacts
from msgc.push.plan_reading import Plan, read_plan
from msgc.push.plans import ENTRIES, SUMMARY, PlanError, PlanPaths, PlanSummary
from msgc.push.shelves import Shelf, shelf_of

FOLDER = Path(".msgc") / "runs"
LEFT_OUT = ".left-out"
OWNER_ONLY, OWNERS_FILE = 0o700, 0o600
GITIGNORE = "*\n"


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a catalog, in a folder that its owner alone can read."""

    folder: Path
    shelf: Shelf

    @classmethod
    def of(cls, root: Path, place: str | None = None) -> Runs:
        """Return the runs of the catalog at `root`, with their ledgers there or at `place`."""
        return cls(root / FOLDER, shelf_of(root / FOLDER, place))

    def names(self) -> list[str]:
        """Return the runs' names, the one that was written last at the end. Raises LedgerError."""
        return list(self.shelf.names())

    def open(self, run: str, *, sender: bool) -> Ledger:
        """Return a run's ledger: its sender's, or one that can only be read. Raises LedgerError."""
        return self.shelf.open(run, sender=sender)

    def facts(self, run: str) -> RunFacts:
        """Return what a run is. Raises LedgerError."""
        with closing(self.open(run, sender=False)) as ledger:
            return ledger.facts()

    def find(self, identity: str) -> str | None:
        """Return the run of a push, whatever day it began. Raises LedgerError."""
        digits = identity[:RUN_DIGITS]
        for run in self.names():
            if run.endswith(digits) and self.facts(run).identity == identity:
                return run
        return None

    def of_campaign(self, account: str, campaign: str) -> Iterator[str]:
        """Yield the runs of a campaign in an account. Raises LedgerError."""
        for run in self.names():
            facts = self.facts(run)
            if (facts.account, facts.campaign) == (account, campaign):
                yield run

    def begin(
        self,
        plan: Plan,
        new_run: str = "",
        redact: bool = False,
        left_out: frozenset[bytes] = frozenset(),
    ) -> Ledger:
        """Make the ledger of a push that has none, and keep its plan.

        `left_out` are digests of recipients to whom this run never sends. Raises LedgerError,
        OSError.
        """
        facts = _facts(plan.summary, new_run, redact, self.folder)
        self.keep(facts.run, plan)
        if left_out:
            with output_set() as outputs:
                outputs.open(self._left_out(facts.run)).stream.write(b"".join(sorted(left_out)))
        return self.shelf.create(facts)

    def keep(self, run: str, plan: Plan) -> None:
        """Let a plan stand as its run's own too, so that it stays when it is made anew.

        Raises OSError.
        """
        self._make_folder()
        kept = self._plan(run)
        _keep(plan.paths.entries, kept.entries)
        _keep(plan.paths.summary, kept.summary)

    def plan(self, facts: RunFacts) -> Plan:
        """Return the plan that a run sends. Raises LedgerError where it isn't what it was."""
        try:
            plan = read_plan(self._plan(facts.run).summary)
        except PlanError as error:
            raise LedgerError(f"The run's own plan can't be trusted: {error}.") from None
        if plan.summary.digests.entries != facts.plan_digest:
            raise LedgerError("The run's own plan isn't the one that its ledger was begun with.")
        return plan

    def has_plan(self, run: str) -> bool:
        """Tell whether a run's plan is kept here: a run that is shared may have begun elsewhere."""
        return self._plan(run).entries.exists()

    def left_out(self, run: str) -> frozenset[bytes]:
        """Return the digests of those to whom a run never sends. Raises OSError."""
        path = self._left_out(run)
        data = path.read_bytes() if path.exists() else b""
        return frozenset(data[at : at + KEY_BYTES] for at in range(0, len(data), KEY_BYTES))

    def _left_out(self, run: str) -> Path:
        return self.folder / f"{run}{LEFT_OUT}"

    def _plan(self, run: str) -> PlanPaths:
        return PlanPaths(self.folder / f"{run}{SUMMARY}")

    def _make_folder(self) -> None:
        self.folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        for folder in (self.folder, self.folder.parent):
            folder.chmod(OWNER_ONLY)
        ignore = self.folder.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text(GITIGNORE, encoding="utf-8")


def _facts(summary: PlanSummary, new_run: str, redact: bool, folder: Path) -> RunFacts:
    identity = summary.identity(new_run)
    run = run_name(datetime.now(UTC).date(), summary.campaign, identity)
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


def _keep(source: Path, target: Path) -> None:
    if target.exists() and target.samefile(source):
        return
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    target.chmod(OWNERS_FILE)
