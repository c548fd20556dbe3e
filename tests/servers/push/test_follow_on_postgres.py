"""`msgc status --follow` of a shared run: whom its senders leave out stands in the database."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.fresh import intent_of
from msgc.push.ledger.model import Outcome
from msgc.push.plan_reading import read_plan
from msgc.push.runs import Runs
from msgc.push.states import Event
from msgc.push.windows import Choice
from tests.e2e.cli_help import Outcome as Ran
from tests.e2e.cli_help import msgc
from tests.e2e.push_shop import COUNT, Shop, open_shop, phone, shop_in

KEY = {"SANDBOX_KEY": "k"}
PLAN = "out/hello.plan.json"


def begun(shop: Shop, url: str) -> str:
    """Begin a run of which one message waits to be sent again; return its name."""
    words = ("hello", "-r", "people.csv", "--profile", "local", "--campaign", "followed")
    assert msgc("plan", *words, cwd=shop.folder).code == 0
    plan, now = read_plan(shop.folder / PLAN), time.time()
    with closing(Runs.of(shop.folder, url).begin(plan)) as ledger:
        ledger.take_over(now)
        ledger.next_span(now)
        first = next(plan.reader().entries(0, 1))
        ledger.exchange([], [intent_of(first, Choice())], 1, now)
        ledger.exchange([Outcome(0, 0, Event.POSTPONE, now, status=429)], [], None, now)
        return ledger.facts().run


@pytest.mark.parametrize("found", ["again", "given"])
def test_a_list_that_another_sender_has_is_asked_for(
    tmp_path: Path, postgres_url: str, found: str
) -> None:
    with open_shop(tmp_path / found) as shop:
        url = ("--ledger", postgres_url)
        run = begun(shop, postgres_url)
        theirs = tmp_path / "theirs.txt"
        theirs.write_text(f"{phone(1)}\n", encoding="utf-8")
        pushed = shop.push(PLAN, *url, "--suppress", str(theirs), "--limit", "0")
        assert pushed.code == 3, pushed.err
        moved = theirs.rename(shop.folder / "theirs.txt")

        def follow(*words: str) -> Ran:
            given = ("status", run, "--follow", "--for", "2s", *url, *words)
            return msgc(*given, cwd=shop.folder, **KEY)

        gone = follow()
        assert (gone.code, shop.got) == (2, {})
        assert "theirs.txt` can't be read" in gone.err and "--suppress" in gone.err
        if found == "again":
            moved.rename(theirs)
            follow()
        else:
            follow("--suppress", "theirs.txt")
        assert shop.got == {phone(0): 1}
        with closing(Runs.of(shop.folder, postgres_url).open(run, sender=False)) as ledger:
            more = [str(shop.folder / "theirs.txt")] if found == "given" else []
            assert [each.path for each in ledger.lists()] == [str(theirs), *more]


def test_the_lists_of_other_senders_count_in_a_push(tmp_path: Path, postgres_url: str) -> None:
    with open_shop(tmp_path / "one") as shop:
        other = shop_in(tmp_path / "two", shop.sandbox)
        words = ("--ledger", postgres_url, "--campaign", "listed")
        theirs = tmp_path / "theirs.txt"
        theirs.write_text(f"{phone(1)}\n", encoding="utf-8")
        assert shop.push_rows(*words, "--suppress", str(theirs), "--limit", "0").code == 3
        trial = other.push_rows(*words, "--dry-run")
        assert f"also left out: 1 by the lists of earlier pushes ({theirs})" in trial.err
        moved = theirs.rename(other.folder / "theirs.txt")
        gone = other.push_rows(*words)
        assert (gone.code, shop.got) == (2, {}) and "give it with --suppress" in gone.err
        assert other.push_rows(*words, "--suppress", "theirs.txt", "--limit", "5").code == 3
        assert other.push_rows(*words, "--limit", "5").code == 3
        # Where the list is that was first given, unchanged, the one that stood for it needn't be.
        theirs.write_text(moved.read_text(encoding="utf-8"), encoding="utf-8")
        moved.unlink()
        assert shop.push_rows(*words, "--suppress", str(theirs)).code == 0
        assert shop.got == {phone(n): 1 for n in range(COUNT) if n != 1}
