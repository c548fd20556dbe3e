"""How far a message has come, whose window is open, and what was truly taken."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from msgc.sandbox.options import Schedule, Window
from tests.unit.sandbox.conftest import Make
from tests.unit.sandbox.sandbox_help import CHANNEL, MESSAGES, TEMPLATE, WORKSPACE, Client, Clock
from tests.unit.sandbox.test_sandbox_sending import faults_of

CONTACTS = f"/workspaces/{WORKSPACE}/channels/{CHANNEL}/contacts"
SCHEDULE = Schedule(1, 2, 3)


def shown(sandbox: Client, id: str) -> dict[str, Any]:
    message: dict[str, Any] = sandbox.http.get(f"{MESSAGES}/{id}").json()
    assert faults_of(message, "Message") == []
    return message


def way(sandbox: Client, clock: Clock, id: str) -> list[str]:
    statuses = []
    for _ in range(4):
        statuses.append(shown(sandbox, id)["status"])
        clock.seconds += 1
    return statuses


def test_a_message_is_delivered_on_schedule(make: Make, clock: Clock) -> None:
    sandbox = make(clock, schedule=SCHEDULE)
    id = sandbox.send("+3161").json()["id"]
    assert way(sandbox, clock, id) == ["accepted", "processing", "sent", "delivered"]
    message = shown(sandbox, id)
    assert len(message["parts"]) == 1
    assert message["createdAt"] < message["lastStatusAt"] == message["updatedAt"]


def test_pictures_become_messages_of_their_own(make: Make, clock: Clock) -> None:
    sandbox = make(clock)
    pictures = [{"mediaUrl": f"https://example.com/{n}.jpg", "altText": "A"} for n in range(3)]
    body = {"type": "image", "image": {"images": pictures}}
    id = sandbox.send("+3161", body=body).json()["id"]
    clock.seconds += 10
    assert len(shown(sandbox, id)["parts"]) == 3


@pytest.mark.parametrize(
    ("number", "more", "code"),
    [("+31600000470", {}, "131047"), ("+31600000471", {"template": TEMPLATE}, "132015")],
)
def test_a_message_fails_after_it_was_taken(
    make: Make, clock: Clock, number: str, more: dict[str, Any], code: str
) -> None:
    sandbox = make(clock, schedule=SCHEDULE)
    id = sandbox.send(number, **more).json()["id"]
    assert way(sandbox, clock, id) == ["accepted", "processing", *["sending_failed"] * 2]
    message = shown(sandbox, id)
    assert message["failure"]["source"] == {"code": code, "name": "whatsapp"}
    found = sandbox.list(status="sending_failed", failureSourceCode=code)["results"]
    assert [each["id"] for each in found] == [id]


def test_a_scheduled_message_waits(make: Make, clock: Clock) -> None:
    sandbox = make(clock, schedule=SCHEDULE)
    clock.seconds = 1_793_491_200.0
    at = "2026-11-01T00:00:05Z"
    id = sandbox.send("+3161", scheduledFor=at).json()["id"]
    assert shown(sandbox, id)["status"] == "scheduled"
    clock.seconds += 5.1
    assert shown(sandbox, id)["status"] == "accepted"
    clock.seconds += 3
    assert shown(sandbox, id)["status"] == "delivered"


WINDOWS: list[tuple[dict[str, Any], str, bool]] = [
    ({}, "+3161", True),
    ({}, "+31600000470", False),
    ({"magic": False}, "+31600000470", True),
    ({"window": Window.CLOSED}, "+3161", False),
    ({"window": Window.CLOSED, "open_endings": ("77",)}, "+316177", True),
    ({"closed_endings": ("88", "99")}, "+316199", False),
]


@pytest.mark.parametrize(("options", "number", "is_open"), WINDOWS)
def test_a_window_is_told_and_held_to(
    make: Make, clock: Clock, options: dict[str, Any], number: str, is_open: bool
) -> None:
    sandbox = make(clock, **options)
    contact = sandbox.http.get(f"{CONTACTS}/any", params={"contactIdentifierValue": number}).json()
    assert faults_of(contact, "ChannelContactInformation") == []
    id = sandbox.send(number).json()["id"]
    template = sandbox.send(number, template=TEMPLATE).json()["id"]
    clock.seconds += 10
    now = shown(sandbox, id)
    assert (contact["serviceWindowExpireAt"] > now["createdAt"]) is is_open
    assert now["status"] == ("delivered" if is_open else "sending_failed")
    assert shown(sandbox, template)["status"] == "delivered"


def test_a_contact_is_known_by_its_id_once_it_got_a_message(make: Make) -> None:
    sandbox = make(closed_endings=("88",))
    assert sandbox.http.get(f"{CONTACTS}/{CHANNEL}").status_code == 404
    contact = sandbox.send("+316188").json()["receiver"]["contacts"][0]["id"]
    found = sandbox.http.get(f"{CONTACTS}/{contact}").json()
    asked = sandbox.http.get(f"{CONTACTS}/{contact}", params={"contactIdentifierValue": "+316188"})
    assert found["serviceWindowExpireAt"][:10] == asked.json()["serviceWindowExpireAt"][:10]


def test_interactions_are_none(make: Make) -> None:
    sandbox = make()
    id = sandbox.send("+3161").json()["id"]
    assert sandbox.http.get(f"{MESSAGES}/{id}/interactions").json() == {"results": []}
    assert sandbox.http.get(f"{MESSAGES}/{CHANNEL}/interactions").status_code == 404


def test_the_log_holds_what_was_taken(make: Make, tmp_path: Path) -> None:
    log = tmp_path / "truth.ndjson"
    sandbox = make(log=log)
    id = sandbox.send("+3161", reference="a", tags=["Run"]).json()["id"]
    sandbox.send("+31600000500")
    sandbox.send("+31600001500", template=TEMPLATE)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["number"] for line in lines] == [1, 2]
    first = {key: lines[0][key] for key in ("id", "recipient", "reference", "tags", "kind")}
    assert first == {"id": id, "recipient": "+3161", "reference": "a", "tags": ["run"],
                     "kind": "text"}  # fmt: skip
    assert (lines[1]["recipient"], lines[1]["kind"]) == ("+31600001500", "template")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert sandbox.taken() == {"+3161": 1, "+31600001500": 1}


def test_what_cannot_be_logged_is_not_taken(make: Make) -> None:
    sandbox = make()

    class Full:
        def add(self, message: object) -> None:
            raise OSError("no space left on device")

        def close(self) -> None:
            return

    sandbox.thread.sandbox.store.log = Full()  # type: ignore[assignment]
    assert sandbox.send("+3161").status_code == 500
    assert (sandbox.taken(), sandbox.list()) == ({}, {"results": []})


def test_forgotten_bodies_leave_a_valid_message(make: Make, clock: Clock) -> None:
    sandbox = make(clock, forget_bodies=True)
    answer = sandbox.send("+3161", reference="a").json()
    assert answer["body"]["text"]["text"] == "Your order is on its way."
    assert shown(sandbox, answer["id"])["body"]["text"]["text"] == "(forgotten)"
    assert sandbox.references(to="+3161") == ["a"]
