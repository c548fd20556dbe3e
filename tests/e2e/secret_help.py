"""A place with planted sentinels: a key and people's data, and what may hold them afterwards."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.cli_help import Outcome, environment, write
from tests.e2e.push_help import KEY_NAME, mode, shop_with

KEY = "sentinel-Kq7/of+the=key"
# The part of it that is sought, so that a piece of the key is found as well.
MARK = "sentinel-Kq7"
PHONES = ("+31698765401", "+31698765402", "+31698765403")
NAMES = ("Zebulonia", "Quixotina", "Wolframius")
NOTES = ("walks-like-thunder", "sings-at-midnight", "owes-nine-guilders")
# What nobody may find: digits without what people put between them, words as they are.
PEOPLE = (*(phone.removeprefix("+") for phone in PHONES), "98765499", *NAMES, *NOTES, "Xanthippus")
# Nothing listens there: no test leaves this machine.
NOWHERE = "http://127.0.0.1:1"
MESSAGE = "orders/note"
NOTE = """\
vars: {phone: phone, name: string, note: string}
samples: {typical: {phone: "+31612345678", name: Ann, note: hello}}
text: Hi {{ name }}, {{ note }}
fallback: {template: t, locale: en, parameters: {name: "{{ name }}"}}
"""
# The last of them is no phone number, and the row is rejected.
ROWS = "phone,name,note\n" + "".join(
    f"{phone},{name},{note}\n"
    for phone, name, note in zip(
        (*PHONES, "0698765499x"), (*NAMES, "Xanthippus"), (*NOTES, "-"), strict=True
    )
)
PAYLOADS, ENTRIES, REJECTED, LEDGER = ".ndjson", ".plan.ndjson", ".rejected.ndjson", ".sqlite"
# Files that may hold people's data, by how they end; each is its owner's alone.
HOLDERS = (PAYLOADS, LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm")
OWNERS = "0o600"


def keys_in(content: bytes | str) -> bool:
    """Tell whether the key stands in a file or an output, be it as other schemes write it."""
    data = content.encode() if isinstance(content, str) else content
    return MARK.encode() in data or base64.b64encode(MARK.encode()) in data


@dataclass
class Place:
    """A catalog with rows, and the home, cache and temporary folder of whoever runs `msgc`."""

    root: Path
    said: list[tuple[str, Outcome]] = field(default_factory=list)

    @property
    def shop(self) -> Path:
        return self.root / "shop"

    @property
    def runs(self) -> Path:
        return self.shop / ".msgc" / "runs"

    def environment(self, **more: str) -> dict[str, str]:
        places = {
            "HOME": str(self.root / "home"),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "TMPDIR": str(self.root / "temp"),
            "MSGC_NO_CACHE": "",
        }
        return environment(**{**places, KEY_NAME: KEY, **more})

    def run(
        self, *words: str | Path, input: str | None = None, python: Sequence[str] = (), **more: str
    ) -> Outcome:
        """Run `msgc` in the shop, or what `python` says in its place; note what it said."""
        command = [sys.executable, *(python or ("-m", "msgc")), *map(str, words)]
        run = subprocess.run(
            command,
            cwd=self.shop,
            input=input,
            env=self.environment(**more),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return self.note(" ".join(command[1:]), Outcome(run.returncode, run.stdout, run.stderr))

    def note(self, command: str, outcome: Outcome) -> Outcome:
        """Note what a command said; the key is in none of it."""
        self.said.append((command, outcome))
        assert not keys_in(outcome.out + outcome.err), command
        return outcome

    @contextmanager
    def begun(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """Begin a command that goes on; what isn't ended with the block is killed."""
        process = subprocess.Popen(
            [sys.executable, "-m", "msgc", *words],
            cwd=self.shop,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def files(self) -> list[Path]:
        """All files that commands wrote, not those that the test gave them."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return [path for path in found if self.root / "given" not in path.parents]

    def require_kept(self) -> None:
        """No file holds the key; people's data is in files for it alone, which are 0600."""
        for path in self.files():
            content = path.read_bytes()
            assert not keys_in(content), path
            if path.name.endswith(HOLDERS):
                assert mode(path) == OWNERS, path
            else:
                assert not people_in(content), path


def place_at(root: Path, url: str = NOWHERE) -> Place:
    """Make a place whose profile is the account at a URL."""
    place = Place(root)
    for name in ("home", "cache", "temp", "given"):
        (root / name).mkdir(parents=True)
    shop_with(place.shop, url, {f"{MESSAGE}.msg.yaml": NOTE})
    write(root / "given" / "rows.csv", ROWS)
    write(root / "given" / "no.txt", f"{PHONES[2]}\n")
    return place


def people_in(content: bytes | str) -> list[str]:
    """Return what of people's data stands in a file or an output."""
    data = content.encode() if isinstance(content, str) else content
    return [word for word in PEOPLE if word.encode() in data]


def require_nobody(*outcomes: Outcome) -> None:
    """Nobody's data is in an output."""
    for outcome in outcomes:
        assert not people_in(outcome.out + outcome.err), outcome


def wrong_payloads() -> str:
    """Payloads with people's data at places that findings are about."""

    def to(number: str) -> dict[str, object]:
        return {"contacts": [{"identifierKey": "phonenumber", "identifierValue": number}]}

    def text(**more: object) -> dict[str, object]:
        return {"type": "text", "text": {"text": NAMES[1], **more}}

    long = {"type": "reply", "reply": {"text": f"{NAMES[0]} {NOTES[0]} {NAMES[0]}"}}
    link = {"type": "link", "link": {"text": "x", "url": f"no url {NOTES[1]}"}}
    payloads: list[object] = [
        {"receiver": to("0698765499x"), "body": text()},
        {"receiver": to(PHONES[0]), "body": {"type": NAMES[0], "text": {"text": 5}}},
        {"receiver": to(PHONES[1]), "body": text(actions=[long, link])},
        {"receiver": to(PHONES[1]), "body": text(), "scheduledFor": NOTES[2], "tags": ["a/b"]},
        {"receiver": to(PHONES[0]) | {"to": PHONES[0]}, "body": text(), "reference": 5},
    ]
    broken = f'{{"receiver": {NAMES[2]} {PHONES[2]}\n'
    return "".join(json.dumps(each) + "\n" for each in payloads) + broken
