"""Entries: what was written comes back, and nothing else ever does."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.cache import store
from msgc.cache.store import ENDING, Document, Store, default_folder

KEY, OTHER = "a" * 64, "b" * 64
DOCUMENT: Document = {"text": "é \ud800", "numbers": [1, 2.5, None, True]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "msgc"


@pytest.fixture
def kept(folder: Path) -> Store:
    made = Store(str(folder))
    made.write(KEY, DOCUMENT)
    return made


def file_of(folder: Path, key: str = KEY) -> Path:
    return folder / f"{key}{ENDING}"


def test_a_document_comes_back_under_its_key_alone(kept: Store) -> None:
    assert kept.read(KEY) == DOCUMENT
    assert kept.read(OTHER) is None


def test_only_the_owner_can_read_or_write(kept: Store, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file_of(folder).stat().st_mode) == 0o600


def test_nothing_but_the_entry_is_left(kept: Store, folder: Path) -> None:
    kept.write(KEY, {})
    assert [path.name for path in folder.iterdir()] == [file_of(folder).name]
    assert kept.read(KEY) == {}


def test_every_flipped_byte_is_noticed(kept: Store, folder: Path) -> None:
    path = file_of(folder)
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert kept.read(KEY) is None
    path.write_bytes(data)
    assert kept.read(KEY) == DOCUMENT


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 70])
def test_a_truncated_entry_is_refused_and_written_anew(
    kept: Store, folder: Path, length: int
) -> None:
    path = file_of(folder)
    path.write_bytes(path.read_bytes()[:length])
    assert kept.read(KEY) is None
    kept.write(KEY, DOCUMENT)
    assert kept.read(KEY) == DOCUMENT


def test_the_content_of_another_entry_is_refused(kept: Store, folder: Path) -> None:
    kept.write(OTHER, {"other": True})
    file_of(folder).write_bytes(file_of(folder, OTHER).read_bytes())
    assert kept.read(KEY) is None


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    with pytest.raises(ValueError, match=KEY):
        store._opened(KEY, data)


@pytest.mark.parametrize("body", [b"[]", b"1", b'"x"', b"null", b"{", b"[" * 100_000])
def test_what_is_sealed_and_no_document_is_refused(kept: Store, folder: Path, body: bytes) -> None:
    file_of(folder).write_bytes(store._digest(KEY, body) + b"\n" + body)
    assert kept.read(KEY) is None


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_that_others_can_write_isnt_used(kept: Store, folder: Path, mode: int) -> None:
    folder.chmod(mode)
    assert kept.read(KEY) is None
    kept.write(OTHER, DOCUMENT)
    assert not file_of(folder, OTHER).exists()


def test_a_file_that_others_can_write_isnt_used(kept: Store, folder: Path) -> None:
    file_of(folder).chmod(0o620)
    assert kept.read(KEY) is None


def test_another_owners_folder_isnt_used(
    kept: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert kept.read(KEY) is None
    kept.write(OTHER, DOCUMENT)
    assert not file_of(folder, OTHER).exists()


def test_a_link_to_a_folder_isnt_used(kept: Store, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    linked = Store(str(tmp_path / "link"))
    assert linked.read(KEY) is None
    linked.write(OTHER, DOCUMENT)
    assert not file_of(folder, OTHER).exists()


def test_a_link_to_a_file_isnt_followed(kept: Store, folder: Path, tmp_path: Path) -> None:
    moved = file_of(folder).rename(tmp_path / "elsewhere")
    file_of(folder).symlink_to(moved)
    assert kept.read(KEY) is None
    kept.write(KEY, DOCUMENT)
    assert kept.read(KEY) == DOCUMENT
    assert not file_of(folder).is_symlink()


def test_what_stands_in_the_way_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (None, str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        blocked = Store(folder)
        blocked.write(KEY, DOCUMENT)
        assert blocked.read(KEY) is None


def test_what_is_too_large_isnt_kept(
    kept: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MAX_ENTRY", 200)
    kept.write(OTHER, {"text": "x" * 200})
    assert not file_of(folder, OTHER).exists()
    monkeypatch.setattr(store, "MAX_ENTRY", 20)
    assert kept.read(KEY) is None


def test_what_was_not_used_for_long_goes(kept: Store, folder: Path) -> None:
    os.utime(file_of(folder), (0, 0))
    kept.write(OTHER, DOCUMENT)
    assert kept.read(KEY) is None
    assert kept.read(OTHER) == DOCUMENT


@pytest.mark.parametrize(("name", "most"), [("MAX_ENTRIES", 3), ("MAX_TOTAL", 400)])
def test_the_least_used_go_where_there_is_no_room(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    monkeypatch.setattr(store, name, most)
    full = Store(str(folder))
    now = 2_000_000_000
    monkeypatch.setattr(store.time, "time", lambda: now)
    for number in range(5):
        full.write(f"{number:064}", DOCUMENT)
        os.utime(file_of(folder, f"{number:064}"), (now + number, now + number))
    found = sorted(path.name for path in folder.iterdir())
    assert found == [file_of(folder, f"{number:064}").name for number in (2, 3, 4)]


def test_reading_counts_as_use(kept: Store, folder: Path) -> None:
    os.utime(file_of(folder), (0, 0))
    kept.read(KEY)
    assert file_of(folder).stat().st_mtime > 0


def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    assert default_folder({"XDG_CACHE_HOME": str(tmp_path)}) == str(tmp_path / "msgc")
    home = os.path.expanduser("~")  # noqa: PTH111
    for relative in ("", "here", "./here"):
        assert default_folder({"XDG_CACHE_HOME": relative}) == f"{home}/.cache/msgc"
