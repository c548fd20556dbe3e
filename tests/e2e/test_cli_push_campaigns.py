"""A campaign pushed again: with another text, another profile, to those whom it hasn't reached."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from msgc.push.earlier import earlier_runs
from msgc.push.plan_reading import read_plan
from msgc.push.runs import Runs
from msgc.push.states import State
from tests.e2e.conftest import Call
from tests.e2e.push_shop import (
    ALL_ONCE,
    MENDED,
    MESSAGE,
    Shop,
    open_shop_here,
    plan_of,
    runs_of,
    states,
)
from tests.e2e.status_help import PHONES, catalog_at, held, refused, run_with


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def test_a_mended_text_goes_to_all_others(here: Shop) -> None:
    assert here.push_rows("--limit", "10").code == 3
    here.write(MENDED)
    refused = here.push_rows()
    assert refused.code == 2 and "--not-reached" in refused.err
    outcome = here.push_rows("--not-reached", "--format", "json")
    assert (outcome.code, states(outcome)) == (0, {"accepted": 20})
    assert here.got == ALL_ONCE
    here.write(MESSAGE)
    first = here.push_rows()
    assert "left out   20  (suppressed, or another run's)" in first.out
    assert here.got == ALL_ONCE


def test_nobody_is_left_to_reach(here: Shop) -> None:
    assert here.push_rows().code == 0
    here.write(MENDED)
    before = runs_of(here)
    outcome = here.push_rows("--not-reached")
    assert outcome.code == 2 and "no recipient of this plan is still to be reached" in outcome.err
    assert runs_of(here) == before


def test_what_another_push_has_begun_meanwhile_leaves_nobody_out(
    here: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.push_rows("--limit", "1").code == 3
    with monkeypatch.context() as patch:
        # It looked for the run before the other had begun it.
        patch.setattr("msgc.cli.push_asked.Asked.found", lambda asked: None)
        late = here.push_rows()
    assert late.code == 5 and "Another push has just begun this run" in late.err
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def test_a_retry_of_nothing_makes_no_run(here: Shop) -> None:
    first = here.push_rows("--retry", "rejected")
    assert first.code == 2 and "has no run yet" in first.err and here.got == {}
    assert here.push_rows().code == 0
    here.write(MENDED)
    again = here.push_rows("--retry", "rejected")
    assert again.code == 2 and "no recipient of this plan is rejected" in again.err
    assert len(runs_of(here)) == 1
    assert here.push_rows("--allow-revised").code == 0
    assert set(here.got.values()) == {2}


def test_a_finished_run_has_nothing_to_retry(here: Shop) -> None:
    assert here.push_rows().code == 0
    outcome = here.push_rows("--retry", "rejected")
    assert outcome.code == 0
    assert "nothing of the run is rejected: nothing was sent" in outcome.err


@pytest.mark.parametrize("change", [("4{port}", "4{port}/"), ("  local:", "  other:")])
def test_another_name_for_the_same_channel_reaches_nobody_twice(
    here: Shop, change: tuple[str, str]
) -> None:
    assert here.push_rows("--limit", "10").code == 3
    config = here.folder / "msgc.yaml"
    text = config.read_text(encoding="utf-8")
    url = here.sandbox.base_url
    if change[0].startswith("4"):
        config.write_text(text.replace(f"{url}\n", f"{url.upper()}/\n", 1), encoding="utf-8")
        assert here.push_rows().code == 0
    else:
        config.write_text(text.replace(*change, 1), encoding="utf-8")
        refused = here.push_rows(profile="other")
        assert refused.code == 2 and "10 recipients" in refused.err
        assert here.push_rows("--not-reached", profile="other").code == 0
    assert here.got == ALL_ONCE


def test_a_plan_of_before_goes_on_where_the_url_is_written_otherwise(
    here: Shop, call: Call
) -> None:
    plan = plan_of(here, call)
    assert here.push(str(plan), "--limit", "5").code == 3
    config = here.folder / "msgc.yaml"
    url = here.sandbox.base_url
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(f"{url}\n", f"{url}/\n", 1), encoding="utf-8")
    assert here.push(str(plan)).code == 0
    assert call("status", "--follow", "--for", "0s", cwd=here.folder).code == 0
    assert here.got == ALL_ONCE


def test_a_run_of_before_is_found_however_its_url_was_written(here: Shop, call: Call) -> None:
    plan = read_plan(plan_of(here, call))
    account = f"local {here.sandbox.base_url}/ "
    account += str(plan.summary.account).rpartition(" ")[2]
    before = replace(plan, summary=plan.summary.owned("local", account))
    runs = Runs.of(here.folder)
    for new_run in ("", "anew"):
        runs.begin(before, new_run).close()
    assert here.push_rows("--new-run", "anew").code == 0
    assert here.push_rows("--limit", "0").code == 3
    assert (len(runs.names()), here.got) == (2, ALL_ONCE)


def test_two_texts_arent_begun_at_the_same_time(
    here: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = Runs.of(here.folder)
    assert here.push_rows("--limit", "0").code == 3
    [run] = runs.names()
    account, campaign = runs.facts(run).account, runs.facts(run).campaign
    here.write(MENDED)
    monkeypatch.setattr("msgc.push.run_folder.PATIENCE", 0.2)
    with runs.beginning(account, campaign):
        kept = here.push_rows()
    assert kept.code == 5 and "about to begin a run of this campaign" in kept.err
    with closing(runs.open(run, sender=True)):
        kept = here.push_rows()
    assert kept.code == 5 and f"`{run}`" in kept.err
    assert here.got == {} and runs.names() == [run]
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def test_whom_another_run_was_to_take_over_stay_where_it_never_began(
    here: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.push_rows("--limit", "10").code == 3
    here.write(MENDED)
    with monkeypatch.context() as patched:
        patched.setattr("msgc.push.shelves.FolderShelf.create", _killed)
        assert here.push_rows("--not-reached").code == 130
    here.write(MESSAGE)
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def _killed(*given: object) -> None:
    raise KeyboardInterrupt


def test_who_may_have_been_reached_isnt_written_to(tmp_path: Path, call: Call) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {0: refused(0), 1: held(1), 2: held(2)})
    assert call("resolve", run, "--drop", "--row", "2", cwd=folder).code == 0
    runs = Runs.of(folder)
    people = {each.person: each.seq for each in _records(runs, run)}
    earlier = earlier_runs(runs, [run], frozenset(people), State.REJECTED)
    told = [{people[each] for each in some} for some in (earlier.reached, earlier.dropped)]
    assert told == [{2, 3, 4}, {1}]
    assert {people[each] for each in earlier.failed} == {0}
    assert len(PHONES) == len(people)


def _records(runs: Runs, run: str) -> list:
    with closing(runs.open(run, sender=False)) as ledger:
        return list(ledger.records())


def test_who_waits_is_taken_over_and_left_alone_by_the_earlier_run(here: Shop, call: Call) -> None:
    assert here.push_rows("--window-unknown", "hold").code == 3
    [run] = runs_of(here)
    here.write(MENDED)
    refused = here.push_rows()
    assert refused.code == 2 and "30 recipients of this plan got, or may still get," in refused.err
    assert here.push_rows("--not-reached", "--limit", "10").code == 3
    assert call("resolve", run, "--resend", "--all", cwd=here.folder).code == 2
    here.write(MESSAGE)
    assert here.push_rows().code == 3
    here.write(MENDED)
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def test_options_that_dont_go_together(here: Shop) -> None:
    for words in (
        ("--retry", "rejected", "--not-reached"),
        ("--not-reached", "--allow-revised"),
        ("--sample", "typical"),
    ):
        assert here.push_rows(*words).code == 2
    assert runs_of(here) == []
