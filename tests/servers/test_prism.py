"""Prism over the API's description: what it takes, and what it says to what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.servers.payloads import GALLERY, GOOD, READS, WRONG
from tests.servers.prism import KEYS, Prism, Violation, violations
from tests.servers.processes import ROOT

FORMS = len(list((ROOT / "templates" / "gallery").rglob("*.msg.yaml")))
STATUSES = (400, 401, 403, 404, 409, 422, 429, 500, 503)


def test_an_empty_message_is_refused(prism: Prism) -> None:
    answer = prism.post({})
    assert answer.status_code == 422
    assert Violation("request.body", "required") in violations(answer)


def test_no_key_is_refused(prism: Prism) -> None:
    answer = prism.post_bytes(json.dumps(GOOD).encode())
    assert (answer.status_code, violations(answer)) == (401, [Violation("request", "401")])


def test_broken_json_is_refused(prism: Prism) -> None:
    assert prism.post_bytes(b'{"body": ', **KEYS).status_code == 400


def test_a_good_message_is_taken(prism: Prism) -> None:
    answer = prism.post(GOOD)
    assert (answer.status_code, violations(answer)) == (202, [])
    assert answer.json()["status"] == "accepted"


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.parent.name)
def test_every_form_of_the_gallery_is_taken(prism: Prism, path: Path) -> None:
    answer = prism.post(json.loads(path.read_text(encoding="utf-8")))
    assert (answer.status_code, violations(answer)) == (202, [])


def test_the_gallery_is_whole() -> None:
    assert len({path.parent for path in GALLERY}) == FORMS >= 30


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refused_at_its_place(prism: Prism, name: str) -> None:
    payload, expected = WRONG[name]
    answer = prism.post(payload)
    assert answer.status_code == 422
    assert expected in violations(answer)


@pytest.mark.parametrize("name", READS)
def test_lists_and_windows_are_told(prism: Prism, name: str) -> None:
    answer = prism.read(READS[name])
    assert (answer.status_code, violations(answer)) == (200, [])


@pytest.mark.parametrize("status", STATUSES)
def test_answers_with_the_status_that_is_preferred(prism: Prism, status: int) -> None:
    answer = prism.post(GOOD, Prefer=f"code={status}")
    assert answer.status_code == status
    assert {"code", "message"} <= answer.json().keys()
