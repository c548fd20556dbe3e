"""The runs of a campaign in one database: nobody gets two texts, wherever the senders are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from postgres_help import empty
from push_ledger_help import FACTS, NOW, intent

from msgc.push.ledger.locking import InUseError
from msgc.push.ledger.model import LedgerError, Shares
from msgc.push.ledger.opening import create_ledger, open_ledger
from msgc.push.ledger.postgres_connection import connect
from msgc.push.ledger.postgres_locking import postgres_lock
from msgc.push.runs import Runs
from tests.e2e.conftest import Call
from tests.e2e.push_shop import ALL_ONCE, COUNT, MENDED, MESSAGE, Shop, open_shop_here, shop_in

PEOPLE = [b"p" + bytes(14) + bytes([n]) for n in range(3)]


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path / "one", call, monkeypatch) as made:
        yield made


@pytest.mark.parametrize("words", [(), ("--new-run", "b")])
def test_a_run_that_goes_on_writes_to_nobody_whom_a_later_one_has(
    here: Shop, postgres_url: str, words: tuple[str, ...]
) -> None:
    ledger = ("--ledger", postgres_url, "--campaign", f"on{len(words)}")
    assert here.push_rows(*ledger, "--limit", "10").code == 3
    here.write(MENDED)
    assert here.push_rows(*ledger, *words, "--not-reached", "--limit", "5").code == 3
    here.write(MESSAGE)
    assert here.push_rows(*ledger).code == 3
    here.write(MENDED)
    assert here.push_rows(*ledger, *words).code == 0
    assert here.got == ALL_ONCE


def test_a_second_machine_knows_what_the_first_has_begun(
    here: Shop, tmp_path: Path, postgres_url: str
) -> None:
    ledger = ("--ledger", postgres_url, "--campaign", "machines")
    assert here.push_rows(*ledger, "--limit", "10").code == 3
    other = shop_in(tmp_path / "two", here.sandbox)
    other.write(MENDED)
    assert other.push_rows(*ledger).code == 2
    assert other.push_rows(*ledger, "--not-reached", "--limit", "5").code == 3
    last = here.push_rows(*ledger)
    assert last.code == 3 and "  unreached  15" in last.out
    assert other.push_rows(*ledger).code == 0
    assert here.got == ALL_ONCE


def test_the_catalogs_own_runs_count_too(here: Shop, postgres_url: str) -> None:
    here_alone = ("--campaign", "catalog")
    ledger = ("--ledger", postgres_url, *here_alone)
    assert here.push_rows(*here_alone, "--limit", "10").code == 3
    refused = here.push_rows(*ledger)
    assert refused.code == 2 and "push without --ledger" in refused.err
    here.write(MENDED)
    refused = here.push_rows(*ledger)
    assert refused.code == 2 and "10 recipients" in refused.err
    assert here.push_rows(*ledger, "--not-reached", "--limit", "5").code == 3
    here.write(MESSAGE)
    stopped = here.push_rows(*here_alone, "--new-run", "b", "--not-reached")
    assert stopped.code == 5 and "name that with --ledger" in stopped.err
    assert here.push_rows(*here_alone).code == 3
    here.write(MENDED)
    assert here.push_rows(*ledger).code == 0
    assert here.got == ALL_ONCE


def test_a_note_of_a_database_holds_no_password(here: Shop, postgres_url: str) -> None:
    assert here.push_rows("--ledger", postgres_url, "--campaign", "noted").code == 0
    [note] = here.folder.glob(".msgc/runs/*.ledger.json")
    host = postgres_url.rpartition("@")[2]
    assert f"postgresql://{host}" in note.read_text(encoding="utf-8")
    assert postgres_url.split("@")[0].rpartition(":")[2] not in note.read_text(encoding="utf-8")
    again = here.push_rows("--campaign", "noted")
    assert again.code == 2 and f"postgresql://{host}" in again.err


def test_who_is_left_to_others_is_the_ledgers_to_know(postgres_url: str) -> None:
    empty(postgres_url)
    with ExitStack() as stack:
        made = create_ledger(postgres_url, FACTS, Shares(frozenset(PEOPLE[:1]), ("a", "b")))
        late = open_ledger(postgres_url, FACTS.run, sender=True)
        for ledger in (made, late):
            stack.callback(ledger.close)
        assert (late.others(), late.sources()) == ({PEOPLE[0]}, ("a", "b"))
        made.settle_shares({PEOPLE[1]})
        with pytest.raises(LedgerError, match="Another run has just taken people over"):
            late.take_over(NOW)
        assert (late.others(), late.sources()) == (set(PEOPLE[:2]), ())
        late.take_over(NOW)
        with pytest.raises(LedgerError, match="Another sender works on it"):
            made.leave(set(PEOPLE), None, time.time())


def test_whom_a_run_has_reached_it_leaves_to_nobody(postgres_url: str) -> None:
    empty(postgres_url)
    with closing(create_ledger(postgres_url, FACTS)) as ledger:
        ledger.take_over(NOW)
        ledger.next_span(NOW)
        ledger.exchange([], [intent(0, person=PEOPLE[0])], 2, NOW)
        assert ledger.unclaimed().passed == 1
        assert ledger.leave(set(PEOPLE), 3, NOW) == {PEOPLE[0]}
        assert ledger.others() == set(PEOPLE[1:])
        assert ledger.facts() == replace(FACTS, suppressed=3)


def test_a_ledger_of_before_is_brought_up(postgres_url: str) -> None:
    empty(postgres_url)
    create_ledger(postgres_url, FACTS).close()
    with closing(connect(postgres_url)) as database:
        database.execute("DROP TABLE msgc_others")
        for name in ("sources", "shares", "lists"):
            database.execute(f"ALTER TABLE msgc_runs DROP COLUMN {name}")
        database.execute("UPDATE msgc_format SET version = 1")
    with closing(open_ledger(postgres_url, FACTS.run, sender=False)) as ledger:
        assert (ledger.others(), ledger.sources(), ledger.facts()) == (set(), (), FACTS)


def test_senders_that_begin_together_join(here: Shop, postgres_url: str) -> None:
    words = ("--ledger", postgres_url, "--campaign", "joined")
    assert here.push_rows(*words, "--limit", "0").code == 3
    runs = Runs.of(here.folder, postgres_url)
    [run] = [each for each in runs.names() if "joined" in each]
    facts = runs.facts(run)
    waited: list[float] = []

    def begun(seconds: float) -> None:
        # The one that was about to begin has done so.
        waited.append(seconds)
        held.close()

    with pytest.MonkeyPatch.context() as patched, ExitStack() as held:
        patched.setattr("msgc.push.ledger.locking.time.sleep", begun)
        patched.setattr("msgc.cli.push_asked.Asked.found", lambda asked: None)
        held.enter_context(runs.beginning(facts.account, facts.campaign))
        assert here.push_rows(*words).code == 0
    assert waited and here.got == ALL_ONCE and sum(here.got.values()) == COUNT


def test_a_lock_is_waited_for_a_while_alone(postgres_url: str) -> None:
    with (
        postgres_lock(postgres_url, bytes(16), "It is held.", 0.0),
        pytest.raises(InUseError, match=r"It is held\."),
        postgres_lock(postgres_url, bytes(16), "It is held.", 0.2),
    ):
        pass
    with postgres_lock(postgres_url, bytes(16), "It is held.", 0.0):
        pass
