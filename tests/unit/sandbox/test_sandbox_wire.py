"""Each fault does on the wire what its name says, seen from a bare socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from msgc.sandbox.kinds import FAULTS
from msgc.sandbox.options import Options
from tests.unit.sandbox.sandbox_help import (
    Client,
    Wire,
    client,
    lengths,
    over_socket,
    payload,
)

SLOW = 0.6
SILENCE = 0.2
SILENT = ("hang-before", "hang", "slow")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Client]:
    made = client(Options(slow=SLOW, magic=True))
    with made.thread, made.http:
        yield made


# What is received begins with a line, or is nothing; how the connection ends; whether it's taken.
EXPECTED = {
    "429": ("429 Too Many Requests", "open", 0),
    "429-retry-after": ("429 Too Many Requests", "open", 0),
    "500-before": ("500 Internal Server Error", "open", 0),
    "500-after": ("500 Internal Server Error", "open", 1),
    "reset-before": ("", "reset", 0),
    "reset-after": ("", "reset", 1),
    "close-before": ("", "closed", 0),
    "close-after": ("", "closed", 1),
    "hang-before": ("", "open", 0),
    "hang": ("", "open", 1),
    "truncated": ("202 Accepted", "closed", 1),
    "html": ("202 Accepted", "open", 1),
    "empty": ("202 Accepted", "open", 1),
    "409": ("409 Conflict", "open", 0),
    "401": ("401 Unauthorized", "open", 0),
    "403": ("403 Forbidden", "open", 0),
    "closed-window": ("202 Accepted", "open", 1),
    "slow": ("", "open", 1),
}


def first_line(wire: Wire) -> str:
    return wire.received.partition(b"\r\n")[0].decode().removeprefix("HTTP/1.1 ")


def post(sandbox: Client, name: str, prefix: str = "+316") -> tuple[str, Wire]:
    (digits,) = (each.digits for each in FAULTS if each.name == name)
    number = f"{prefix}0000{digits}"
    patience = SILENCE if name in SILENT else 10
    return number, over_socket(sandbox.thread.base_url, payload(number), patience)


def test_every_fault_is_here_but_that_of_templates() -> None:
    assert {each.name for each in FAULTS} - set(EXPECTED) == {"paused-template"}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_fault_is_seen_on_the_wire(sandbox: Client, name: str) -> None:
    line, end, taken = EXPECTED[name]
    number, wire = post(sandbox, name)
    assert (first_line(wire), wire.end) == (line, end)
    assert sandbox.taken().get(number, 0) == taken
    assert sandbox.fired()[name] == 1


@pytest.mark.parametrize("name", [each.name for each in FAULTS if each.once])
def test_the_next_message_to_that_number_is_answered(sandbox: Client, name: str) -> None:
    number, _ = post(sandbox, name, "+4477")
    again = over_socket(sandbox.thread.base_url, payload(number))
    assert first_line(again) == "202 Accepted"


def test_a_truncated_answer_lacks_half(sandbox: Client) -> None:
    said, got = lengths(post(sandbox, "truncated", "+1")[1].received)
    assert got == said // 2


def test_a_whole_answer_is_whole(sandbox: Client) -> None:
    said, got = lengths(over_socket(sandbox.thread.base_url, payload("+31612345678")).received)
    assert got == said > 100


def test_retry_after_is_there_only_where_asked(sandbox: Client) -> None:
    assert b"retry-after: 1" in post(sandbox, "429-retry-after", "+2")[1].received
    assert b"retry-after" not in post(sandbox, "429", "+2")[1].received


def test_html_and_empty_answers(sandbox: Client) -> None:
    html = post(sandbox, "html", "+2")[1].received
    assert b"content-type: text/html" in html
    assert b"<!doctype html>" in html
    assert lengths(post(sandbox, "empty", "+2")[1].received) == (0, 0)


def test_a_slow_answer_comes(sandbox: Client) -> None:
    number = "+20000299"
    wire = over_socket(sandbox.thread.base_url, payload(number))
    assert first_line(wire) == "202 Accepted"


def test_a_sandbox_ends_while_requests_hang(sandbox: Client) -> None:
    made = client(Options(magic=True))
    with made.thread, made.http:
        silent = over_socket(made.thread.base_url, payload("+31600001408"), SILENCE)
        assert silent == Wire(b"", "open")
    assert not made.thread._thread.is_alive()
