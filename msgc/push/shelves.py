"""Where ledgers are kept: a folder of files, one file, or a database."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from msgc.push.ledger.logs import require_no_stray
from msgc.push.ledger.model import Ledger, LedgerError, RunFacts, Shares
from msgc.push.ledger.opening import create_ledger, is_url, open_ledger
from msgc.push.ledger.postgres import postgres_runs
from msgc.push.ledger.postgres_locking import postgres_lock
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.notes import Note
from msgc.push.run_folder import BEGINNING, PATIENCE

LEDGER = ".sqlite"


class Shelf(Protocol):
    """Ledgers by their runs' names. Every method raises LedgerError."""

    def names(self) -> Sequence[str]:
        """Return the runs' names, the one that was written last at the end."""

    def open(self, run: str, *, sender: bool) -> Ledger:
        """Return a run's ledger: its one sender's, or one that can only be read."""

    def require_room(self, run: str) -> None:
        """Refuse what `create` would refuse for what another ledger has left in its place."""

    def create(self, facts: RunFacts, shares: Shares) -> Ledger:
        """Make a run's ledger and return it as its sender's."""

    def beginning(self, campaign: bytes) -> AbstractContextManager[None]:
        """Let nobody else begin a run of a campaign here, whatever machine they are on."""


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """Each ledger a file of its own in a folder."""

    folder: Path

    def names(self) -> Sequence[str]:
        with suppress(FileNotFoundError):
            found = [each for each in self.folder.iterdir() if each.suffix == LEDGER]
            return [each.stem for each in sorted(found, key=_written)]
        return []

    def open(self, run: str, *, sender: bool) -> Ledger:
        return open_sqlite(self._path(run), sender=sender)

    def require_room(self, run: str) -> None:
        require_no_stray(self._path(run))

    def create(self, facts: RunFacts, shares: Shares) -> Ledger:
        return create_sqlite(self._path(facts.run), facts, shares)

    def beginning(self, campaign: bytes) -> AbstractContextManager[None]:
        return nullcontext()

    def _path(self, run: str) -> Path:
        return self.folder / f"{run}{LEDGER}"


def _written(path: Path) -> tuple[int, str]:
    # While a run is open, what is written to it goes to a file beside it.
    file = path.resolve()
    log = file.with_name(f"{file.name}-wal")
    times = [each.stat().st_mtime_ns for each in (path, log) if each.exists()]
    return max(times, default=0), path.name


@dataclass(frozen=True, slots=True)
class OneLedger:
    """A ledger at a path, or all that a database holds."""

    place: str = field(repr=False)

    def names(self) -> Sequence[str]:
        if is_url(self.place):
            return postgres_runs(self.place)
        path = Path(self.place)
        if not path.exists():
            return []
        ledger = open_sqlite(path, sender=False)
        try:
            return [ledger.facts().run]
        finally:
            ledger.close()

    def open(self, run: str, *, sender: bool) -> Ledger:
        return open_ledger(self.place, run, sender=sender)

    def require_room(self, run: str) -> None:
        if not is_url(self.place):
            require_no_stray(Path(self.place))

    def create(self, facts: RunFacts, shares: Shares) -> Ledger:
        return create_ledger(self.place, facts, shares)

    def beginning(self, campaign: bytes) -> AbstractContextManager[None]:
        if not is_url(self.place):
            return nullcontext()
        told = BEGINNING.format("Another push")
        return postgres_lock(self.place, campaign, told, PATIENCE)


@dataclass(frozen=True, slots=True)
class NotedLedger:
    """A ledger of which a catalog has a note alone."""

    note: Note

    def open(self, run: str, *, sender: bool) -> Ledger:
        if is_url(self.note.place):
            raise LedgerError(
                f"The ledger of the run `{run}` is in the database {self.note.place}: "
                "name that with --ledger."
            )
        return open_ledger(self.note.place, run, sender=sender)


def shelf_of(folder: Path, place: str | None) -> Shelf:
    """Return where ledgers are kept: at a place that was named, else in the folder of runs."""
    return FolderShelf(folder) if place is None else OneLedger(place)
