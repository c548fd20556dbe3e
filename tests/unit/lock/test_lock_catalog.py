"""The catalog's `msgc.lock` in `check`: when it counts, and how often it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lock_help import MESSAGE, PROJECT, entry, lock_of, page

from msgc.lock import FILE
from msgc.lock.document import written
from msgc.pipeline import Project
from msgc.pipeline.locking import lock_file, not_checked

OTHER = MESSAGE.replace(PROJECT, "1f8d6b30-4c27-4e9a-b5d1-7a93e02c64f8")


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "msgc.yaml").write_text("channel: whatsapp\n")
    (tmp_path / FILE).write_text(written(lock_of()), encoding="utf-8")
    (tmp_path / "templates" / "hello.msg.yaml").write_text(OTHER, encoding="utf-8")
    return tmp_path


def found(root: Path, channel: str | None = None) -> list[str]:
    return [each.code for each in Project.open(root, channel).check()]


def test_a_template_is_checked(catalog):
    assert found(catalog) == ["MSG490"]


def test_without_a_lock_nothing_is(catalog):
    (catalog / FILE).unlink()
    assert found(catalog) == []


def test_for_any_channel_nothing_is(catalog):
    assert found(catalog, "any") == []


def test_a_broken_lock_is_told_once_and_only_where_it_is_needed(catalog):
    (catalog / FILE).write_text("{")
    (catalog / "templates" / "more.msg.yaml").write_text(OTHER, encoding="utf-8")
    assert found(catalog) == ["MSG497"]
    for path in (catalog / "templates").iterdir():
        path.write_text('to: "+31612345678"\ntext: Hi\n')
    assert found(catalog) == []


def test_bytes_that_arent_text_are_a_fault_of_the_lock(catalog):
    (catalog / FILE).write_bytes(b"\xff\xfe{")
    assert found(catalog) == ["MSG497"]


def test_a_severity_can_be_changed(catalog):
    (catalog / "msgc.yaml").write_text("rules: {MSG490: off}\n")
    assert found(catalog) == []


def test_the_file_is_read_again_when_it_has_changed(catalog):
    first = lock_file(catalog)
    assert lock_file(catalog) is first
    path = catalog / FILE
    path.write_text(written(lock_of(page(entry(status="paused")))), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    again = lock_file(catalog)
    assert again is not first
    assert again is not None
    assert again.lock is not None
    assert not next(again.lock.templates())[2].is_usable


def test_what_cant_be_checked_is_told(catalog):
    (catalog / "templates" / "hello.msg.yaml").write_text(MESSAGE, encoding="utf-8")
    (catalog / FILE).write_text(written(lock_of(page(entry(variables=None)))), encoding="utf-8")
    message = Project.open(catalog).message("hello")
    assert [each.what for each in not_checked(catalog, message)] == [
        "`msgc.lock` doesn't tell the variables of the template `order_shipped`"
    ]
