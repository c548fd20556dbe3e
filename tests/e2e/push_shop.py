"""A catalog whose profile is a sandbox of its own, and pushes of it by the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from msgc.push.runs import Runs
from msgc.sandbox.options import Options
from msgc.sandbox.running import SandboxThread
from tests.e2e.cli_help import Outcome, msgc
from tests.e2e.conftest import Call

PROFILE = """\
  {name}:
    workspaceId: 6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21
    channelId: 0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10
    accessKeyEnv: SANDBOX_KEY
    baseUrl: {url}
    rate: 475
"""
CONFIG = 'channel: whatsapp\ndefaults: {to: "{{ phone }}"}\nprofiles:\n'
DOWN = "http://127.0.0.1:9"
MESSAGE = """\
vars: {phone: phone, name: {type: string, maxLength: 20}}
samples: {typical: {phone: "+31612345678", name: Anna}}
text: Hi {{ name }}, your order is on its way.
"""
MENDED = MESSAGE.replace("on its way", "coming")
COUNT = 30


@dataclass
class Shop:
    """A catalog whose profile is a sandbox of its own."""

    folder: Path
    sandbox: SandboxThread

    def push(self, *words: str, key: str = "k", yes: bool = True) -> Outcome:
        said = ("--yes", *words) if yes else words
        return msgc("push", *said, cwd=self.folder, SANDBOX_KEY=key)

    def push_rows(self, *words: str, profile: str = "local", **more: object) -> Outcome:
        given = ("hello", "-r", "people.csv", "--profile", profile, *words)
        return self.push(*given, **more)

    def push_plan(self, *words: str) -> Outcome:
        plan = ("hello", "-r", "people.csv", "--profile", "local", "--last-inbound", "seen")
        assert msgc("plan", *plan, cwd=self.folder).code == 0
        return self.push("out/hello.plan.json", "--format", "json", *words)

    def write_rows(self, seen: Callable[[int], datetime]) -> None:
        rows = [f"{phone(n)},Name {n},{seen(n).isoformat()}" for n in range(COUNT)]
        text = "\n".join(["phone,name,seen", *rows, ""])
        (self.folder / "people.csv").write_text(text, encoding="utf-8")

    def write(self, text: str) -> None:
        path = self.folder / "templates/hello.msg.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @property
    def got(self) -> dict[str, int]:
        return dict(self.sandbox.sandbox.store.counts())


def phone(number: int) -> str:
    return f"+3161111{number:04d}"


ALL_ONCE = {phone(n): 1 for n in range(COUNT)}


@contextmanager
def open_shop(folder: Path) -> Iterator[Shop]:
    """Give a shop in an empty folder, with its sandbox running."""
    with SandboxThread(Options()) as sandbox:
        yield shop_in(folder, sandbox)


@contextmanager
def open_shop_here(folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Give a shop in an empty folder whose pushes run in this process."""

    def push(self: Shop, *words: str, yes: bool = True) -> Outcome:
        return call("push", *(("--yes",) if yes else ()), *words, cwd=self.folder)

    monkeypatch.setenv("SANDBOX_KEY", "k")
    monkeypatch.setattr(Shop, "push", push)
    with open_shop(folder) as made:
        yield made


def plan_of(shop: Shop, call: Call, *words: str) -> Path:
    """Plan the shop's message for all rows; return the plan's path."""
    given = ("hello", "-r", "people.csv", "--profile", "local", *words)
    outcome = call("plan", *given, cwd=shop.folder)
    assert outcome.code == 0, outcome.err
    return shop.folder / "out/hello.plan.json"


def runs_of(shop: Shop) -> list[str]:
    """Return the names of a shop's runs."""
    return Runs.of(shop.folder).names()


def shop_in(folder: Path, sandbox: SandboxThread) -> Shop:
    """Write a shop that sends to a sandbox."""
    made = Shop(folder, sandbox)
    urls = {"local": sandbox.base_url, "down": DOWN}
    profiles = [PROFILE.format(name=name, url=url) for name, url in urls.items()]
    folder.mkdir(exist_ok=True)
    (folder / "msgc.yaml").write_text(CONFIG + "".join(profiles), encoding="utf-8")
    rows = "".join(f"{phone(n)},Name {n}\n" for n in range(COUNT))
    (folder / "people.csv").write_text(f"phone,name\n{rows}", encoding="utf-8")
    made.write(MESSAGE)
    return made


def states(outcome: Outcome) -> dict[str, int]:
    document = json.loads(outcome.out)
    assert sum(document["states"].values()) == document["total"]
    assert len(document["states"]) == 8
    return {state: count for state, count in document["states"].items() if count}
