"""Runs of a campaign that go on with each other's people obey each other's lists."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.cli import campaign_beginning
from msgc.push.fresh import intent_of
from msgc.push.ledger.model import Ledger, Outcome
from msgc.push.plan_reading import read_plan
from msgc.push.runs import Runs
from msgc.push.states import Event
from msgc.push.windows import Choice
from tests.e2e.conftest import Call
from tests.e2e.push_shop import COUNT, MENDED, MESSAGE, Shop, open_shop_here, phone, runs_of, states

JSON = ("--format", "json")
# Who is on the list that a run of the campaign is given.
LISTED = phone(COUNT - 1)
WITHOUT = {phone(n): 1 for n in range(COUNT - 1)}


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def optout(shop: Shop, name: str = "optout.txt") -> tuple[str, str]:
    path = shop.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{LISTED}\n", encoding="utf-8")
    return "--suppress", str(path)


@pytest.mark.parametrize("again", [True, False])
def test_a_push_that_is_broken_off_as_it_begins_has_kept_its_lists(
    here: Shop, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    words = optout(here)
    assert here.push_rows("--limit", "2", *(words if again else ())).code == 3
    here.write(MENDED)
    with monkeypatch.context() as broken:
        broken.setattr(campaign_beginning, "take_over", _killed)
        assert here.push_rows("--not-reached", *(() if again else words)).code == 130
    trial = here.push_rows("--not-reached", "--dry-run", *JSON)
    assert json.loads(trial.out)["total"] == COUNT - 3
    assert here.push_rows("--not-reached").code == 0
    assert here.got == WITHOUT


def _killed(*given: object) -> None:
    raise KeyboardInterrupt


def test_who_takes_people_over_obeys_the_lists_of_the_run_that_had_them(here: Shop) -> None:
    assert here.push_rows("--limit", "2").code == 3
    assert here.push_rows("--new-run", "b", *optout(here), "--limit", "1").code == 3
    trial = here.push_rows("--not-reached", "--dry-run", *JSON)
    assert json.loads(trial.out)["alsoLeftOut"] == 1
    assert here.push_rows("--not-reached").code == 0
    assert LISTED not in here.got and here.got[phone(5)] == 1


@pytest.mark.parametrize("words", [("--not-reached",), ()])
def test_a_list_that_another_run_is_given_later_holds_for_who_has_its_people(
    here: Shop, words: tuple[str, ...]
) -> None:
    assert here.push_rows("--limit", "2").code == 3
    here.write(MENDED)
    assert here.push_rows("--not-reached", "--limit", "1").code == 3
    here.write(MESSAGE)
    assert here.push_rows(*optout(here)).code == 3
    here.write(MENDED)
    assert here.push_rows(*words).code == 0
    assert here.got == WITHOUT


@pytest.mark.parametrize("words", [("--new-run", "rest"), ("--allow-revised",)])
def test_who_goes_on_with_a_run_that_began_anew_obeys_the_others(
    here: Shop, words: tuple[str, ...]
) -> None:
    assert here.push_rows("--limit", "0").code == 3
    here.write(MENDED)
    assert here.push_rows(*words, "--limit", "1").code == 3
    here.write(MESSAGE)
    assert here.push_rows(*optout(here), "--limit", "0").code == 3
    here.write(MENDED)
    trial = here.push_rows(*words, "--dry-run", *JSON)
    assert json.loads(trial.out)["alsoLeftOut"] == 1
    assert here.push_rows(*words).code == 0
    assert here.got == WITHOUT


def test_what_is_to_be_tried_again_obeys_a_list_of_another_run(here: Shop, call: Call) -> None:
    assert here.push_rows("--limit", "0").code == 3
    here.write(MENDED)
    assert here.push_rows("--not-reached", "--limit", "0").code == 3
    mended = runs_of(here)[-1]
    with closing(Runs.of(here.folder).open(mended, sender=True)) as ledger:
        put_off(ledger, here.folder / ".msgc/runs" / f"{mended}.plan.json")
    here.write(MESSAGE)
    assert here.push_rows(*optout(here)).code == 3
    told = call("status", mended, "--follow", "--for", "3s", cwd=here.folder)
    assert (told.code, here.got) == (3, {})
    here.write(MENDED)
    assert here.push_rows().code == 0
    assert here.got == WITHOUT


def test_whom_a_wrong_list_left_out_when_it_was_due_is_told(here: Shop, call: Call) -> None:
    assert here.push_rows("--limit", "0").code == 3
    [run] = runs_of(here)
    with closing(Runs.of(here.folder).open(run, sender=True)) as ledger:
        put_off(ledger, here.folder / ".msgc/runs" / f"{run}.plan.json")
    assert here.push_rows(*optout(here)).code == 0
    (here.folder / "optout.txt").write_text("# nobody\n", encoding="utf-8")
    outcome = here.push_rows(*JSON)
    document = json.loads(outcome.out)
    assert (outcome.code, document["unreached"]) == (3, 1)
    assert call("status", *JSON, cwd=here.folder).document["unreached"] == 1
    assert here.push_rows("--not-reached", "--new-run", "rest").code == 0
    assert here.got == {**WITHOUT, LISTED: 1}
    assert here.push_rows().code == 0


def put_off(ledger: Ledger, plan: Path) -> None:
    """Have a run try again what it has for the one on the list."""
    now = time.time()
    ledger.take_over(now)
    assert ledger.next_span(now) is not None
    entries = list(read_plan(plan).reader().entries(0, COUNT))
    ledger.exchange([], [intent_of(entries[-1], Choice())], None, now)
    ledger.exchange([Outcome(COUNT - 1, 0, Event.POSTPONE, now, status=429)], [], None, now)


def test_a_list_of_another_profile_holds_for_the_channel(here: Shop) -> None:
    config = here.folder / "msgc.yaml"
    text = config.read_text(encoding="utf-8")
    start, rest = text.split("  local:", 1)
    profile, others = rest.split("  down:", 1)
    listed = f"{profile}    suppress: [lists/no.txt]\n"
    named = f"{start}  local:{listed}  other:{profile}  down:{others}"
    config.write_text(named, encoding="utf-8")
    optout(here, "lists/no.txt")
    assert here.push_rows("--limit", "2").code == 3
    here.write(MENDED)
    outcome = here.push_rows("--not-reached", profile="other")
    assert outcome.code == 0 and "also left out: 1 by the lists" in outcome.err
    assert here.got == WITHOUT


def test_a_refused_push_tells_a_program_what_its_run_has_come_to(here: Shop) -> None:
    assert here.push_rows("--limit", "2", *optout(here)).code == 3
    (here.folder / "optout.txt").unlink()
    refused = here.push_rows(*JSON)
    assert (refused.code, states(refused)["accepted"]) == (2, 2)
    assert here.push_rows().out == ""
