"""A round played from its first sender to the last, and judged."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import msgspec

from msgc.push.ledger.postgres_connection import connect
from tests.faults.cases import SIGTERM, SQLITE, Case
from tests.faults.events import EVENTS
from tests.faults.orders import Orders
from tests.faults.people import SUPPRESSED_KIND, people_of, plan_of
from tests.faults.running_api import running_api
from tests.faults.stage import Stage
from tests.faults.truth import Tally, judged, taken_by

# Senders that are given a chance to end what the killed ones began.
MOST_SENDERS = 10


class Result(msgspec.Struct):
    """What a round came to. `kills` counts those at each point, `left` the most that one left."""

    name: str
    event: str
    happened: bool
    policy: str
    lag: float
    fired: dict[str, int]
    kills: dict[str, int]
    left: dict[str, int]
    exits: dict[str, int]
    tallies: dict[str, Tally]
    problems: list[str]
    notes: list[str]
    seconds: float


def play(case: Case, folder: Path, url: str) -> Result:
    """Play a round in a folder of its own; `url` is the server's of a ledger in PostgreSQL."""
    began = time.monotonic()
    with staged(case, folder, url) as stage:
        happened = _acted(stage)
        _finish(stage)
        return _result(stage, happened, time.monotonic() - began)


def _result(stage: Stage, happened: bool, seconds: float) -> Result:
    return Result(
        name=stage.case.name,
        event=stage.case.event,
        happened=happened,
        policy=stage.case.on_absent,
        lag=stage.case.lag,
        fired=stage.api.fired(),
        kills=_marks(Path(stage.orders.marks)),
        left=stage.left,
        exits=dict(stage.exits),
        tallies=_judged(stage),
        problems=stage.problems,
        notes=stage.notes,
        seconds=seconds,
    )


@contextmanager
def staged(case: Case, folder: Path, url: str) -> Iterator[Stage]:
    """Give a round that is about to begin."""
    people = people_of(case)
    plan = plan_of(case, people, folder)
    with running_api(case, folder / "truth.ndjson") as api:
        orders = Orders(
            ledger=str(folder / "run.sqlite") if case.kind == SQLITE else _own_database(case, url),
            plan=str(plan.paths.summary),
            base_url=api.url,
            marks=str(folder / "marks"),
            suppressed=tuple(each.to for each in people if each.kind == SUPPRESSED_KIND),
            on_absent=case.on_absent,
            redact=case.redact,
            rate=case.rate,
            concurrency=case.concurrency,
            times=case.times,
        )
        yield Stage(case, folder, api, plan, people, orders, Random(f"{case.seed} {case.name}"))


def _own_database(case: Case, url: str) -> str:
    """Make a database for one round, whose locks are nobody else's."""
    name = f"round_{case.number}"
    with closing(connect(url)) as database:
        database.execute(f"CREATE DATABASE {name}")
    return f"{url.rpartition('/')[0]}/{name}"


def _acted(stage: Stage) -> bool:
    # What a kill leaves would be ambiguous, where a SIGTERM may leave nothing so.
    if stage.case.event == SIGTERM:
        happened = EVENTS[stage.case.event](stage)
        _kill(stage)
        return happened
    _kill(stage)
    return EVENTS[stage.case.event](stage)


def _kill(stage: Stage) -> None:
    for kill in stage.case.kills:
        stage.kill(kill)


def _finish(stage: Stage) -> None:
    for _ in range(MOST_SENDERS):
        if stage.is_done():
            return
        stage.ended(stage.start())
    stage.problems.append(f"not done after {MOST_SENDERS} senders: {dict(stage.counts())}")


def _judged(stage: Stage) -> dict[str, Tally]:
    with stage.ledger() as ledger:
        return judged(stage.people, ledger.records(), taken_by(stage.log))


def _marks(path: Path) -> dict[str, int]:
    return dict(Counter(path.read_text(encoding="utf-8").splitlines())) if path.exists() else {}
