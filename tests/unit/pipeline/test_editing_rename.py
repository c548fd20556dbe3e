"""A variable's new name reaches all that writes it, and is refused where it can't be one."""

from __future__ import annotations

import pytest

from msgc.pipeline import editing_rename, editing_sharing
from msgc.pipeline.editing import overlaid
from msgc.pipeline.editing_rename import RenameError, rename, renaming_at
from tests.unit.pipeline.catalog_help import NOW, project

MESSAGE = """\
vars: {name: string}
samples: {one: {name: Ann}}
text: Hi {{ name }}
tests:
  hello: {row: {name: Bob}, expect: {/body/text/text: Hi Bob}}
"""
TESTS = "short: {row: {name: Cas}, expect: {/body/text/text: Hi Cas}}\n"
DUTCH = "text: Hoi {{ name }}\n"


def renamed(root, place="m.msg.yaml", words="name: string", new="fullName"):
    """Rename what stands at some words, and return the files that changed."""
    opened = overlaid(root, {})
    path = root / "templates" / place
    found = renaming_at(opened, path, path.read_text("utf-8").index(words) + 1)
    edits = rename(opened, found, new)
    for edit in reversed(edits):
        file, text = edit.span.source.path, edit.span.source.path.read_text("utf-8")
        file.write_text(text[: edit.span.start] + edit.text + text[edit.span.end :], "utf-8")
    return sorted({edit.span.source.path.name for edit in edits})


@pytest.fixture
def tested(tmp_path):
    project(tmp_path, MESSAGE, **{"m.nl": DUTCH})
    (tmp_path / "templates/m.test.yaml").write_text(TESTS, "utf-8")
    (tmp_path / "templates/m.nl.test.yaml").write_text(TESTS.replace("short", "dutch"), "utf-8")
    return tmp_path


def test_rows_of_tests_are_renamed_in_the_message_and_beside_it(tested):
    files = ["m.msg.yaml", "m.nl.msg.yaml", "m.nl.test.yaml", "m.test.yaml"]
    assert renamed(tested) == files
    assert "row: {fullName: Bob}" in (tested / "templates/m.msg.yaml").read_text("utf-8")
    assert "row: {fullName: Cas}" in (tested / "templates/m.test.yaml").read_text("utf-8")
    assert overlaid(tested, {}).check(now=NOW) == []


def test_a_variable_is_renamed_from_the_row_of_a_test(tested):
    assert "m.msg.yaml" in renamed(tested, "m.test.yaml", "name")


def test_a_test_file_that_cant_be_read_is_mended_first(tested):
    (tested / "templates/m.test.yaml").write_text("short: {row: {name: [Cas}\n", "utf-8")
    with pytest.raises(RenameError, match="a test file of `m` can't be read"):
        renamed(tested)


@pytest.mark.parametrize("new", ["not", "none", "locale", "loop"])
def test_a_word_of_the_language_is_no_new_name(tested, new):
    with pytest.raises(RenameError, match=f"`{new}` is a word of the language"):
        renamed(tested, new=new)


def test_each_message_is_looked_through_once_however_many_share_a_base(tmp_path, monkeypatch):
    asked = []
    counting = lambda opened, name: asked.append(name) or words_of(opened, name)  # noqa: E731
    words_of = editing_sharing.words_of
    monkeypatch.setattr(editing_sharing, "words_of", counting)
    monkeypatch.setattr(editing_rename, "words_of", counting)
    text = "extends: _base\ntext: Hi {{ name }}\n"
    many = {f"m{number}": text for number in range(5)}
    project(tmp_path, text, _base="vars: {name: string}\n", **many)
    assert len(renamed(tmp_path, "_base.msg.yaml", "name")) == 7
    # Once more for the message that tells what is at the place.
    assert len(asked) == 7
