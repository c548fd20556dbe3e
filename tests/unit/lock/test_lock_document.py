"""`msgc.lock` written and read back."""

from __future__ import annotations

import json

import pytest
from lock_help import OTHER_VERSION, PROJECT, VERSION, entry, lock_of, page

from msgc.lock.document import read_lock, written
from msgc.source import SourceFile

LOCK = lock_of([page(entry(), entry(OTHER_VERSION, status=None), token="t")])


def read(text: str):
    return read_lock(SourceFile("msgc.lock", text))


def test_what_is_written_is_read_back():
    assert read(written(LOCK)).lock == LOCK


def test_the_text_doesnt_depend_on_the_answers_order():
    turned = lock_of([page(entry(OTHER_VERSION, status=None), entry(), token="t")])
    assert written(turned) == written(LOCK)


def test_the_text_is_sorted_and_ends_in_a_line_break():
    text = written(LOCK)
    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_letters_stand_as_they_are():
    assert "Größe" in written(lock_of(page(entry(description="Größe"))))


def test_a_place_is_found():
    file = read(written(LOCK))
    path = ("projects", PROJECT, "templates", VERSION, "status")
    assert file.span(path).text == '"active"'
    assert file.span((*path[:-1], "nothing", "below")).text == f'"{VERSION}"'


FAULTS = {
    "": "empty",
    "[]": "`msgc.lock` is an object",
    "{}": "no `version`",
    '{"version": 2}': "version 2",
    '{"version": 1, "projects": []}': "`projects` is an object",
    '{"version": 1, "project": {}}': "no field `project`",
    '{"version": 1, "projects": {"p": 3}}': "a project is an object",
    '{"version": 1, "projects": {"p": {"complete": 1}}}': "`complete` is true or false",
    '{"version": 1, "projects": {"p": {"rest": 1}}}': "`rest` is an object",
    '{"version": 1, "version": 1}': "twice",
}
WHERE = '{"version": 1, "projects": {"p": {"templates": {"t": %s}}}}'
FAULTS |= {
    WHERE % '{"status": 1}': "`status` is text",
    WHERE % '{"locales": ["en"]}': "`locales` is an object",
    WHERE % '{"locales": {"en": true}}': "approval is a word",
    WHERE % '{"variables": {"v": {"limit": "40"}}}': "`limit` is a whole number",
    WHERE % '{"variables": {"v": {"limit": true}}}': "`limit` is a whole number",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_file_that_isnt_a_lock_is_refused_with_its_place(text):
    file = read(text)
    assert file.lock is None
    assert {each.code for each in file.found} == {"MSG497"}
    assert any(FAULTS[text].lower() in each.message.lower() for each in file.found)
