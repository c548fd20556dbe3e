"""Bodies by the words of their kind, and by the API's form where words don't do."""

from typing import Any

import pytest

from tests.unit.lift.lift_help import PDF, REPLY, content
from tests.unit.schemas.payloads import BODIES, URL


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_each_kind_has_its_words(kind: str) -> None:
    assert "body:" not in content(BODIES[kind])


def with_actions(*actions: Any) -> str:
    body = {"type": "text", "text": {"text": "Hi", "actions": list(actions)}}
    return content(body)


ACTIONS = [
    (
        {"type": "postback", "postback": {"text": "a", "payload": "b"}},
        "postback: a\n    payload: b",
    ),
    ({"type": "link", "link": {"text": "a", "url": "https://b.c/{{code}}"}}, "- link: a\n"),
    (
        {"type": "buy", "buy": {"text": "a", "amountCents": 5, "currency": "EUR"}},
        "- buy: a\n    amountCents: 5\n    currency: EUR",
    ),
    ({"type": "locationRequest"}, "- locationRequest\n"),
    ({"type": "locationRequest", "locationRequest": {"text": "a"}}, "- locationRequest: a\n"),
    ({"type": "locationRequest", "locationRequest": {"text": ""}}, '- locationRequest: ""\n'),
    (
        {"type": "locationRequest", "locationRequest": None},
        "- type: locationRequest\n    locationRequest: null",
    ),
    (
        {"type": "locationRequest", "locationRequest": {}},
        "- type: locationRequest\n    locationRequest: {}",
    ),
    (
        {"type": "reply", "reply": {"text": "a", "metadata": {"description": {"label": "b"}}}},
        "- reply: a\n    description: b\n",
    ),
    (
        {
            "type": "reply",
            "reply": {"text": "a", "metadata": {"description": {"label": "b"}, "x": 1}},
        },
        "- reply: a\n    metadata:\n      x: 1\n    description: b\n",
    ),
    ({"type": "reply", "reply": {"text": "a", "metadata": {}}}, "    metadata: {}\n"),
    (
        {"type": "reply", "reply": {"text": "a", "metadata": {"description": {}}}},
        "    metadata:\n      description: {}\n",
    ),
    ({"type": "reply", "reply": {"text": "a", "more": 1}}, "- type: reply\n    reply:\n"),
    ({"type": "reply", "reply": {"text": "a"}, "more": 1}, "- type: reply\n    reply:\n"),
]


@pytest.mark.parametrize(("action", "words"), ACTIONS)
def test_actions(action: Any, words: str) -> None:
    text = with_actions(action)
    assert words in text and "body:" not in text


def test_a_key_if_of_an_action_needs_the_body() -> None:
    assert with_actions({**REPLY, "if": None, "for": "x in y"}).startswith("body:\n  type: text\n")


def test_a_key_if_below_an_action_does_not() -> None:
    assert "body:" not in with_actions({"type": "reply", "reply": {"text": "a", "if": "b"}})


def image(*images: Any, **more: Any) -> str:
    return content({"type": "image", "image": {"images": list(images), **more}})


def file(*files: Any) -> str:
    return content({"type": "file", "file": {"files": list(files)}})


def test_media() -> None:
    assert image({"mediaUrl": URL, "altText": "A"}) == f"image: {URL}\naltText: A\n"
    assert image({"mediaUrl": URL}, {"mediaUrl": URL, "altText": "A"}) == (
        f"images:\n  - {URL}\n  - mediaUrl: {URL}\n    altText: A\n"
    )


def test_files_and_what_their_urls_tell() -> None:
    inferred = {"mediaUrl": PDF, "contentType": "application/pdf"}
    other = {"mediaUrl": PDF, "contentType": "text/plain", "filename": "a"}
    assert file(inferred) == f"file: {PDF}\n"
    assert file(other) == f"file: {PDF}\ncontentType: text/plain\nfilename: a\n"
    assert file({**inferred, "altText": "A"}) == f"files:\n  - mediaUrl: {PDF}\n    altText: A\n"
    assert file(inferred, inferred) == f"files:\n  - {PDF}\n  - {PDF}\n"


def a_list(**more: Any) -> str:
    return content({"type": "list", "list": {"text": "Pick", **more}}).removeprefix("text: Pick\n")


def test_rows_and_sections() -> None:
    assert a_list(items=[{"actions": [REPLY, {"type": "locationRequest"}]}]) == (
        "list:\n  - reply: Go\n  - locationRequest\n"
    )
    titled = {"title": "A", "actions": [REPLY]}
    assert a_list(items=[titled]) == "list:\n  - title: A\n    rows:\n      - reply: Go\n"
    assert a_list(items=[{"actions": []}]) == "list:\n  - rows: []\n"
    assert a_list(items=[{"actions": None}, {}]) == "list:\n  - rows: null\n  - {}\n"
    assert (a_list(items=[]), a_list(items=None)) == ("list: []\n", "list: null\n")


def test_a_button_and_what_else_the_metadata_holds() -> None:
    button = {"button": {"label": "See"}}
    assert a_list(items=[], metadata=button) == "list: []\nbutton: See\n"
    more = {**button, "replyMessage": {"text": "a"}}
    assert a_list(items=[], metadata=more) == (
        "list: []\nmetadata:\n  replyMessage:\n    text: a\nbutton: See\n"
    )
    assert "metadata:\n  button: {}\n" in a_list(items=[], metadata={"button": {}})


WHOLE_BODIES = [
    {"type": "list", "list": {"text": "a"}},
    {"type": "html", "html": {"text": "a"}},
    {"type": "section", "section": {}},
    {"type": "authentication", "authentication": {}},
    {"type": "action", "permission_request": {"resource": "call", "more": 1}},
    {"type": "location", "location": {"coordinates": {}, "location": {}}},
]


@pytest.mark.parametrize("body", WHOLE_BODIES)
def test_what_no_word_holds_stays_a_body(body: Any) -> None:
    assert content(body).startswith(f"body:\n  type: {body['type']}\n")


def test_a_section_mixes_words_and_the_api() -> None:
    inner = {"type": "section", "section": {"items": [BODIES["gif"]]}}
    items = [BODIES["image"], WHOLE_BODIES[0], inner]
    text = content({"type": "section", "section": {"items": items, "configurations": {"if": "a"}}})
    assert text == (
        f"section:\n  - text: Look\n    image: {URL}\n"
        "  - type: list\n    list:\n      text: a\n"
        f"  - section:\n      - gif: {URL}\n"
        "configurations:\n  if: a\n"
    )


def test_a_location() -> None:
    place = {"coordinates": {"latitude": 52.37, "longitude": -4}, "location": {"label": "Shop"}}
    assert content({"type": "location", "location": place}) == (
        "location: [52.37, -4]\nlabel: Shop\n"
    )
    half = {"coordinates": {"latitude": 1}}
    assert content({"type": "location", "location": half}) == "location:\n  latitude: 1\n"
