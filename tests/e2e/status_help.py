"""What the tests of runs share: a catalog whose profile is a sandbox, and runs made without one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from msgc.push.fresh import intent_of
from msgc.push.ledger.model import Outcome
from msgc.push.plan_reading import read_plan
from msgc.push.runs import Runs
from msgc.push.states import Event
from msgc.push.windows import Choice
from msgc.sandbox.options import Options, Schedule, Window
from msgc.sandbox.running import running_sandbox
from tests.e2e.cli_help import Outcome as Ran
from tests.e2e.cli_help import catalog
from tests.e2e.conftest import Call

SECRET = "sentinel-of-the-key"
WORKSPACE = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
CHANNEL = "0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10"
NOTED = """\
vars: {phone: phone, name: string}
samples: {one: {phone: "+31612345678", name: Ann}}
to: "{{ phone }}"
text: Hi {{ name }}
fallback: {template: t, locale: en, parameters: {name: "{{ name }}"}}
"""
NAMES = ("Aurelia", "Balthasar", "Cunegonde", "Dagobert", "Eulalie")
PHONES = tuple(f"+3161234{number}" for number in (5601, 5602, 5603, 5604, 5605))
ROWS = "phone,name\n" + "".join(
    f"{each},{name}\n" for each, name in zip(PHONES, NAMES, strict=True)
)
PERSONAL = (*NAMES, *PHONES, *(phone.removeprefix("+") for phone in PHONES), SECRET)
FAST = Schedule(0.02, 0.05, 0.1)
PLAN = "out/noted.plan.json"


@dataclass(frozen=True)
class Shop:
    """A catalog, and the sandbox that its profile names."""

    folder: Path
    url: str

    def taken(self) -> dict[str, int]:
        """Return how many messages each recipient got."""
        taken: dict[str, int] = httpx.get(f"{self.url}/_sandbox/accepted").json()["recipients"]
        return taken


@contextmanager
def shop(folder: Path, window: Window = Window.OPEN, **options: object) -> Iterator[Shop]:
    """Serve a sandbox, and write a catalog for it with rows.csv."""
    settings = replace(Options(schedule=FAST, window=window), **options)  # type: ignore[arg-type]
    with running_sandbox(settings) as url:
        yield Shop(catalog_at(folder / "shop", url), url)


def catalog_at(folder: Path, url: str = "http://127.0.0.1:1") -> Path:
    """Write a catalog whose profile is at a URL."""
    config = (
        f"profiles:\n  local:\n    workspaceId: {WORKSPACE}\n    channelId: {CHANNEL}\n"
        f"    accessKeyEnv: STATUS_KEY\n    baseUrl: {url}\n"
    )
    catalog(folder, {"noted.msg.yaml": NOTED}, config)
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    return folder


def planned(call: Call, folder: Path) -> None:
    """Plan the catalog's message for all rows."""
    outcome = call("plan", "noted", "-r", "rows.csv", "--profile", "local", cwd=folder)
    assert outcome.code == 0, outcome.err


def run_with(call: Call, folder: Path, outcomes: Mapping[int, Outcome]) -> str:
    """Make a run of which everything was claimed, with these outcomes, and return its name.

    What has none was accepted.
    """
    planned(call, folder)
    runs, plan = Runs.of(folder), read_plan(folder / PLAN)
    now = time.time()
    with closing(runs.begin(plan)) as ledger:
        ledger.take_over(now)
        ledger.next_span(now)
        entries = list(plan.reader().entries(0, len(PHONES)))
        ledger.exchange([], [intent_of(each, Choice()) for each in entries], len(entries), now)
        accepted = (Outcome(n, 0, Event.ACCEPT, now, status=202) for n in range(len(entries)))
        ledger.exchange([outcomes.get(each.seq, each) for each in accepted], [], None, now)
        for seq, outcome in outcomes.items():
            if outcome.event is Event.LOSE and outcome.code == "held":
                ledger.exchange([Outcome(seq, 0, Event.GIVE_UP, now)], [], None, now)
        return ledger.facts().run


def refused(seq: int, place: str = ".body.text.text") -> Outcome:
    """Return a 422 whose words repeat what the payload holds."""
    said = f"`Hi {NAMES[seq]}` to {PHONES[seq]} is wrong"
    detail = json.dumps({place: [said]})
    return Outcome(seq, 0, Event.REJECT, 0.0, status=422, code="InvalidPayload", detail=detail)


def held(seq: int) -> Outcome:
    """Return what ends as held."""
    return Outcome(seq, 0, Event.LOSE, 0.0, code="held")


def hides(*outcomes: Ran) -> None:
    """See that nothing of anybody, and no key, was shown."""
    for outcome in outcomes:
        shown = [each for each in PERSONAL if each in outcome.out + outcome.err]
        assert shown == []
