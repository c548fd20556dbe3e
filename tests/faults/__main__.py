"""`python -m tests.faults --rounds 20 --seed 1`: rounds of faults, and what they came to.

Exit code 1: something was lost or sent twice, a sender hung or ended as it shouldn't, or a fault,
a kill point or an event never happened.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import msgspec

from tests.faults.cases import KINDS, LISTED_LATE, POSTGRES, Case, case_of
from tests.faults.orders import Times
from tests.faults.play import Result, play
from tests.faults.table import Row, Verdict, rows_of, table, verdict
from tests.servers.postgres_server import postgres_server

# Rounds at once: most of a round is waiting.
JOBS = 8


class Report(msgspec.Struct):
    """All of a run, as it is written to a file."""

    seed: int
    seconds: float
    times: Times
    lag: float
    rows: list[Row]
    results: list[Result]
    faults: list[str]


def main(words: Sequence[str]) -> int:
    """Play the rounds, show and write the table, and return the exit code."""
    given = _parsed(words)
    kinds = KINDS if given.ledger == "both" else (given.ledger,)
    numbers = given.only or range(given.rounds)
    cases = [case_of(number, kind, given.seed) for number in numbers for kind in kinds]
    folder = Path(tempfile.mkdtemp(prefix="msgc-faults-"))
    began = time.monotonic()
    with postgres_server() if POSTGRES in kinds else nullcontext("") as url:
        results = _played(cases, folder, url, given.jobs)
    rows = rows_of(results, kinds)
    found = verdict(results, rows)
    seconds = time.monotonic() - began
    report = Report(given.seed, seconds, Times(), LISTED_LATE, rows, results, found.faults)
    _write(report, given.json)
    print(_told(report, found))
    _leave(folder, bool(found.faults))
    return bool(found.faults)


def _leave(folder: Path, is_kept: bool) -> None:
    if is_kept:
        print(f"\nThe rounds stand in {folder}")
    else:
        shutil.rmtree(folder)


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--rounds", type=int, default=20, help="for each kind of ledger")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ledger", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--json", type=Path, default=Path("out/faults.json"))
    parser.add_argument("--only", type=int, nargs="*", help="the numbers of rounds, to repeat them")
    return parser.parse_args(words)


def _played(cases: Sequence[Case], folder: Path, url: str, jobs: int) -> list[Result]:
    def played(case: Case) -> Result:
        place = folder / case.name
        place.mkdir()
        result = play(case, place, url)
        print(f"{result.name}  {result.seconds:5.1f} s  {result.event}", file=sys.stderr)
        return result

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(played, cases))


def _write(report: Report, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))


def _told(report: Report, found: Verdict) -> str:
    total, looks = found.total, ", ".join(f"{each:g}" for each in report.times.looks)
    head = (
        f"{len(report.results)} rounds (seed {report.seed}) in {report.seconds:.0f} s: "
        f"{total.planned:,} planned, {total.once:,} accepted once, {total.twice} twice, "
        f"{total.lost} lost, {total.wrong} wrong; held {total.held_sent} sent and "
        f"{total.held_unsent} unsent; {total.rejected} rejected; {total.recovered} recovered; "
        f"{found.kills} kills, {found.fired} faults of the API.\n"
        f"Looks {looks} s after an attempt, the list up to {report.lag:g} s late; leases "
        f"{report.times.lease:g} s and {report.times.grace:g} s, deadline {report.times.total:g} s."
    )
    notes = [f"noted: {each.name}: {note}" for each in report.results for note in each.notes]
    parts = [head, "", table(report.rows), *([""] if notes or found.faults else [])]
    return "\n".join([*parts, *notes, *found.faults])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
