"""The folder of a catalog's runs: the plan that each one sends, and to whom it never does."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msgc.emit.writers import output_set
from msgc.push.keys import KEY_BYTES
from msgc.push.ledger.locking import SenderLock
from msgc.push.ledger.model import LedgerError, RunFacts
from msgc.push.plan_reading import Plan, read_plan
from msgc.push.plans import SUMMARY, PlanError, PlanPaths

LEFT_OUT = ".left-out"
OWNER_ONLY = 0o700
GITIGNORE = "*\n"


@dataclass(frozen=True, slots=True)
class Shares:
    """Who is whose, by digests of recipients.

    A run never sends to `left_out`; it takes over `taken`, to whom the runs `taken_from` don't
    send any more.
    """

    left_out: frozenset[bytes] = frozenset()
    taken: frozenset[bytes] = frozenset()
    taken_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunFolder:
    """What stands beside the ledgers, in a folder that its owner alone can read.

    What writes raises LedgerError where it can't.
    """

    path: Path

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

    def share(self, run: str, shares: Shares) -> None:
        """Write who is whose, before the run has a ledger: until then it counts for nobody."""
        # A push of the same run may have ended before there was a ledger, and meant another thing.
        stale = self.path.glob(f"*.{run}{LEFT_OUT}")
        files: dict[Path, frozenset[bytes]] = dict.fromkeys(stale, frozenset())
        files[self._left_out(run)] = shares.left_out
        for other in shares.taken_from:
            files[self._left_out(f"{other}.{run}")] = shares.taken
        with self._writing(), output_set() as outputs:
            for path, people in files.items():
                if people:
                    outputs.open(path).stream.write(b"".join(sorted(people)))
                else:
                    outputs.remove(path)

    def left_out(self, run: str, runs: Collection[str]) -> frozenset[bytes]:
        """Return the digests of those to whom a run never sends; `runs` are all that have begun.

        Raises LedgerError.
        """
        takers = (f"{run}.{other}" for other in runs)
        return frozenset(each for name in (run, *takers) for each in _digests(self._left_out(name)))

    def _left_out(self, name: str) -> Path:
        return self.path / f"{name}{LEFT_OUT}"

    def _plan(self, run: str) -> PlanPaths:
        return PlanPaths(self.path / f"{run}{SUMMARY}")

    @contextmanager
    def beginning(self, campaign: bytes) -> Iterator[None]:
        """Let nobody else begin a run of a campaign, named by its digest, while the block runs.

        Raises LedgerError where somebody does.
        """
        with self._writing():
            lock = SenderLock(self.path / f".{campaign.hex()}")
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


def _digests(path: Path) -> list[bytes]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LedgerError(f"{path} can't be read: {error.strerror}.") from None
    return [data[at : at + KEY_BYTES] for at in range(0, len(data), KEY_BYTES)]
