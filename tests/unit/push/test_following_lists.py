"""Who is left out is read again before a followed run sends anything."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from msgc.push.keys import person
from msgc.push.ledger.model import KeptList
from msgc.push.lists import Lists
from msgc.push.own_lists import NONE_OWN
from msgc.push.run_lists import Listed, RunLists
from msgc.push.states import State
from msgc.push.stops import Stop
from msgc.push.suppression import SuppressionError
from msgc.transport.sending import MaybeSentError
from tests.unit.push.following_help import OPEN, TellingApi, followed, sent
from tests.unit.push.pushes import ledger_at, pushed, recipient, status, taken, with_fallback

ANN, BOB = recipient(0), recipient(1)


def written(path: Path, *people: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{each}\n" for each in people) or "# nobody\n", encoding="utf-8")
    os.utime(path, (1, 1))
    return path


def kept(path: Path) -> KeptList:
    return Lists().read(path).kept


def left_out(*kept: KeptList, given: tuple[Path, ...] = ()) -> frozenset[bytes]:
    """Return whom a run leaves out whose pushes have kept some lists."""
    return reading(kept, given=given).people


def reading(kept: Sequence[KeptList], given: tuple[Path, ...] = ()) -> Listed:
    """Return who is on the lists that a run's pushes have kept, and those given."""
    return RunLists.of(NONE_OWN, (), given, kept).read()


def test_who_opts_out_while_it_is_followed_gets_no_fallback(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN), with_fallback(1, last_inbound=OPEN)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    asked: list[int] = []

    def read(kept: Sequence[KeptList]) -> Listed:
        asked.append(len(api.posts))
        return Listed(frozenset({person(ANN)} if len(asked) > 1 else ()), ())

    api.faults = [MaybeSentError("no answer", "timeout")]
    followed(ledger, entries, api, left_out=read)
    assert api.templates == [BOB]


@pytest.mark.parametrize("fallback", [True, False])
def test_nothing_is_sent_while_a_list_cant_be_read(tmp_path: Path, fallback: bool) -> None:
    entries = [with_fallback(0, last_inbound=OPEN)]
    api = TellingApi(delivered=not fallback)
    ledger = ledger_at(tmp_path, entries)
    api.otherwise = taken if fallback else status(401)
    pushed(ledger, entries, api)
    api.otherwise, before = taken, len(api.posts)
    ledger.keep_lists([KeptList(str(tmp_path / "gone.txt"), "0" * 64)])
    outcome = followed(ledger, entries, api, left_out=reading)
    assert (outcome.stop, len(api.posts)) == (Stop.LISTS, before)
    assert ledger.counts()[State.RETRY] == 1
    assert "1 waits to be sent again" in outcome.told[-1].fault
    assert "give it with --suppress" in outcome.told[-1].fault
    written(tmp_path / "gone.txt")
    assert followed(ledger, entries, api, left_out=reading).stop is None
    assert len(api.posts) == before + 1


def test_a_list_that_is_given_as_it_is_followed_holds_for_later_pushes(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN), with_fallback(1, last_inbound=OPEN)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    given = written(tmp_path / "o.txt", ANN)
    followed(ledger, entries, api, left_out=partial(reading, given=(given,)))
    assert api.templates == [BOB]
    assert list(ledger.lists()) == [kept(given)]


def test_a_list_that_another_sender_is_given_holds_for_who_follows(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN), with_fallback(1, last_inbound=OPEN)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    theirs = kept(written(tmp_path / "theirs.txt", ANN))
    rounds: list[int] = []

    def read(known: Sequence[KeptList]) -> Listed:
        rounds.append(len(known))
        return reading((*known, *((theirs,) if len(rounds) == 1 else ())))

    api.faults = [MaybeSentError("no answer", "timeout")]
    followed(ledger, entries, api, left_out=read)
    assert rounds[:2] == [0, 1]
    assert api.templates == [BOB]


def test_what_has_nothing_to_send_needs_no_list(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN)]
    api = TellingApi(delivered=True)
    ledger = sent(tmp_path, entries, api)
    ledger.keep_lists([KeptList(str(tmp_path / "gone.txt"), "0" * 64)])
    assert followed(ledger, entries, api, left_out=reading).stop is None


def test_a_list_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    path = written(tmp_path / "o.txt", ANN)
    lists = RunLists(earlier=[kept(path)])
    assert lists.read().people == {person(ANN)}
    path.write_text(f"{BOB}\n", encoding="utf-8")
    assert lists.read().people == {person(BOB)}


@pytest.mark.parametrize(
    ("name", "people", "stands"),
    [("o.txt", (ANN, BOB), True), ("p.txt", (ANN,), True), ("p.txt", (BOB,), False)],
)
def test_a_list_that_is_gone_is_made_good_by_the_same(
    tmp_path: Path, name: str, people: tuple[str, ...], stands: bool
) -> None:
    path = written(tmp_path / "o.txt", ANN)
    was = kept(path)
    path.unlink()
    given = written(tmp_path / "new" / name, *people)
    if stands:
        assert left_out(was, given=(given,)) == set(map(person, people))
        return
    with pytest.raises(SuppressionError, match="put it back, or give it with --suppress"):
        left_out(was, given=(given,))


def test_a_pipe_is_read_once_and_told_of(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, f"{ANN}\n".encode())
    os.close(writer)
    path, lists = Path(f"/dev/fd/{reader}"), Lists()
    assert lists.people([path, path]) == {person(ANN)}
    assert lists.read(path).kept.is_file is False
    os.close(reader)
    with pytest.raises(SuppressionError, match="was no file"):
        left_out(lists.read(path).kept)
    given = written(tmp_path / "o.txt", BOB)
    assert left_out(lists.read(path).kept, given=(given,)) == {person(BOB)}
