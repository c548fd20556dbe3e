"""What a piece of work costs, and how that compares over repetitions that take turns."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType

from bench.catalog import ROOT

CHILD = Path(__file__).with_name("child.py")
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
NO_SWITCHES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cost:
    """What was done (payloads, files, runs), and at what cost.

    `cpu` are seconds of the processor, `wall` seconds by the clock, `memory` the peak in MB.
    """

    done: int
    cpu: float
    wall: float
    memory: float = 0.0


Run = Callable[[int], Cost]
"""Does a contender's work once; takes the repetition's number, from 0."""

Measure = Callable[[Cost], float]


def speed(cost: Cost) -> float:
    """Return what is done in a second of one core."""
    return cost.done / cost.cpu


def speed_by_clock(cost: Cost) -> float:
    """Return what is done in a second by the clock."""
    return cost.done / cost.wall


def seconds(cost: Cost) -> float:
    """Return the seconds of one core that it takes."""
    return cost.cpu


def memory(cost: Cost) -> float:
    """Return the peak memory in MB."""
    return cost.memory


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of repetitions, the lowest and the highest."""

    median: float
    lowest: float
    highest: float


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of repetitions, of which there is at least one."""
    return Spread(median(values), min(values), max(values))


def ratios(of: Sequence[Cost], against: Sequence[Cost], measure: Measure) -> Spread:
    """Return the spread of one contender's measure over the other's, repetition by repetition."""
    pairs = zip(of, against, strict=True)
    return spread([measure(mine) / measure(theirs) for mine, theirs in pairs])


def interleaved(runs: Mapping[str, Run], repetitions: int) -> dict[str, list[Cost]]:
    """Run the contenders in turns, so that what else the machine does meets them all."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for repetition in range(repetitions):
        for name, run in runs.items():
            costs[name].append(run(repetition))
    return costs


def cost_of_parts(parts: Iterable[tuple[Callable[[], bytes], int]]) -> Cost:
    """Do work in parts, each of which has to give so many lines.

    What makes the next part isn't counted. Raises ValueError where lines are missing.
    """
    gc.collect()
    total = Cost(0, 0.0, 0.0)
    for work, lines in parts:
        wall, cpu = time.perf_counter(), time.process_time()
        made = work()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        if made.count(b"\n") != lines:
            raise ValueError("a contender refuses a good row")
        total = Cost(total.done + lines, total.cpu + cpu, total.wall + wall)
    return total


def cost_of_command(
    command: Sequence[str | Path],
    done: int,
    cwd: Path,
    cache: Path | None = None,
    code: int = 0,
    switches: Mapping[str, str] = NO_SWITCHES,
) -> Cost:
    """Run a command that ends with `code`; raises CalledProcessError where it ends otherwise.

    `cache` is where it may keep its cache, never the user's own; `switches` are variables of its
    environment.
    """
    words = [sys.executable, "-I", str(CHILD), *map(str, command)]
    kept = cache or cwd.parent / "cache"
    # What is installed has its bytecode; a shell may keep Python from writing that of a checkout.
    own = {name: text for name, text in os.environ.items() if name != UNCOMPILED}
    environment = {**own, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(kept), **switches}
    ended = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, check=True)
    cost = json.loads(ended.stderr.splitlines()[-1])
    if cost["code"] != code:
        raise subprocess.CalledProcessError(cost["code"], words[3:], ended.stdout, ended.stderr)
    return Cost(done, cost["cpu"], cost["wall"], cost["memory"])


def warm(command: Sequence[str], done: int, cwd: Path) -> Run:
    """Return the run of a command that isn't the first of its kind: it finds what that one kept."""
    cache = cwd.parent / "warm"
    began: list[Cost] = []

    def run(repetition: int) -> Cost:
        if not began:
            began.append(cost_of_command(command, done, cwd, cache))
        return cost_of_command(command, done, cwd, cache)

    return run


def cold(command: Sequence[str], done: int, cwd: Path) -> Run:
    """Return the run of a command that finds no cache."""

    def run(repetition: int) -> Cost:
        cache = cwd.parent / "cold-cache"
        shutil.rmtree(cache, ignore_errors=True)
        return cost_of_command(command, done, cwd, cache)

    return run
