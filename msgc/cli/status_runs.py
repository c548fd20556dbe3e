"""Which run is meant, where its ledger is, and what of its plan is still kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

import click

from msgc.cli.opening import catalog_root
from msgc.nearby import near
from msgc.push.ledger.model import Ledger
from msgc.push.payloads import Payloads
from msgc.push.plan_reading import Plan
from msgc.push.runs import Runs

# Runs that a sentence names.
NAMED = 5


@dataclass(frozen=True, slots=True)
class FoundRun:
    """A run, by its name, among all that there are."""

    runs: Runs
    name: str

    @contextmanager
    def opened(self, *, sender: bool = False) -> Iterator[Ledger]:
        """Give the run's ledger while the block runs. Raises LedgerError."""
        with closing(self.runs.open(self.name, sender=sender)) as ledger:
            yield ledger

    def plan(self, ledger: Ledger) -> Plan | None:
        """Return the run's plan; None where it isn't kept any more, or here. Raises LedgerError."""
        return self.runs.plan(ledger.facts()) if self.runs.has_plan(self.name) else None


def payloads_of(plan: Plan | None, ledger: Ledger) -> Payloads | None:
    """Return what gives a run's entries; None without a plan. Raises LedgerError."""
    facts = ledger.facts()
    return None if plan is None else Payloads(plan.reader(), facts.entries, facts.run)


def all_runs(place: str | None) -> Runs:
    """Return the runs of the catalog, or those at the place that `--ledger` names."""
    return Runs.of(catalog_root(), place)


def find_run(wanted: str | None, place: str | None) -> FoundRun:
    """Return the run that is named in full or by a part of its name; the newest without a name.

    A usage error where there is none, or more than one. Raises LedgerError.
    """
    runs = all_runs(place)
    names = runs.names()
    if not names:
        raise click.UsageError("there are no runs yet: `msgc push` makes one")
    if wanted is None:
        return FoundRun(runs, names[-1])
    found = _matching(wanted, names)
    if len(found) != 1:
        raise click.UsageError(_several(wanted, found) if found else _unknown(wanted, names))
    return FoundRun(runs, found[0])


def _matching(wanted: str, names: Sequence[str]) -> list[str]:
    """Return the name that is wanted, else those with it as whole words, else with it anywhere."""
    if wanted in names:
        return [wanted]
    words = [name for name in names if f"-{wanted}-" in f"-{name}-"]
    return words or [name for name in names if wanted in name]


def _several(wanted: str, found: Sequence[str]) -> str:
    return f"`{wanted}` is in the names of several runs: {_named(found)}"


def _unknown(wanted: str, names: Sequence[str]) -> str:
    meant = near(wanted, names)
    hint = f"did you mean `{meant}`?" if meant else f"there are {_named(names)}"
    return f"there is no run `{wanted}`; {hint}"


def _named(names: Sequence[str]) -> str:
    newest = ", ".join(reversed(names[-NAMED:]))
    more = len(names) - NAMED
    return f"{newest} and {more} more (`msgc status --all`)" if more > 0 else newest
