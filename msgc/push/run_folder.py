"""The folder of a catalog's runs: the plan that each one sends, and where its ledger is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from msgc.emit.leftovers import is_gone
from msgc.emit.writers import output_set
from msgc.push.ledger.locking import SenderLock, patiently
from msgc.push.ledger.model import LedgerError, RunFacts
from msgc.push.notes import NOTE, Note, shown
from msgc.push.plan_reading import Plan, read_plan
from msgc.push.plans import SUMMARY, PlanError, PlanPaths

PATIENCE = 10.0
"""Seconds for which a push waits until another has begun a run of the campaign."""
BEGINNING = "{} is about to begin a run of this campaign: wait for it, then push again."
OWNER_ONLY = 0o700
GITIGNORE = "*\n"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """What stands beside the ledgers, in a folder that its owner alone can read.

    What writes raises LedgerError where it can't.
    """

    path: Path

    @property
    def catalog(self) -> Path:
        """The catalog's root, two folders above."""
        return self.path.parents[1]

    def keep(self, run: str, plan: Plan) -> None:
        """Let a copy of a plan stand as the run's own, which nobody has open in an editor."""
        kept = self._plan(run)
        copies = ((plan.paths.entries, kept.entries), (plan.paths.summary, kept.summary))
        with self._writing(), output_set() as outputs:
            for source, target in copies:
                with source.open("rb") as stream:
                    shutil.copyfileobj(stream, outputs.open(target).stream)

    def plan(self, facts: RunFacts) -> Plan:
        """Return the plan that a run sends. Raises LedgerError where it isn't what it was."""
        try:
            plan = read_plan(self._plan(facts.run).summary)
        except PlanError:
            plan = None
        if plan is None or plan.summary.digests.entries != facts.plan_digest:
            raise LedgerError(
                f"The plan of the run `{facts.run}` is lost or has been altered: plan the same "
                "rows again as they were then, and push that; the run takes it in its place."
            )
        return plan

    def plan_or(self, facts: RunFacts, given: Plan) -> Plan:
        """Return the plan that a run sends; where that is lost or altered, an equal one is kept.

        Raises LedgerError where the given one isn't equal.
        """
        try:
            return self.plan(facts)
        except LedgerError:
            if given.summary.digests.entries != facts.plan_digest:
                raise
        self.keep(facts.run, given)
        return self.plan(facts)

    def has_plan(self, run: str) -> bool:
        """Tell whether a run's plan is kept here: a run that is shared may have begun elsewhere."""
        return self._plan(run).entries.exists()

    def sweep(self) -> None:
        """Delete what a process that was killed had begun to write: it may hold people's data."""
        for path in self.path.glob(".*.tmp"):
            digits = path.name.removesuffix(".tmp").rpartition(".")[2]
            if digits.isdecimal() and is_gone(int(digits)):
                with suppress(OSError):
                    path.unlink()

    def note(self, facts: RunFacts, place: str, is_begun: bool = True) -> None:
        """Note that a run has its ledger at a place, and not here; or is about to."""
        path = self.path / f"{facts.run}{NOTE}"
        whose = facts.run, facts.identity, facts.account, facts.campaign
        note = Note(shown(place), *whose, is_begun=is_begun)
        with self._writing(), output_set() as outputs:
            outputs.open(path).stream.write(msgspec.json.encode(note))

    def notes(self) -> list[Note]:
        """Return what is noted of runs that have their ledgers elsewhere. Raises LedgerError."""
        return [_note(path) for path in sorted(self.path.glob(f"*{NOTE}"))]

    def _plan(self, run: str) -> PlanPaths:
        return PlanPaths(self.path / f"{run}{SUMMARY}")

    @contextmanager
    def beginning(self, campaign: bytes) -> Iterator[None]:
        """Let nobody else begin a run of a campaign, named by its digest, while the block runs.

        Who does is waited for a moment. Raises LedgerError where that takes longer.
        """
        with self._writing():
            path = self.path / f".{campaign.hex()}"
            lock = patiently(partial(SenderLock, path, BEGINNING), PATIENCE)
        try:
            yield
        finally:
            lock.release()

    def _make(self) -> None:
        self.path.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        for folder in (self.path, self.path.parent):
            folder.chmod(OWNER_ONLY)
        ignore = self.path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text(GITIGNORE, encoding="utf-8")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Make the folder, and turn what can't be written into LedgerError."""
        try:
            self._make()
            yield
        except OSError as error:
            name = error.filename or self.path
            raise LedgerError(f"{name} can't be written: {error.strerror}.") from None


def _note(path: Path) -> Note:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError):
        raise LedgerError(
            f"{path} can't be read, which says where the ledger of a run is: that must be known "
            "before anything is sent."
        ) from None
