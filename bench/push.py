"""`python -m bench.push`: the whole sender against a bare loop of the same client.

The sender has its ledger on disk and a pace that holds nothing back; the bare loop posts the same
requests over as many connections and keeps nothing. They take turns against the same server, which
answers after 10 or 100 milliseconds. Then the sender is held to the most that it takes of a
workspace's limit, at 100 ms: what that costs tells of a real push, since so few claims and outcomes
share a commit only there. It has its goal with a quarter of a core for 500 a second. Memory is that
of a process of its own that pushes so many payloads; `--whole` pushes a million, and says how long
it takes until a stopped push goes on.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.machine import load
from bench.posting import CLIENTS
from bench.timing import Cost, speed_by_clock
from bench.transport import LATENCIES, measured, serving
from msgc.push.api import Api
from msgc.push.candidates import Candidate
from msgc.push.ledger.model import Ledger
from msgc.push.pace import MOST_POSTS, Pace
from msgc.push.plan_reading import PlanReader, read_plan
from msgc.push.plan_writing import Terms, write_plan
from msgc.push.planner import Rules
from msgc.push.plans import PlanPaths
from msgc.push.policy import Policy
from msgc.push.pushing import Push, push
from msgc.push.runs import Runs
from msgc.push.states import State
from msgc.push.stops import Brake
from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import HttpExchange

CONNECTIONS, ROUNDS = 100, 3
FEW, QUICK, MANY = 5_000, 40_000, 1_000_000
SELF = (sys.executable, "-m", "bench.push")
# Messages a second: more than can be sent.
UNHELD = 1e6
# Seconds for which the rate is held.
HELD = 10
PAYLOAD = (
    b'{"receiver":{"contacts":[{"identifierKey":"phonenumber","identifierValue":"+316%08d"}]},'
    b'"body":{"type":"text","text":{"text":"Hi, your order A-%07d is on its way."}}}'
)


def main(words: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.push", description=__doc__)
    parser.add_argument("--whole", action="store_true", help="push a million as well")
    parser.add_argument("--held", action="store_true", help="nothing but the held rate")
    parser.add_argument("--plan", nargs=2, metavar=("FOLDER", "COUNT"), help=argparse.SUPPRESS)
    parser.add_argument("--child", nargs=2, metavar=("URL", "COUNT"), help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.plan:
        return _plan(Path(given.plan[0]), int(given.plan[1]))
    if given.child:
        return _child(given.child[0], int(given.child[1]))
    print(f"Python {sys.version.split()[0]}, load before {load()}\n")
    if given.held:
        _held()
        return 0
    _rates()
    print()
    _held()
    _memory((QUICK, MANY) if given.whole else (QUICK,))
    return 0


def _rates() -> None:
    print("| latency | whole sender | bare client | share | CPU µs/message |")
    print("|---|---|---|---|---|")
    for latency in LATENCIES:
        with serving(latency) as url, tempfile.TemporaryDirectory() as folder:
            runs = [_turn(url, Path(folder) / str(turn)) for turn in range(ROUNDS)]
        ours, cpu, bare = (median(column) for column in zip(*runs, strict=True))
        share = median(mine / theirs for mine, _, theirs in runs)
        cells = f"{ours:,.0f}/s | {bare:,.0f}/s | {share:.2f} | {cpu:,.0f}"
        print(f"| {latency * 1000:.0f} ms | {cells} |")


def _turn(url: str, folder: Path) -> tuple[float, float, float]:
    """Return the sender's messages a second, its processor time for one, and the client's rate."""
    cost = _cost(url, folder, FEW)
    bare, _ = asyncio.run(measured(CLIENTS["msgc"], url, FEW, CONNECTIONS))
    return speed_by_clock(cost), _each(cost), bare


def _held() -> None:
    latency, count = LATENCIES[-1], int(MOST_POSTS * HELD)
    print("| held at | latency | whole sender | user+sys µs/message | share of a core |")
    print("|---|---|---|---|---|")
    with serving(latency) as url, tempfile.TemporaryDirectory() as folder:
        costs = [_cost(url, Path(folder) / str(n), count, MOST_POSTS) for n in range(ROUNDS)]
    rate, cpu = median(map(speed_by_clock, costs)), median(map(_each, costs))
    share = median(cost.cpu / cost.wall for cost in costs)
    cells = f"{latency * 1000:.0f} ms | {rate:,.0f}/s | {cpu:,.0f} | {share:.2f}"
    print(f"| {MOST_POSTS:.0f}/s | {cells} |")


def _cost(url: str, folder: Path, count: int, rate: float = UNHELD) -> Cost:
    """Return what it costs to push so many: the time of this process alone, not the server's."""
    _plan(folder, count)
    wall, cpu = time.perf_counter(), time.process_time()
    _push(folder, url, rate=rate)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Cost(count, cpu, wall)


def _each(cost: Cost) -> float:
    """Return the microseconds of the processor for a message."""
    return cost.cpu / cost.done * 1e6


def _memory(counts: tuple[int, ...]) -> None:
    print("\n| payloads | messages/s | at the most | goes on after |")
    print("|---|---|---|---|")
    with serving(LATENCIES[0]) as url:
        for count in counts:
            words = [*SELF, "--child", url, str(count)]
            print(subprocess.run(words, check=True, capture_output=True, text=True).stdout, end="")


def _child(url: str, count: int) -> int:
    """Push all but a few, begin anew and push those; print a row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Of a process of its own, so that the peak is the sender's.
        subprocess.run([*SELF, "--plan", name, str(count)], check=True)
        began = time.perf_counter()
        _push(folder, url, limit=count - 1)
        rate = count / (time.perf_counter() - began)
        began = time.perf_counter()
        _push(folder, url)
        again = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {count:,} | {rate:,.0f} | {peak:.0f} MB | {again:.1f} s |")
    return 0


def _plan(folder: Path, count: int) -> int:
    """Write a plan and begin its run."""
    now = time.time()
    terms = Terms(
        Rules("bench", "rows.csv", now), datetime.fromtimestamp(now, UTC), 76.0, account="bench"
    )
    paths = PlanPaths.of(folder / "bench.plan.json")
    write_plan(_candidates(count), paths, terms, lambda found: {})
    Runs.of(folder).begin(read_plan(paths.summary)).close()
    return 0


def _candidates(count: int) -> Iterator[Candidate]:
    for row in range(count):
        yield Candidate(row + 1, PAYLOAD % (row, row), None)


def _push(folder: Path, url: str, limit: int | None = None, rate: float = UNHELD) -> None:
    runs = Runs.of(folder)
    [run] = runs.names()
    with closing(runs.open(run, sender=True)) as ledger:
        plan = runs.plan(ledger.facts())
        asyncio.run(_sent(ledger, plan.reader(), url, limit, rate))
        if limit is None and ledger.counts()[State.ACCEPTED] != plan.summary.counts.entries:
            raise ValueError("not everything was accepted")


async def _sent(ledger: Ledger, plan: PlanReader, url: str, limit: int | None, rate: float) -> None:
    async with HttpExchange(url, AccessKey("k"), CONNECTIONS) as exchange:
        job = Push(
            ledger=ledger,
            plan=plan,
            api=Api(exchange, "w", "c"),
            pace=Pace(rate, rate),
            policy=Policy(concurrency=CONNECTIONS, limit=limit),
            suppressed=frozenset(),
            tell=lambda line: None,
        )
        await push(job, Brake())


if __name__ == "__main__":
    sys.exit(main())
