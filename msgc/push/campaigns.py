"""The runs of a campaign, wherever their ledgers are: in the catalog, or where it notes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from msgc.push.keys import channel_of, may_be_of
from msgc.push.ledger.model import Ledger, LedgerError, RunFacts
from msgc.push.ledger.opening import is_url
from msgc.push.notes import NOTE, Note, shown
from msgc.push.plans import PlanSummary
from msgc.push.runs import Place, Runs, is_push, needed_facts
from msgc.push.shelves import FolderShelf, NotedLedger


@dataclass(frozen=True, slots=True)
class CampaignRuns:
    """The runs of a campaign over an account's channel, by their names."""

    places: Mapping[str, Place]

    @property
    def names(self) -> tuple[str, ...]:
        """The runs' names: those of one place stand together."""
        return tuple(self.places)

    def without(self, run: str) -> CampaignRuns:
        """Return the others."""
        return CampaignRuns({name: place for name, place in self.places.items() if name != run})

    def open(self, run: str, *, sender: bool) -> Ledger:
        """Return a run's ledger: its sender's, or one that can only be read. Raises LedgerError."""
        return self.places[run].open(run, sender=sender)

    def readable(self) -> Iterator[tuple[str, Ledger]]:
        """Yield the runs that can be read, each with its ledger, one open after another."""
        for run in self.places:
            with suppress(LedgerError), closing(self.open(run, sender=False)) as ledger:
                yield run, ledger


def campaign_runs(
    runs: Runs, account: str, campaign: str, *, is_lenient: bool = False
) -> CampaignRuns:
    """Return the runs of a campaign over an account's channel, whatever its profile's name was.

    Raises LedgerError where a ledger can't be read that may be one of them; with `is_lenient` it
    is left out instead.
    """
    wanted = channel_of(account), campaign
    found: dict[str, Place] = {}
    for run, place in _may_be(runs, campaign):
        with _leniently(is_lenient):
            if run not in found and _named(needed_facts(place, run)) == wanted:
                found[run] = place
    for note in runs.home.notes():
        is_missing = note.run not in found and not _is_idle(runs, note)
        with _leniently(is_lenient):
            if _named(note) == wanted and is_missing:
                found[note.run] = _noted(note)
    return CampaignRuns(found)


def _is_idle(runs: Runs, note: Note) -> bool:
    """Tell whether the ledger of a note, which isn't on the shelf, was never made."""
    is_here = runs.place is not None and note.place == shown(runs.place)
    return note.is_idle or (is_here and not note.is_begun)


def _leniently(is_lenient: bool) -> AbstractContextManager[None]:
    return suppress(LedgerError) if is_lenient else nullcontext()


def _noted(note: Note) -> Place:
    """Return the place of a ledger that is noted. Raises LedgerError where it can't be read."""
    place = NotedLedger(note)
    try:
        place.open(note.run, sender=False).close()
    except LedgerError as error:
        raise LedgerError(
            f"{error} What the run `{note.run}` has sent must be known before this is. Where its "
            f"ledger is gone for good, delete `.msgc/runs/{note.run}{NOTE}`, and whomever that "
            "run has reached may be written to again."
        ) from None
    return place


def _may_be(runs: Runs, campaign: str) -> Iterator[tuple[str, Place]]:
    """Yield the runs of the shelf, then those of the catalog, that a campaign may have by name."""
    own = FolderShelf(runs.folder)
    for place in (runs.shelf,) if runs.place is None else (runs.shelf, own):
        for run in place.names():
            if may_be_of(run, campaign):
                yield run, place


def _named(facts: RunFacts | Note) -> tuple[tuple[str, ...], str]:
    return channel_of(facts.account), facts.campaign


def begun_elsewhere(
    runs: Runs, summary: PlanSummary, new_run: str
) -> tuple[str, str | None] | None:
    """Return the run of a push that has its ledger at another place, and that place.

    The place is None for the catalog itself; the answer where there is no such run. Raises
    LedgerError.
    """
    return next(_elsewhere(runs, summary, new_run), None)


def has_another(runs: Runs, summary: PlanSummary, new_run: str) -> tuple[str, str | None] | None:
    """Return the same of a run that is here as well: its ledger may have been moved here since.

    Raises LedgerError.
    """
    found = _elsewhere(runs, summary, new_run)
    return next((each for each in found if not _was_moved(each[1], runs.place)), None)


def _elsewhere(runs: Runs, summary: PlanSummary, new_run: str) -> Iterator[tuple[str, str | None]]:
    if runs.place is not None:
        found = Runs(runs.folder, FolderShelf(runs.folder)).find_push(summary, new_run)
        if found is not None:
            yield found, None
    own = None if runs.place is None else shown(runs.place)
    for note in runs.home.notes():
        if note.place != own and not note.is_idle and is_push(note, summary, new_run):
            yield note.run, note.place


def _was_moved(noted: str | None, place: str | None) -> bool:
    """Tell whether a file is there no more that was noted, or is the one at `place`."""
    if noted is None or is_url(noted):
        return False
    path = Path(noted)
    if not path.exists():
        return True
    is_file = place is not None and not is_url(place)
    return is_file and path.samefile(place or "")
