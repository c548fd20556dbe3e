"""The places that errors name, found in payloads."""

from __future__ import annotations

import pytest

from msgc.push.error_paths import place_in

PAYLOAD = {
    "receiver": {"contacts": [{"identifierValue": "+31612345678"}]},
    "body": {"type": "list", "list": {"items": [{"title": "A"}, {"title": "B"}]}},
}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (".body.list.items[1].title", ("body", "list", "items", 1, "title")),
        ("$.body.list.items[1]", ("body", "list", "items", 1)),
        ("/body/list/items/0/title", ("body", "list", "items", 0, "title")),
        ("$['body']['type']", ("body", "type")),
        ("body.type", ("body", "type")),
        (".receiver.contacts[0]", ("receiver", "contacts", 0)),
        # What is missing, or lies beyond the payload, leads to what lacks it.
        (".body.text.text", ("body",)),
        (".body.list.items[7].title", ("body", "list", "items")),
        (".body.list.items[99999999999]", ("body", "list", "items")),
        (".", ()),
        ("", ()),
        ("Ann isn't a name", ()),
    ],
)
def test_a_place_is_found_as_far_as_the_payload_has_it(text: str, place: object) -> None:
    assert place_in(PAYLOAD, text) == place
