"""How long a plan says that it takes, where windows are asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from msgc.push.candidates import Candidate
from msgc.push.keys import person
from tests.unit.push.plan_help import NOW, RULES, TERMS, payload, phone, plan, template

COUNT = 475


@pytest.mark.parametrize(
    ("more", "seconds"),
    [
        ({"contact": "c"}, 10),
        ({"contact": "c", "last_inbound": NOW.timestamp()}, 1),
        ({}, 1),
    ],
)
def test_windows_that_are_asked_for_take_their_time(
    tmp_path: Path, more: dict[str, object], seconds: int
) -> None:
    items = [Candidate(n, payload(phone(n)), **more) for n in range(1, COUNT + 1)]
    made = plan(tmp_path, items, terms=replace(TERMS, rate=475.0))
    assert made.takes[0].seconds == seconds


@pytest.mark.parametrize("most", [COUNT, COUNT - 1])
def test_contacts_that_earlier_runs_know_are_asked_about_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("msgc.push.plan_tally.FEW", most)
    told: list[Collection[bytes]] = []

    def known(people: Collection[bytes]) -> int:
        told.append(people)
        return len(people) if len(people) <= most else 0

    people = [phone(n) for n in range(COUNT)]
    items = [Candidate(n, payload(to)) for n, to in enumerate(people, 1)]
    items += [Candidate(n, template(to + "9")) for n, to in enumerate(people, 1)]
    made = plan(tmp_path, items, terms=replace(TERMS, rate=475.0, known=known))
    assert made.takes[0].seconds == (10 if most == COUNT else 2)
    assert [len(each) for each in told] == [COUNT]


def test_templates_and_the_suppressed_arent_asked_about(tmp_path: Path) -> None:
    people = [phone(n) for n in range(COUNT)]
    items = [Candidate(n, template(to), contact="c") for n, to in enumerate(people, 1)]
    items += [Candidate(n, payload(to + "9"), contact="c") for n, to in enumerate(people, 1)]
    rules = replace(RULES, suppressed=frozenset(person(to + "9") for to in people))
    assert plan(tmp_path, items, rules, replace(TERMS, rate=475.0)).takes[0].seconds == 1
