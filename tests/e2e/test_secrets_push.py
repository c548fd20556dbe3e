"""Keys and people's data, sought in all that a push leaves, however it ends."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from tests.e2e.cli_help import write
from tests.e2e.push_help import mode
from tests.e2e.raw_server import RawServer, Request, http, raw_server
from tests.e2e.secret_help import (
    KEY,
    MESSAGE,
    OWNERS,
    Place,
    people_in,
    place_at,
    require_nobody,
)
from tests.e2e.secret_pushes import PUSH, Posts, require_told


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


@pytest.fixture
def place(server: RawServer, tmp_path: Path) -> Place:
    return place_at(tmp_path / "place", server.url)


# One row can't be sent.
ALL_BUT_ONE = 1
ENDINGS: dict[str, tuple[tuple[int | None, ...], int]] = {
    "accepted": ((202,), ALL_BUT_ONE),
    "rejected": ((422,), 3),
    "the key refused in the middle": ((202, 401), 4),
    "no right in the middle": ((403,), 4),
    "lost": ((None,), 3),
    "a fault of the API": ((500,), 3),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_a_push(server: RawServer, place: Place, name: str) -> None:
    statuses, code = ENDINGS[name]
    server.answer = Posts(*statuses)
    outcome = place.run(*PUSH, "--settle", "0s")
    again = place.run(*PUSH, "--format", "json", "--settle", "0s", "-v")
    assert outcome.code == code, outcome
    require_told(place, outcome, again)


@pytest.mark.parametrize("status", [401, 500])
def test_a_preflight(server: RawServer, place: Place, status: int) -> None:
    body = json.dumps({"code": KEY, "message": f"what is {KEY}?"}).encode()
    server.answer = lambda request: http(status, body, X_Key=KEY)
    require_told(place, place.run(*PUSH, MSGC_TRACEBACK="1"))


@pytest.mark.parametrize("status", ["sending_failed", "words about +31698765401"])
def test_what_became_of_messages(server: RawServer, place: Place, status: str) -> None:
    server.answer = Posts(202)
    assert place.run(*PUSH).code == ALL_BUT_ONE
    listed = [told_of(body, status) for body in server.posts]
    server.answer = lambda request: http(200, json.dumps({"results": listed}).encode())
    outcomes = [
        place.run("status", "--follow", "--for", "1s", "--profile", "peer", *words)
        for words in ((), ("--format", "json"))
    ]
    assert "sending_failed" in outcomes[1].out or status not in outcomes[1].out
    require_told(place, *outcomes)


def told_of(body: bytes, status: str) -> dict[str, object]:
    """Return a message as a list may tell of it, with its words where none belong."""
    sent = json.loads(body)
    said = {"code": body.decode(), "description": body.decode(), "source": {"code": body.decode()}}
    more = {"id": f"id-{crc32(sent['reference'].encode()):08x}", "status": status, "failure": said}
    return {**sent, **more, "reason": body.decode()}


def test_what_is_exported_and_forgotten(server: RawServer, place: Place) -> None:
    server.answer = Posts(202, 422, None)
    place.run(*PUSH, "--settle", "0s", "--suppress", "../given/no.txt")
    for ending in ("jsonl", "csv"):
        require_nobody(place.run("status", "--export", f"out/open.{ending}"))
        own = f"out/own.{ending}"
        require_nobody(place.run("status", "--export", own, "--with-recipients"))
        exported = place.shop / own
        assert people_in(exported.read_bytes()) and mode(exported) == OWNERS
        exported.unlink()
    place.require_kept()
    [run] = place.runs.glob("*.sqlite")
    require_nobody(place.run("status", run.stem, "--forget", "--yes"))
    require_nobody(place.run("resolve", run.stem, "--drop", "--all"))
    place.require_kept()


def test_a_run_that_is_forgotten_has_nobodys_data(server: RawServer, place: Place) -> None:
    server.answer = Posts(202)
    assert place.run(*PUSH).code == ALL_BUT_ONE
    assert people_in(b"".join(path.read_bytes() for path in place.runs.iterdir()))
    [run] = place.runs.glob("*.sqlite")
    assert place.run("status", run.stem, "--forget", "--yes").code == 0
    for path in place.runs.iterdir():
        assert not people_in(path.read_bytes()), path


@pytest.mark.parametrize("status", [202, 422, 500])
def test_a_ledger_that_is_redacted(server: RawServer, place: Place, status: int) -> None:
    seen: list[str] = []

    def answer(request: Request) -> Iterable[bytes]:
        if request[0] == "POST":
            # Intents are on disk by now, in the log that SQLite writes first.
            found = sorted(place.runs.glob("*.sqlite*"))
            seen.extend(path.name.rpartition(".")[2] for path in found)
            assert not [path for path in found if people_in(path.read_bytes())]
        return Posts(status)(request)

    server.answer = answer
    outcome = place.run(*PUSH, "--redact", "--settle", "0s")
    assert {"sqlite", "sqlite-wal"} <= set(seen)
    for path in place.runs.glob("*.sqlite*"):
        assert not people_in(path.read_bytes()), path
    require_told(place, outcome)


def test_an_authors_reference_is_redacted(server: RawServer, place: Place) -> None:
    server.answer = Posts(202)
    note = place.shop / "templates" / f"{MESSAGE}.msg.yaml"
    write(note, note.read_text() + 'reference: "{{ phone }}"\n')
    assert place.run(*PUSH, "--redact").code == ALL_BUT_ONE
    [ledger] = place.runs.glob("*.sqlite")
    assert not people_in(ledger.read_bytes())
