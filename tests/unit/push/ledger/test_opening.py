"""A ledger by where it is, and what the ledgers take for granted of the table of states."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest
from push_ledger_help import FACTS

from msgc.push.ledger.core import target_of
from msgc.push.ledger.model import LedgerError
from msgc.push.ledger.opening import create_ledger, is_url, open_ledger
from msgc.push.states import TRANSITIONS, Event, State

URL = "postgresql://msgc:pa55word@127.0.0.1:1/msgc"


def test_a_path_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "run.sqlite"
    create_ledger(str(path), FACTS).close()
    for name in (FACTS.run, FACTS.identity):
        with closing(open_ledger(path, name, sender=True)) as ledger:
            assert ledger.facts() == FACTS


def test_another_runs_ledger_is_refused_and_let_go(tmp_path: Path) -> None:
    path = tmp_path / "run.sqlite"
    create_ledger(path, FACTS).close()
    with pytest.raises(LedgerError, match=f"is that of the run `{FACTS.run}`"):
        open_ledger(path, "another", sender=True)
    open_ledger(path, FACTS.run, sender=True).close()


def test_schemes() -> None:
    assert is_url(URL) and is_url(URL.replace("postgresql", "postgres"))
    assert not is_url("runs/postgresql/run.sqlite") and not is_url(Path("a"))
    with pytest.raises(LedgerError, match="scheme isn't known") as caught:
        is_url("mysql://msgc:pa55word@host/x")
    assert "pa55word" not in str(caught.value)


def test_psycopg_is_asked_for_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'msgc\[postgres\]'"):
        create_ledger(URL, FACTS)


def test_a_ledger_in_a_file_needs_no_psycopg() -> None:
    # Other tests of this process may have imported it: the modules themselves must not name it.
    modules = [each for name, each in sys.modules.items() if name.startswith("msgc.push.ledger")]
    assert len(modules) > 10
    assert not any(hasattr(each, "psycopg") for each in modules)


def test_each_event_leads_to_one_state() -> None:
    for event in Event:
        assert {each.to for each in TRANSITIONS if each.event is event} == {target_of(event)}


def test_nothing_leads_back_to_planned() -> None:
    assert all(each.to is not State.PLANNED for each in TRANSITIONS)
