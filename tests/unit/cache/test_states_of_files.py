"""States: every change of what a run looks at makes another one, without a file being read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from msgc.cache.digests import content_digest
from msgc.cache.keys import FILE, PLACE, TREE, evidence
from msgc.cache.states import UNIT, are_settled, states
from msgc.cache.store import Store, default_folder
from msgc.cli import replay
from msgc.cli.replay import Recording, key_of
from tests.unit.cache.test_keys import CHANGES, Change, catalog, facts

__all__ = ["catalog"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_files_is_noticed(catalog: Path, change: Change) -> None:
    before = states(facts(catalog))
    assert states(facts(catalog)) == before
    change(catalog)
    assert states(facts(catalog)) != before


def test_a_change_that_keeps_size_and_time_is_noticed(catalog: Path) -> None:
    path = catalog / "templates/a.msg.yaml"
    before, state = states(facts(catalog)), path.stat()
    # The system's clock for files ticks some hundred times a second.
    while path.stat().st_ctime_ns == state.st_ctime_ns:
        path.write_bytes(path.read_bytes().upper())
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert states(facts(catalog)) != before


def test_what_is_behind_a_link_to_a_file_is_looked_at(catalog: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("a", encoding="utf-8")
    (catalog / "templates/terms.txt").symlink_to(tmp_path / "text")
    before = states([(TREE, str(catalog / "templates"))])
    (tmp_path / "text").write_text("longer", encoding="utf-8")
    assert states([(TREE, str(catalog / "templates"))]) != before


def test_what_was_changed_just_now_may_change_unseen(catalog: Path) -> None:
    found, now = states(facts(catalog)), time.time_ns()
    assert not are_settled(found, now)
    assert are_settled(found, now + UNIT + 1)


def test_what_is_not_there_is_settled(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone")
    assert are_settled(states([(FILE, gone), (PLACE, gone), (TREE, gone)]), time.time_ns())


@pytest.fixture(params=[True, False], ids=["settled", "just made"])
def recording(
    request: pytest.FixtureRequest, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> Recording:
    monkeypatch.setenv("XDG_CACHE_HOME", str(catalog.parent / "cache"))
    monkeypatch.setattr(replay, "are_settled", lambda *_: request.param)
    return Recording(["check"], facts(catalog))


def kept() -> object:
    return Store(default_folder(os.environ)).read(key_of(["check"]))


def test_a_run_is_kept(recording: Recording) -> None:
    recording.keep([("out", "Good.\n")], 0)
    assert kept()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_run_that_met_a_change_is_not_kept(
    recording: Recording, catalog: Path, change: Change
) -> None:
    change(catalog)
    recording.keep([("out", "Good.\n")], 0)
    assert kept() is None


def test_what_a_run_has_read_is_not_read_again(recording: Recording, catalog: Path) -> None:
    # Of what was changed just before, what the run has read may be an earlier content.
    path, is_settled = catalog / "templates/a.msg.yaml", recording._before is None
    read = {str(path): content_digest(b"what the run has read")}
    recording.keep([("out", "Good.\n")], 0, read)
    found = kept()
    assert isinstance(found, dict)
    assert (found["evidence"] == evidence(facts(catalog), read)) == is_settled
    assert (found["evidence"] == evidence(facts(catalog))) != is_settled
