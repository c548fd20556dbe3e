"""A round's plan: written by the product, to recipients whose numbers tell what they will meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from msgc.push.candidates import Candidate
from msgc.push.keys import person
from msgc.push.plan_reading import Plan, read_plan
from msgc.push.plan_writing import Terms, write_plan
from msgc.push.planner import Rules
from msgc.push.plans import PlanPaths
from tests.faults.cases import CERTAIN, DIGITS, ENTRIES, FAULTS, QUIET, SUPPRESSED, WRONG, Case
from tests.faults.orders import ACCOUNT

SUPPRESSED_KIND, WRONG_KIND, PLAIN = "suppressed", "wrong payload", "plain"


@dataclass(frozen=True, slots=True)
class Someone:
    """A recipient by its number, and what is in store for it."""

    to: str
    kind: str


def people_of(case: Case) -> list[Someone]:
    """Return a round's recipients, in the plan's order."""
    random = Random(f"people {case.seed} {case.name}")
    kinds = [_kind(case, seq, random) for seq in range(ENTRIES)]
    kinds[-SUPPRESSED - WRONG :] = [SUPPRESSED_KIND] * SUPPRESSED + [WRONG_KIND] * WRONG
    random.shuffle(kinds)
    return [
        Someone(f"+31{case.number:03d}{seq:05d}{DIGITS.get(kind, QUIET)}", kind)
        for seq, kind in enumerate(kinds)
    ]


def _kind(case: Case, seq: int, random: Random) -> str:
    """Return each fault in turn for its share of the recipients."""
    if case.is_calm or random.randrange(100) >= CERTAIN:
        return PLAIN
    return FAULTS[(seq + case.number) % len(FAULTS)]


def plan_of(case: Case, people: list[Someone], folder: Path) -> Plan:
    """Write a round's plan and read it again."""
    paths = PlanPaths.of(folder / "faults")
    now = datetime.now(UTC)
    rules = Rules(
        campaign=f"faults/{case.name}-{case.seed}",
        rows="people.csv",
        now=now.timestamp(),
        suppressed=frozenset(person(each.to) for each in people if each.kind == SUPPRESSED_KIND),
    )
    terms = Terms(rules, now, case.rate, profile="faults", account=ACCOUNT)
    write_plan(_candidates(case, people), paths, terms, lambda found: {})
    return read_plan(paths.summary)


def _candidates(case: Case, people: list[Someone]) -> Iterator[Candidate]:
    for row, each in enumerate(people, 1):
        contact = {"identifierKey": "phonenumber", "identifierValue": each.to}
        # The API knows no body of this type.
        kind = "wrong" if each.kind == WRONG_KIND else "text"
        payload: dict[str, object] = {
            "receiver": {"contacts": [contact]},
            "body": {"type": kind, "text": {"text": f"Order {row} is on its way."}},
        }
        if case.references != "none":
            payload["reference"] = f"order-{row}" if case.references == "own" else "campaign-7"
        yield Candidate(row, json.dumps(payload).encode())
