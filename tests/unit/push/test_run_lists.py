"""The lists of a run: read again, made good where one is gone, and told apart."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from msgc.push.keys import person
from msgc.push.ledger.lists import read_lists, written_lists
from msgc.push.ledger.model import KeptList
from msgc.push.lists import Lists
from msgc.push.own_lists import NONE_OWN, OwnLists
from msgc.push.run_lists import RunLists
from msgc.push.suppression import SuppressionError
from tests.unit.push.pushes import recipient

ANN, BOB, CID = map(recipient, range(3))


def written(path: Path, *people: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{each}\n" for each in people) or "# nobody\n", encoding="utf-8")
    # Long ago, so that what was read of it is kept.
    os.utime(path, (1, 1))
    return path


def kept(path: Path) -> KeptList:
    return Lists().read(path).kept


def digests(*people: str) -> frozenset[bytes]:
    return frozenset(map(person, people))


def test_every_list_counts_and_is_kept(tmp_path: Path) -> None:
    own, plan, given, earlier = (
        written(tmp_path / name, recipient(n)) for n, name in enumerate("opge")
    )
    account = OwnLists(tmp_path, (own.name,))
    lists = RunLists.of(account, [str(plan)], [given], [kept(earlier)])
    found = lists.read()
    assert found.people == digests(*(recipient(n) for n in range(4)))
    assert [each.path for each in found.kept] == [str(plan), str(earlier), own.name, str(given)]
    assert all(each.digest == kept(tmp_path / each.path).digest for each in found.kept)


def test_an_accounts_list_is_kept_by_its_place_in_the_catalog(tmp_path: Path) -> None:
    written(tmp_path / "here/no", ANN)
    [was] = RunLists.of(OwnLists(tmp_path / "here", ("no",)), (), (), ()).read().kept
    (tmp_path / "here").rename(tmp_path / "there")
    there = OwnLists(tmp_path / "there")
    assert RunLists.of(there, (), (), [was]).by_earlier() == {"no": digests(ANN)}
    assert RunLists.of(replace(there, paths=("no",)), (), (), [was]).by_earlier() == {}


def test_whom_only_earlier_lists_have_is_told_by_list(tmp_path: Path) -> None:
    now = written(tmp_path / "now", ANN)
    both, other = written(tmp_path / "both", ANN, BOB), written(tmp_path / "other", ANN)
    lists = RunLists.of(NONE_OWN, (), [now], [kept(both), kept(other)])
    assert lists.by_earlier() == {str(both): digests(BOB)}


def test_a_list_that_the_plan_names_is_no_earlier_pushs(tmp_path: Path) -> None:
    path = written(tmp_path / "o", ANN)
    lists = RunLists.of(NONE_OWN, [str(path)], (), [kept(path)])
    assert lists.by_earlier() == {}
    moved = path.rename(tmp_path / "p")
    # What it held is known from the push that has read it.
    assert replace(lists, given=[moved]).read().people == digests(ANN)


def test_what_was_given_in_place_of_a_list_stands_for_it(tmp_path: Path) -> None:
    was = kept(written(tmp_path / "o", ANN))
    (tmp_path / "o").unlink()
    grown = written(tmp_path / "new/o", ANN, BOB)
    first = RunLists.of(NONE_OWN, (), [grown], [was]).read()
    assert [(each.path, each.instead) for each in first.kept] == [
        (was.path, str(grown)),
        (str(grown), ""),
    ]
    written(grown, ANN, BOB, CID)
    noted = read_lists(written_lists(first.kept))
    again = RunLists.of(NONE_OWN, (), (), noted).read()
    assert again.people == digests(ANN, BOB, CID)
    grown.unlink()
    with pytest.raises(SuppressionError, match="put it back"):
        RunLists.of(NONE_OWN, (), (), noted).read()
    # The first one is back, and is what counts; the other one is still to be given.
    written(tmp_path / "o", ANN)
    assert RunLists(earlier=again.kept[:1]).read().people == digests(ANN)


def test_a_pipe_doesnt_stand_for_a_list_later(tmp_path: Path) -> None:
    was = kept(written(tmp_path / "o", ANN))
    (tmp_path / "o").unlink()
    reader, writer = os.pipe()
    os.write(writer, f"{ANN}\n".encode())
    os.close(writer)
    found = RunLists.of(NONE_OWN, (), [Path(f"/dev/fd/{reader}")], [was]).read()
    os.close(reader)
    assert (found.people, found.kept[0].instead) == (digests(ANN), "")


def test_what_can_be_read_is_known_without_the_rest(tmp_path: Path) -> None:
    there, gone = written(tmp_path / "there", ANN), tmp_path / "gone"
    lists = RunLists.of(
        OwnLists(tmp_path, ("gone",)), [str(there)], (), [KeptList(str(gone), "0" * 64)]
    )
    readable, faults = lists.readable()
    assert readable.read().people == digests(ANN)
    assert len(faults) == 2 and all(f"`{gone}` can't be read" in each for each in faults)


def test_lists_that_were_noted_before_one_could_stand_for_another_are_read() -> None:
    before = '[{"path":"/a/o.txt","digest":"1","is_file":true}]'
    assert read_lists(before) == (KeptList("/a/o.txt", "1"),)


def two_gone(tmp_path: Path) -> tuple[KeptList, KeptList]:
    paths = (written(tmp_path / "nl/o", ANN), written(tmp_path / "be/o", BOB))
    first, second = map(kept, paths)
    for path in paths:
        path.unlink()
    return first, second


def test_another_list_of_the_run_stands_for_none(tmp_path: Path) -> None:
    here, gone = written(tmp_path / "nl/o", ANN), written(tmp_path / "be/o", ANN)
    was = [kept(here), kept(gone)]
    gone.unlink()
    for lists in (
        RunLists.of(NONE_OWN, (), [here], was),
        RunLists.of(NONE_OWN, [str(here)], [here], was),
        RunLists.of(OwnLists(tmp_path, ("nl/o",)), (), [here], was[1:]),
    ):
        with pytest.raises(SuppressionError, match="another list of the run can't stand for it"):
            lists.read()
    # A copy of it that is unchanged does.
    copied = written(tmp_path / "copy", ANN)
    assert RunLists.of(NONE_OWN, (), [here, copied], was).read().kept[1].instead == str(copied)


def test_a_list_that_was_moved_and_planned_with_anew_stands_for_what_it_holds(
    tmp_path: Path,
) -> None:
    was = kept(written(tmp_path / "nl/o", ANN))
    (tmp_path / "nl/o").unlink()
    moved = written(tmp_path / "moved/o", ANN)
    found = RunLists.of(NONE_OWN, [str(moved)], [moved], [was]).read()
    assert (found.people, found.kept[1].instead) == (digests(ANN), str(moved))
    # By its name alone it doesn't.
    written(tmp_path / "moved/o", BOB)
    with pytest.raises(SuppressionError, match="another list of the run can't stand for it"):
        RunLists.of(NONE_OWN, [str(moved)], [moved], [was]).read()


def test_a_list_that_is_back_stands_for_the_one_that_stood_for_it(tmp_path: Path) -> None:
    first, other = written(tmp_path / "a", ANN), written(tmp_path / "b", ANN)
    lists = [replace(kept(first), instead=str(other)), kept(other)]
    other.unlink()
    assert RunLists.of(NONE_OWN, (), (), lists).read().people == digests(ANN)
    written(tmp_path / "a", BOB)
    with pytest.raises(SuppressionError, match="can't be read"):
        RunLists.of(NONE_OWN, (), (), lists).read()


def test_one_list_stands_for_one(tmp_path: Path) -> None:
    was = two_gone(tmp_path)
    grown = written(tmp_path / "new/o", ANN, BOB)
    with pytest.raises(SuppressionError, match="nor can one list stand for two"):
        RunLists.of(NONE_OWN, (), [grown], was).read()
    # What holds the same is the one; the other is then the only one of its name.
    moved = written(tmp_path / "moved", BOB)
    found = RunLists.of(NONE_OWN, (), [grown, moved], was).read()
    assert [each.instead for each in found.kept[:2]] == [str(grown), str(moved)]
    with pytest.raises(SuppressionError, match="can't be read"):
        RunLists.of(NONE_OWN, (), [moved], was).read()


def test_a_list_with_the_name_of_one_and_the_people_of_another_is_the_latter(
    tmp_path: Path,
) -> None:
    other = written(tmp_path / "other", ANN)
    was = (kept(other), two_gone(tmp_path)[1])
    other.unlink()
    moved = written(tmp_path / "new/o", ANN)
    with pytest.raises(SuppressionError, match="be/o` can't be read"):
        RunLists.of(NONE_OWN, (), [moved], was).read()


def test_a_list_that_moves_again_is_made_good_again(tmp_path: Path) -> None:
    lists = [kept(written(tmp_path / "mon/o", ANN))]
    (tmp_path / "mon/o").unlink()
    for day, people in (("tue", (ANN, BOB)), ("wed", (ANN, CID)), ("thu", (ANN, BOB, CID))):
        given = written(tmp_path / day / "o", *people)
        found = RunLists.of(NONE_OWN, (), [given], lists).read()
        assert found.people == digests(*people)
        lists = list(read_lists(written_lists((*lists, *found.kept))))
        given.unlink()
    with pytest.raises(SuppressionError, match="put it back"):
        RunLists.of(NONE_OWN, (), (), lists).read()


def test_a_link_is_kept_by_its_name(tmp_path: Path) -> None:
    link = tmp_path / "current"
    link.symlink_to(written(tmp_path / "x1", ANN))
    was = RunLists.of(NONE_OWN, (), [link], ()).read().kept
    link.unlink()
    link.symlink_to(written(tmp_path / "x2", ANN, BOB))
    assert RunLists.of(NONE_OWN, (), (), was).read().people == digests(ANN, BOB)


def test_a_links_target_is_a_list_of_the_run_too(tmp_path: Path) -> None:
    here, gone = written(tmp_path / "nl/o", ANN), written(tmp_path / "be/o", ANN)
    was = [kept(here), kept(gone)]
    gone.unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/o").symlink_to(here)
    with pytest.raises(SuppressionError, match="another list of the run can't stand for it"):
        RunLists.of(NONE_OWN, (), [tmp_path / "new/o"], was).read()


def test_a_path_with_dots_is_kept_without_them(tmp_path: Path) -> None:
    path = written(tmp_path / "a/o", ANN)
    assert kept(tmp_path / "a/../a/o").path == str(path)
    (tmp_path / "far/deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "far/deep")
    written(tmp_path / "far/o", BOB)
    assert Lists().people([Path(kept(tmp_path / "link/../o").path)]) == digests(BOB)


def test_as_many_are_given_as_pipes_are_gone(tmp_path: Path) -> None:
    was = [KeptList(f"/dev/fd/{n}", str(n), is_file=False) for n in (98, 99)]
    given = [written(tmp_path / "a", ANN), written(tmp_path / "b", BOB)]
    assert RunLists.of(NONE_OWN, (), given, was).read().people == digests(ANN, BOB)


def test_one_given_stands_for_one_pipe(tmp_path: Path) -> None:
    was = [KeptList(f"/dev/fd/{n}", str(n), is_file=False) for n in (98, 99)]
    first, second = written(tmp_path / "a", ANN), written(tmp_path / "b", BOB)
    assert RunLists.of(NONE_OWN, (), [first], was[:1]).read().people == digests(ANN)
    with pytest.raises(SuppressionError, match="was no file"):
        RunLists.of(NONE_OWN, (), [first], was).read()
    was[1] = replace(was[1], digest=kept(second).digest)
    found = RunLists.of(NONE_OWN, (), [second, first], was).read()
    assert [each.instead for each in found.kept[:2]] == [str(first), str(second)]
