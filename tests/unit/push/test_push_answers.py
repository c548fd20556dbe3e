"""Answers that nobody vouches for: read where they are right, refused where they aren't."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msgc.push.answers import (
    AnswerError,
    Listed,
    Taken,
    Window,
    error_of,
    message_of,
    messages_page,
    window_of,
)
from msgc.push.untrusted import MOST_BYTES

READERS = (message_of, messages_page, window_of, error_of)
CONTACT = {"id": "c-1", "identifierKey": "phonenumber", "identifierValue": "+31612345678"}
MESSAGE = {
    "id": "m-1",
    "status": "sending_failed",
    "reference": "order-1",
    "tags": ["shop", "2026-11-22-shipped-3f2a09c1"],
    "receiver": {"contacts": [CONTACT]},
    "createdAt": "2026-03-02T09:30:00Z",
    "failure": {"code": 15001, "source": {"code": "131047", "name": "whatsapp"}},
    "body": {"type": "text", "text": {"text": "hi"}},
}


def as_bytes(document: object) -> bytes:
    return json.dumps(document).encode()


def test_a_message():
    assert message_of(as_bytes(MESSAGE)) == Taken("m-1", "c-1")


def test_a_page():
    page, token = messages_page(as_bytes({"results": [MESSAGE], "nextPageToken": "next"}))
    assert token == "next"
    assert page == [
        Listed(
            id="m-1",
            status="sending_failed",
            reference="order-1",
            tags=("shop", "2026-11-22-shipped-3f2a09c1"),
            recipients=frozenset({"c-1", "+31612345678"}),
            contact="c-1",
            created=1772443800.0,
            failure_code="15001",
            failure_source="131047",
        )
    ]


@pytest.mark.parametrize("absent", [{}, {"nextPageToken": None}, {"nextPageToken": ""}])
def test_a_last_page(absent):
    assert messages_page(as_bytes({"results": [], **absent})) == ([], "")


ODD = {"status": 3, "reference": None, "tags": "x", "receiver": [], "createdAt": 9, "failure": None}
ODDER = {"tags": [1, None], "receiver": {"contacts": [None, {"id": 4}]}, "failure": {"code": True}}


@pytest.mark.parametrize("odd", [ODD, ODDER, {"createdAt": "9999-99-99"}, {"failure": {}}])
def test_an_odd_field_doesnt_hide_a_message(odd):
    (listed,), _ = messages_page(as_bytes({"results": [{"id": "m-1", **odd}]}))
    assert (listed.id, listed.tags, listed.recipients) == ("m-1", (), frozenset())
    assert (listed.created, listed.failure_code) == (None, "")


@pytest.mark.parametrize(
    "page",
    [
        *[{}, {"results": None}, {"results": {}}, {"results": [1]}, {"results": [{}]}],
        *[{"results": [{"id": "\x1b[2J"}]}, {"results": [MESSAGE] * 1001}],
        *[{"results": [], "nextPageToken": 5}, {"results": [], "nextPageToken": "x" * 8001}],
    ],
)
def test_a_page_that_cant_be_read_whole_isnt_read(page):
    with pytest.raises(AnswerError):
        messages_page(as_bytes(page))


@pytest.mark.parametrize(
    ("answer", "window"),
    [
        ({"serviceWindowExpireAt": "2026-03-02T09:30:00Z"}, Window(1772443800.0)),
        ({"serviceWindowExpireAt": "2026-03-02T10:30:00.5+01:00"}, Window(1772443800.5)),
        ({"serviceWindowExpireAt": None}, Window(None)),
        ({"serviceWindowExpireAt": None, "isPermanentSession": True}, Window(None, True)),
    ],
)
def test_a_window(answer, window):
    assert window_of(as_bytes(answer)) == window


def test_when_a_window_is_open():
    assert Window(10.0).is_open(9.9)
    assert not Window(10.0).is_open(10.0)
    assert not Window(None).is_open(0.0)
    assert Window(None, True).is_open(10.0)


@pytest.mark.parametrize(
    "answer", [{}, {"serviceWindowExpireAt": "soon"}, {"isPermanentSession": 1}]
)
def test_no_window_is_made_up(answer):
    with pytest.raises(AnswerError):
        window_of(as_bytes(answer))


def test_an_error_is_kept_within_bounds():
    details = {f"$.a[{n}]": ["\x1b[31mred" + "x" * 999] * 9 for n in range(99)}
    said = error_of(as_bytes({"code": "c" * 999, "message": "\x00m" * 999, "details": details}))
    assert (len(said.code), len(said.message), len(said.details)) == (100, 500, 10)
    assert len(said.detail()) < 10_000
    assert not any(char < " " for char in said.code + said.message + said.detail())


def test_details_of_another_form_are_read_as_far_as_they_can_be():
    said = error_of(as_bytes({"code": "X", "details": {"a": "one", "b": [1, "two"], "c": {}}}))
    assert said.details == {"a": ("one",), "b": ("two",), "c": ()}


HOSTILE = (
    *(b"", b" ", b"null", b"[]", b'"x"', b"{", b"{}x", b"\xff\xfe{}", b"<html></html>"),
    *(b"[" * 10**6, b'{"a":' * 10**6, b'{"id": NaN}', b'{"id": 1e999}', b"\xef\xbb\xbf{}"),
    *(b'{"id": "\\ud800"}', b'{"id": "\xed\xa0\x80"}', b'{"id": "' + b"x" * 999 + b'"}'),
    b'{"id": "' + b"x" * MOST_BYTES + b'"}',
)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_is_hostile_is_refused(read, number):
    with pytest.raises(AnswerError) as error:
        read(HOSTILE[number])
    assert error.value.__cause__ is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
NAMES = (*MESSAGE, "results", "nextPageToken", "code", "message", "details", "contacts", "source")
DOCUMENTS = st.dictionaries(st.sampled_from(NAMES), JSON) | st.fixed_dictionaries(
    {"results": st.lists(st.dictionaries(st.sampled_from(NAMES), JSON), max_size=3)}
)


# How long an example takes is the machine's matter: hypothesis fails it at 0.2 s.
@pytest.mark.parametrize("read", READERS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=st.binary() | DOCUMENTS.map(as_bytes))
def test_no_answer_raises_anything_else(read, body):
    try:
        read(body)
    except AnswerError as error:
        assert str(error)
