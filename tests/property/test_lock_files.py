"""Whatever an answer or a lock holds: it is read or refused, and nothing is lost on the way."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from msgc.lock.answers import AnswerError, Answers, template_of
from msgc.lock.changes import changes
from msgc.lock.document import read_lock, written
from msgc.source import SourceFile

FIELDS = st.sampled_from(
    [
        *("id", "projectId", "status", "defaultLocale", "variables", "deployments", "key"),
        *("platformContent", "platformInfo", "localeStatuses", "approvals", "characterLimit"),
        *("type", "value", "results", "name", "activeCount", "whatsapp:1:en"),
    ]
)
WORDS = st.sampled_from(["active", "en", "pt_BR", "whatsapp", "whatsapp_approved", "string", "p"])
LEAVES = st.none() | st.booleans() | st.integers(-9, 9) | WORDS | st.text(max_size=4)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=5),
    max_leaves=12,
)
OBJECTS = st.dictionaries(FIELDS, JSON, max_size=8)
# Surrogates can't stand in a file of UTF-8, and so in no answer that was saved.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(JSON | OBJECTS)
def test_an_answer_is_read_or_refused(document):
    answers = Answers("p")
    try:
        answers.add(document)
    except AnswerError:
        return
    file = read_lock(SourceFile("msgc.lock", written(answers.lock())))
    assert file.found == []
    assert file.lock == answers.lock()


@given(OBJECTS)
def test_every_field_of_a_template_is_read_or_kept(entry):
    template = template_of(entry)
    read = {"id", "projectId"}
    read |= {"status"} if isinstance(entry.get("status"), str) else set()
    read |= {"defaultLocale"} if isinstance(entry.get("defaultLocale"), str) else set()
    read |= set() if template.variables is None else {"variables"}
    assert template.rest == {key: value for key, value in entry.items() if key not in read}


@given(OBJECTS, OBJECTS)
def test_any_two_locks_can_be_compared(old, new):
    locks = []
    for entry in (old, new):
        answers = Answers("p")
        answers.add({"results": [{**entry, "id": "t", "projectId": "p", "variables": []}]})
        locks.append(answers.lock())
    assert all(each.what for each in changes(*locks))
    assert list(changes(locks[0], locks[0])) == []


@given(TEXTS | JSON.map(lambda value: json.dumps({"version": 1, "projects": {"p": value}})))
def test_a_lock_is_read_or_has_faults(text):
    file = read_lock(SourceFile("msgc.lock", text))
    assert (file.lock is None) == bool(file.found)
    assert {each.code for each in file.found} <= {"MSG497"}
