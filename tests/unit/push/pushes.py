"""Runs pushed to an API that is a script: what each recipient's requests get, and what got in."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from msgc.push.answers import Listed, Window
from msgc.push.clocks import Clocks
from msgc.push.entries import Entry
from msgc.push.keys import FOLLOW_UP, MAIN, message_key, person
from msgc.push.ledger.model import Ledger, RunFacts
from msgc.push.ledger.sqlite import create_sqlite
from msgc.push.pace import Pace
from msgc.push.policy import Policy
from msgc.push.pushing import Push, push
from msgc.push.states import State
from msgc.push.stops import Brake, Stop
from msgc.transport.sending import MaybeSentError, NeverSentError, Reply

RUN = "2026-11-22-shipped-3f2a09c1"
NOW = 1_790_000_000.0
FALLBACK = b'{"template":{"projectId":"p"}}'

Answer = Callable[["Api", dict[str, object]], Reply]


def reply(status: int, body: object = None, **headers: str) -> Reply:
    content = b"" if body is None else json.dumps(body).encode()
    return Reply(status, {k.replace("_", "-"): v for k, v in headers.items()}, content, True)


def taken(api: Api, message: dict[str, object]) -> Reply:
    """Let it in, and say so."""
    return reply(202, {"id": api.let_in(message), "status": "accepted"})


def lost(api: Api, message: dict[str, object]) -> Reply:
    """Let it in, and break the connection."""
    api.let_in(message)
    raise MaybeSentError("the connection broke", "reset")


def vanished(api: Api, message: dict[str, object]) -> Reply:
    """Break the connection before anything is let in."""
    raise MaybeSentError("the connection broke", "reset")


def unreachable(api: Api, message: dict[str, object]) -> Reply:
    """Refuse the connection."""
    raise NeverSentError("it can't be reached", "refused")


def status(code: int, body: object = None, **headers: str) -> Answer:
    """Answer with a status, and let nothing in."""
    return lambda api, message: reply(code, body, **headers)


@dataclass
class Api:
    """Answers each recipient's requests by a list of answers, then as `otherwise`."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    otherwise: Answer = taken
    windows: dict[str, Window] = field(default_factory=dict)
    inside: list[dict[str, object]] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    lists: int = 0

    async def post(self, payload: bytes) -> Reply:
        await asyncio.sleep(0)
        message = json.loads(payload)
        to = message["to"]
        self.posts.append(to)
        waiting = self.answers.get(to)
        answer = waiting.pop(0) if waiting else self.otherwise
        return answer(self, message)

    def let_in(self, message: dict[str, object]) -> str:
        self.inside.append(message)
        return f"id-{len(self.inside)}"

    async def list_messages(self, tag: str, to: str, start: float, end: float) -> list[Listed]:
        self.lists += 1
        return [
            Listed(f"id-{n}", "accepted", str(m["reference"]), (tag,), frozenset({to}))
            for n, m in enumerate(self.inside, 1)
            if m["to"] == to and tag in m["tags"]
        ]

    async def window(self, contact: str, identifier: str) -> Window:
        return self.windows[contact]

    @property
    def got(self) -> Counter[str]:
        """How often each recipient's message was let in."""
        return Counter(str(message["to"]) for message in self.inside)


@dataclass
class ListedPlan:
    """A plan that is a list."""

    listed: Sequence[Entry]

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        yield from self.listed[start:stop]


def recipient(number: int) -> str:
    return f"+3160000{number:04d}"


def entry(seq: int, **more: object) -> Entry:
    to = recipient(seq)
    payload = json.dumps({"to": to, "text": "Hi"}).encode()
    found = {"fallback": b"", **more}
    if found["fallback"]:
        found["fallback_key"] = message_key("shipped", to, FOLLOW_UP, found["fallback"])
    key = message_key("shipped", to, MAIN, payload)
    return Entry(seq=seq, row=seq + 1, to=to, key=key, payload=payload, **found)


def with_fallback(seq: int, **more: object) -> Entry:
    to = recipient(seq)
    return entry(seq, fallback=json.dumps({"to": to, "template": {}}).encode(), **more)


def facts(entries: Sequence[Entry], **more: object) -> RunFacts:
    given = {
        "run": RUN,
        "identity": "3f2a09c1" * 4,
        "profile": "prod",
        "account": "prod ws/ch",
        "campaign": "shipped",
        "plan": "shipped.plan.ndjson",
        "plan_digest": "0" * 64,
        "created": NOW,
        "expires": NOW + 86_400,
        "entries": len(entries),
        "reference_is_unique": True,
    }
    return RunFacts(**{**given, **more})


def clocks(scale: float) -> Clocks:
    """Return clocks that go `scale` times as fast as they should."""
    began = time.monotonic()

    def gone() -> float:
        return (time.monotonic() - began) * scale

    return Clocks(lambda: NOW + gone(), gone)


@dataclass
class Pushed:
    """What a push came to."""

    stop: Stop | None
    states: dict[State, int]


def ledger_at(folder: Path, entries: Sequence[Entry], **more: object) -> Ledger:
    return create_sqlite(folder / f"{RUN}.sqlite", facts(entries, **more))


def pushed(
    ledger: Ledger,
    entries: Sequence[Entry],
    api: Api,
    suppressed: Sequence[str] = (),
    scale: float = 1.0,
    rate: float = 475.0,
    contacts: Mapping[bytes, str] = MappingProxyType({}),
    **policy: object,
) -> Pushed:
    """Push a run until it ends; `scale` lets seconds pass faster for it."""
    job = Push(
        ledger=ledger,
        plan=ListedPlan(entries),
        api=api,
        pace=Pace(rate),
        policy=Policy(**policy),
        suppressed=frozenset(map(person, suppressed)),
        contacts=contacts,
        tell=lambda line: None,
        clocks=clocks(scale),
    )
    stop = asyncio.run(push(job, Brake()))
    counts = ledger.counts()
    return Pushed(stop, {state: counts[state] for state in State if counts[state]})
