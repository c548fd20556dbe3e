"""Keys and people's data, sought in what is left where a push goes wrong on this side."""

from __future__ import annotations

import fcntl
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.cli_help import Outcome, write
from tests.e2e.raw_server import RawServer, Request, raw_server
from tests.e2e.secret_help import (
    MARK,
    MESSAGE,
    PHONES,
    Place,
    place_at,
    require_nobody,
)
from tests.e2e.secret_pushes import PAGE, PUSH, ROWS, Posts, require_told

# Seconds within which a process is where a test wants it.
PATIENCE = 30.0


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


@pytest.fixture
def place(server: RawServer, tmp_path: Path) -> Place:
    return place_at(tmp_path / "place", server.url)


def waited(server: RawServer) -> None:
    end = time.monotonic() + PATIENCE
    while not server.posts and time.monotonic() < end:
        time.sleep(0.02)
    assert server.posts, "nothing was posted"


def test_a_second_signal(server: RawServer, place: Place) -> None:
    def hang(request: Request) -> Iterator[bytes]:
        if request[0] == "POST":
            time.sleep(9)
        yield from PAGE

    server.answer = hang
    with place.begun(*PUSH) as process:
        waited(server)
        # What everybody on the machine can read of a process.
        assert MARK.encode() not in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        place.require_kept()
        require_nobody(place.run("status"))
        other = place.run(*PUSH)
        assert other.code == 5, other
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    ended = place.note("a second signal", Outcome(process.returncode, out, err))
    assert ended.code == 3, ended
    require_told(place, ended, other)


def test_a_ledger_that_cant_be_used(server: RawServer, place: Place) -> None:
    server.answer = Posts(None)
    place.run(*PUSH, "--settle", "0s")
    [ledger] = place.runs.glob("*.sqlite")
    with (place.runs / f"{ledger.name}.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        locked = place.run(*PUSH, "--settle", "0s")
    content = ledger.read_bytes()
    ledger.write_bytes(content[:200] + b"\0" * 8000 + content[8200:])
    broken = place.run(*PUSH, "--settle", "0s", MSGC_TRACEBACK="1")
    ledger.write_bytes(b"no ledger")
    none = place.run(*PUSH, "--settle", "0s", MSGC_TRACEBACK="1")
    assert [locked.code, broken.code, none.code] == [5, 5, 5], (locked, broken, none)
    require_nobody(locked, broken, none)


FAULTY = """\
import sys
from msgc.cli.main import main
from msgc.push import {module}

def fail(*given, **named):
    raise RuntimeError("a fault of msgc")

{module}.{name} = fail
main(sys.argv[1:])
"""
FAULTS = {
    "while a payload is made": ("payloads", "with_additions"),
    "while an answer is read": ("posting", "outcome_of_reply"),
    "while a list is read": ("api", "messages_page"),
    "while a plan is made": ("planner", "facts_of"),
}


@pytest.mark.parametrize("shown", ["", "1"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_our_own(server: RawServer, place: Place, name: str, shown: str) -> None:
    module, function = FAULTS[name]
    server.answer = Posts(202)
    program = FAULTY.format(module=module, name=function)
    outcome = place.run(*PUSH, python=("-X", "dev", "-c", program), MSGC_TRACEBACK=shown)
    assert outcome.code != 0
    require_nobody(outcome)
    place.require_kept()


def test_what_python_says_while_it_is_watched(server: RawServer, place: Place) -> None:
    server.answer = Posts(202, 422, None)
    outcome = place.run(
        *(*PUSH, "--settle", "0s"), python=("-X", "dev", "-m", "msgc"), PYTHONASYNCIODEBUG="1"
    )
    assert outcome.code == 3, outcome
    require_told(place, outcome)


def test_one_test_message(server: RawServer, place: Place) -> None:
    server.answer = Posts(202)
    words = ("push", MESSAGE, "--to", PHONES[0], "--profile", "peer", "--yes")
    outcome = place.run(*words)
    assert outcome.code == 0, outcome
    require_told(place, outcome)


def test_errors_before_anything_is_sent(server: RawServer, place: Place) -> None:
    planned = place.run("plan", MESSAGE, "-r", ROWS, "--profile", "peer", "-o", "out/a")
    plan = place.shop / "out" / "a.plan.json"
    entries = plan.with_name("a.plan.ndjson")
    outcomes = [
        planned,
        place.run("push", "out/a.plan.json", "--dry-run"),
        place.run("push", "out/a.plan.json"),
        place.run("push", "out/a.plan.json", "--profile", "prod", "--yes"),
        place.run("push", "out/a.plan.json", "--max-age", "0s", "--yes"),
        place.run("push", "out/b.plan.json", "--yes"),
    ]
    entries.write_bytes(re.sub(b"Zebulonia", b"Quixotina", entries.read_bytes()))
    outcomes.append(place.run("push", "out/a.plan.json", "--yes"))
    write(plan, "{}")
    outcomes.append(place.run("push", "out/a.plan.json", "--yes"))
    write(place.root / "given" / "no.txt", f"{PHONES[0]}\nno number {PHONES[1]}\n\n+++\n")
    outcomes.append(place.run(*PUSH, "--suppress", "../given/no.txt", "--limit", "0"))
    assert [each.code for each in outcomes[1:-1]] == [0, 2, 2, 2, 2, 2, 2], outcomes
    require_nobody(*outcomes)
    assert server.posts == []
    place.require_kept()
