"""What the tests of pushes share: a catalog with an account, payloads, and what a run came to."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgc.push.entries import Entry
from msgc.push.ledger.model import Record
from msgc.push.ledger.sqlite import open_sqlite
from msgc.push.plan_reading import read_plan
from tests.e2e.cli_help import MESSAGES, Outcome, catalog, write

WORKSPACE = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
CHANNEL = "0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10"
KEY_NAME = "PUSH_KEY"
CONFIG = """\
defaults:
  to: "{{{{ phone }}}}"
constants: {{brand: Acme}}
profiles:
  peer:
    workspaceId: {workspace}
    channelId: {channel}
    accessKeyEnv: {key}
    baseUrl: {url}
    rate: 400
"""
YES = ("--profile", "peer", "--yes", "--format", "json")


def shop_with(folder: Path, url: str, messages: Mapping[str, str] = MESSAGES) -> Path:
    """Write a catalog whose profile `peer` is the account at `url`; return its folder."""
    config = CONFIG.format(workspace=WORKSPACE, channel=CHANNEL, key=KEY_NAME, url=url)
    return catalog(folder, messages, config)


def phone(number: int) -> str:
    return f"+316{number:08d}"


def payload(to: str, text: str = "Hi", **more: object) -> dict[str, Any]:
    contact = {"identifierKey": "phonenumber", "identifierValue": to}
    body = {"type": "text", "text": {"text": text}}
    return {"receiver": {"contacts": [contact]}, "body": body, **more}


def payloads_file(path: Path, payloads: Iterable[object]) -> Path:
    """Write a file of payloads, a line each."""
    return write(path, "".join(json.dumps(each) + "\n" for each in payloads))


def runs_of(shop: Path) -> Path:
    return shop / ".msgc" / "runs"


@dataclass(frozen=True)
class Ran:
    """What a push left: its name, its plan's entries, and the ledger's records."""

    run: str
    entries: list[Entry]
    records: list[Record]

    @property
    def states(self) -> dict[str, str]:
        """The state of each recipient that the ledger has anything about."""
        by_seq = {each.seq: each.to for each in self.entries}
        return {by_seq[each.seq]: str(each.state) for each in self.records}


def ran(shop: Path) -> Ran:
    """Read the one run of a catalog."""
    [path] = runs_of(shop).glob("*.sqlite")
    with closing(open_sqlite(path, sender=False)) as ledger:
        records = list(ledger.records())
    plan = read_plan(path.with_suffix(".plan.json"))
    return Ran(path.stem, list(plan.reader().entries(0, plan.summary.counts.entries)), records)


def states(outcome: Outcome) -> dict[str, int]:
    """Return the states of a push's report that anything is in; they sum to its total."""
    document = outcome.document
    assert sum(document["states"].values()) == document["total"]
    return {state: count for state, count in document["states"].items() if count}


def mode(path: Path) -> str:
    """Return who may do what with a file, in octal."""
    return oct(stat.S_IMODE(path.stat().st_mode))
