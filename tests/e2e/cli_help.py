"""What the tests of the command line share: a small catalog, and two ways to run `msgc`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIG = 'constants: {brand: Acme}\ndefaults:\n  to: "{{ phone }}"\n'
SHIPPED = """\
vars: {phone: phone, name: string, n: integer = 1}
samples:
  typical: {phone: "+31612345678", name: Ann}
  dutch: {phone: "+31612345679", name: Bob, locale: nl}
tags: [orders]
text: Hi {{ name }}, {{ 10 // n }} from {{ brand }}
"""
DUTCH = "text: Hoi {{ name }}, {{ 10 // n }} van {{ brand }}\n"
LIST = """\
to: "+31612345678"
text: Pick
list: [{reply: A}]
"""
WITH_FALLBACK = """\
vars: {phone: phone, name: string}
samples: {one: {phone: "+31612345678", name: Ann}}
text: Hi {{ name }}
fallback: {template: t, locale: en, parameters: {name: "{{ name }}"}}
"""
UNSAMPLED = "vars: {phone: phone}\ntext: Hi\n"
FAULTY = 'to: "+31612345678"\ntext: Hi {{ nmae.x }}\n'
ROWS = "phone,name,n\n+31612345678,Ann,2\n+31612345679,Bob,0\n0612345678,Cas,1\n+31612345670,Dee,\n"
GOOD_ROWS = "phone,name,n\n+31612345678,Ann,2\n+31612345679,Bob,5\n"
PAYLOAD = '{"receiver": {"contacts": [{"id": "a"}]}, "body": {"type": "text", "text": {"text": 5}}}'
MESSAGES = {
    "orders/shipped.msg.yaml": SHIPPED,
    "orders/shipped.nl.msg.yaml": DUTCH,
    "orders/noted.msg.yaml": WITH_FALLBACK,
    "menu.msg.yaml": LIST,
    "plain.msg.yaml": UNSAMPLED,
}


def catalog(folder: Path, messages: Mapping[str, str] = MESSAGES, config: str = CONFIG) -> Path:
    """Write a catalog and return its folder."""
    write(folder / "msgc.yaml", config)
    for name, text in messages.items():
        write(folder / "templates" / name, text)
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)

    @property
    def lines(self) -> list:
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    """The environment of a run, without what would change its looks."""
    dropped = ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "MSGC_TRACEBACK", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def msgc(*words: str | Path, cwd: Path, input: str | None = None, **more: str) -> Outcome:
    """Run the real command line in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "msgc", *map(str, words)],
        cwd=cwd,
        input=input,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in run.stderr, run.stderr
    return Outcome(run.returncode, run.stdout, run.stderr)


def ndjson(path: Path) -> list:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def files_of(folder: Path) -> set[str]:
    """The files below a folder, by their paths in it."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def files(outcome: Outcome) -> list[str]:
    """The file of each finding in a JSON report."""
    return [found["file"] for found in outcome.document["diagnostics"]]


def texts(payloads: list) -> list[str]:
    """The words of text messages."""
    return [payload["body"]["text"]["text"] for payload in payloads]
