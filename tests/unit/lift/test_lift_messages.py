"""Payloads as message files: which words are chosen, and that they compile to the payload."""

import math
from typing import Any

import pytest

from tests.property.import_texts import NASTY
from tests.unit.lift.lift_help import ADDRESS, CONTACT, ENVELOPE, REPLY, imported
from tests.unit.schemas.payloads import BODIES


def test_a_whole_message() -> None:
    payload = {
        **ENVELOPE,
        "sender": {"connector": {"identifierValue": "shop"}},
        "replyTo": {"id": "m1", "type": "message"},
        "tags": ["orders"],
        "reference": "shipped: A1",
        "body": {"type": "text", "text": {"text": "Hi\n- a\n", "actions": [REPLY]}},
        "template": None,
    }
    payload["body"]["text"]["text"] = "Hi Ann,\n- *one*"  # type: ignore[index]
    assert imported(payload, channel="any") == (
        "channel: any\nsamples:\n  imported: {}\n\n"
        f'to: "{ADDRESS}"\nfrom: shop\nreplyTo: m1\nreference: "shipped: A1"\ntags:\n  - orders\n\n'
        "text: |\n  Hi Ann,\n  - *one*\nactions:\n  - reply: Go\ntemplate: null\n"
    )


CONTACTS = [
    ([{"identifierValue": "x1"}], "to: x1\n"),
    (
        [{"identifierKey": "emailaddress", "identifierValue": "a@example.com"}],
        "to: a@example.com\n",
    ),
    ([CONTACT, {"identifierValue": "x1"}], f'to:\n  - "{ADDRESS}"\n  - x1\n'),
    ([{"identifierValue": ADDRESS}], f'to:\n  identifierValue: "{ADDRESS}"\n'),
    ([{"id": "c1"}], "to:\n  id: c1\n"),
    ([{**CONTACT, "type": "cc"}], "  type: cc\n"),
    ([{"identifierValue": "{{ a }}"}], "to:\n  identifierValue: "),
    ([{"identifierValue": ""}], 'to: ""\n'),
]


@pytest.mark.parametrize(("contacts", "words"), CONTACTS)
def test_contacts(contacts: Any, words: str) -> None:
    payload = {"receiver": {"contacts": contacts}, "body": BODIES["text"]}
    assert words in imported(payload)


ENVELOPES = [
    ({"replyTo": {"id": "1", "type": "message"}}, '\nreplyTo: "1"\n'),
    ({"replyTo": {"id": "a", "type": "click"}}, "\nreplyTo:\n  id: a\n  type: click\n"),
    ({"replyTo": {"id": "a", "type": "message", "order": 2.0}}, "  order: 2.0\n"),
    ({"sender": {"connector": {"identifierValue": "a", "more": 1}}}, "\nsender:\n"),
    ({"shortLinks": None}, "\nshortLinks: null\n"),
    ({"validity": 3.0}, "\nvalidity: 3.0\n"),
    ({"scheduledFor": "2026-01-01T00:00:00Z"}, '\nscheduledFor: "2026-01-01T00:00:00Z"\n'),
]


@pytest.mark.parametrize(("fields", "words"), ENVELOPES)
def test_the_envelope(fields: Any, words: str) -> None:
    assert words in imported({**ENVELOPE, **fields, "body": BODIES["text"]})


def test_defaults_are_omitted_at_any_depth() -> None:
    payload = {**ENVELOPE, "meta": {"extraInformation": {"b": 1}}, "body": BODIES["text"]}
    defaults = {"receiver": {}, "reference": "r", "meta": {"extraInformation": {"a": 1}}}
    below = "to: x\nreference: r\nmeta: {extraInformation: {a: 1}}\n"
    text = imported(payload, defaults=defaults, below=below)
    assert 'reference: "{{ omit }}"\n' in text
    assert '  extraInformation:\n    b: 1\n    a: "{{ omit }}"\n' in text


def test_a_short_word_gives_way_where_a_default_would_add_to_it() -> None:
    payload = {
        **ENVELOPE,
        "sender": {"connector": {"identifierValue": "a"}},
        "replyTo": {"id": "a", "type": "message"},
        "body": BODIES["text"],
    }
    annotated = {"connector": {"identifierValue": "b", "annotations": {"name": "B"}}}
    defaults = {"sender": annotated, "replyTo": {"id": "b", "type": "click", "order": 1}}
    below = (
        "sender: {connector: {identifierValue: b, annotations: {name: B}}}\n"
        "replyTo: {id: b, type: click, order: 1}\n"
    )
    text = imported(payload, defaults=defaults, below=below)
    assert '    annotations: "{{ omit }}"\n' in text and '  order: "{{ omit }}"\n' in text


BIG = 10**4299


@pytest.mark.parametrize("number", [BIG, -BIG, 1e22, -0.0, 5e-324, 1.7976931348623157e308, 2**63])
def test_numbers_keep_their_value(number: Any) -> None:
    products = [{"quantity": number if number == math.floor(number) else 1}]
    meta = {"order": {"products": products}, "extraInformation": {"a": number, "b": [number]}}
    imported({**ENVELOPE, "meta": meta, "body": BODIES["text"]})


def test_the_deepest_payload() -> None:
    deep: Any = "a"
    for _ in range(48):
        deep = {"k": [deep]}
    imported({**ENVELOPE, "meta": {"extraInformation": deep}, "body": BODIES["text"]})


@pytest.mark.parametrize("words", NASTY)
def test_texts_and_keys_keep_every_character(words: str) -> None:
    body = {"type": "html", "html": {"html": words or "a", "text": f"a\n{words}"}}
    free = {words: words, "list": [words, {words: [words]}]}
    imported({**ENVELOPE, "meta": {"extraInformation": free}, "body": body})
    imported({**ENVELOPE, "template": {"name": words, "variables": {words: words}}})
