"""How each kind looks: what a reader is shown, and nothing that isn't escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from msgc.preview.kinds import KINDS
from tests.unit.preview.pictures import (
    EVIL,
    body_of,
    drawn,
    links,
    place,
    read,
    tags,
    text_payload,
    words,
)

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "build").rglob("*.json"))
URL = "https://example.com/a/photo%20one.jpg"


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


@pytest.mark.parametrize(
    "path", SAMPLES, ids=lambda path: path.relative_to(ROOT / "build").as_posix()
)
def test_every_sample_of_the_repository_is_drawn(path: Path) -> None:
    payload = json.loads(path.read_text(encoding="utf-8"))
    page = drawn(payload)
    assert "part" in page
    assert "<pre>" not in page, "the kind isn't drawn"


def evil(value: object) -> object:
    """The payload with markup in each of its texts but those that steer."""
    if isinstance(value, dict):
        return {k: v if k == "type" else evil(v) for k, v in value.items()}
    if isinstance(value, list):
        return [evil(each) for each in value]
    return f"{value}{EVIL}" if isinstance(value, str) else value


@pytest.mark.parametrize(
    "path", SAMPLES, ids=lambda path: path.relative_to(ROOT / "build").as_posix()
)
def test_no_text_of_a_payload_becomes_markup(path: Path) -> None:
    payload = evil(json.loads(path.read_text(encoding="utf-8")))
    assert isinstance(payload, dict)
    page = drawn(payload)
    assert "script" not in tags(page)
    assert all(link is None or link.startswith("#") for link in links(page))
    assert not any(
        name.startswith("on") or name == "style" for _, at in read(page).tags for name in at
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value", [None, 5, "x", [], {}, {"text": 5, "items": 3, "images": [1, None]}]
)
def test_what_has_the_wrong_shape_is_drawn_all_the_same(kind: str, value: object) -> None:
    assert drawn({"body": {"type": kind, kind: value}}).startswith('<ol class="chat">')


def test_an_unknown_kind_is_shown_as_it_is() -> None:
    assert '"type": "hologram"' in words(body_of("hologram"))


def test_sections_in_sections_end() -> None:
    body: dict[str, object] = {"type": "text", "text": {"text": "deep"}}
    for _ in range(50):
        body = {"type": "section", "section": {"items": [body]}}
    assert drawn({"body": body})


def test_several_images_are_several_bubbles_and_the_last_has_the_words() -> None:
    images = [{"mediaUrl": URL, "altText": "A dog"}, {"mediaUrl": URL}]
    page = body_of("image", images=images, text="Look", actions=[_reply("Yes")])
    assert page.count('class="bubble media"') == 2
    assert (
        page.index("photo one.jpg", page.index("A dog") + 400)
        < page.index("Look")
        < page.index("Yes")
    )


def _reply(text: str) -> dict[str, object]:
    return {"type": "reply", "reply": {"text": text}}


@pytest.mark.parametrize(
    ("url", "content_type", "look"),
    [
        ("https://e.com/a.pdf", None, "sheet pdf"),
        ("https://e.com/a", "application/pdf", "sheet pdf"),
        ("https://e.com/a.xlsx", None, "sheet xls"),
        ("https://e.com/a.ogg", None, "part audio"),
        ("https://e.com/a", "audio/mpeg; codecs=x", "part audio"),
        ("https://e.com/a.mp4", None, "icon-play"),
        ("https://e.com/a.png", None, "part picture"),
        ("https://e.com/a.zip", None, "sheet zip"),
        ("not a url", None, "sheet"),
    ],
)
def test_files_look_like_their_content(url: str, content_type: str | None, look: str) -> None:
    entry = {"mediaUrl": url, "contentType": content_type} if content_type else {"mediaUrl": url}
    assert look in body_of("file", files=[entry])


def test_a_list_shows_its_button_and_its_opened_sheet() -> None:
    row = {
        "type": "postback",
        "postback": {"text": "Off", "payload": "p", "metadata": {"description": {"label": "Dark"}}},
    }
    items = [{"title": "Lights", "actions": [row]}]
    said = words(body_of("list", text="Pick", items=items, metadata={"button": {"label": "Open"}}))
    for word in ("Pick", "Open", "Lights", "Off", "Dark", "p"):
        assert word in said


def test_a_carousel_shows_all_its_cards() -> None:
    cards = [{"title": t, "mediaUrl": URL, "actions": [_reply(f"Take {t}")]} for t in "AB"]
    page = body_of("carousel", text="Swipe", items=cards)
    assert page.count('class="card"') == 2
    assert "Take A" in page and "Take B" in page
    assert 'tabindex="0"' in page, "keys reach what scrolls"


def test_a_location_has_a_map_that_is_drawn_and_the_same_each_time() -> None:
    where = {"coordinates": {"latitude": 51.5, "longitude": -2.6}, "location": {"label": "Museum"}}
    page = body_of("location", **where)
    assert page == body_of("location", **where)
    assert "51.5, -2.6" in page and "Museum" in page and '<svg class="map"' in page


def test_a_link_is_previewed_where_the_message_asks_for_it() -> None:
    on = {"whatsapp": {"previewUrl": True}}
    assert "link-card" in drawn(text_payload("See https://www.example.com/x.", metadata=on))
    assert "link-card" not in drawn(text_payload("See https://www.example.com/x."))
    assert "link-card" not in drawn(text_payload("No address", metadata=on))


def test_a_reply_quotes_what_it_replies_to() -> None:
    page = drawn({"replyTo": {"id": "m-1", "type": "message"}, **text_payload("Yes")})
    assert page.index("m-1") < page.index("Yes")


def test_a_template_shows_what_it_is_filled_with() -> None:
    parameters = [
        {"type": "string", "key": "gate", "value": "B14"},
        {"type": "number", "key": "n", "value": 2},
    ]
    page = words(
        drawn({"template": {"projectId": "p-1", "locale": "en", "parameters": parameters}})
    )
    for word in ("p-1", "en", "gate", "B14", "n", "2"):
        assert word in page


def test_values_of_a_template_are_written_as_they_are_sent() -> None:
    variables = {"member": True, "total": 9.5, "of": {"a": [1, "é"]}, "none": None}
    parameters = [{"type": "boolean", "key": "paid", "value": False}]
    template = {"projectId": "p-1", "parameters": parameters, "variables": variables}
    page = words(drawn({"template": template}))
    for word in ("member", "true", "paid", "false", "9.5", '{"a": [1, "é"]}', "null"):
        assert word in page
    assert "True" not in page and "None" not in page and "'" not in page


def test_titles_of_lists_and_sections_have_no_markup() -> None:
    items = [{"title": "_Lights_", "actions": [_reply("Off")]}]
    page = body_of("list", text="*Pick*", title="*Menu*", items=items)
    assert "<b>Pick</b>" in page
    assert "*Menu*" in words(page) and "_Lights_" in words(page)


def test_the_words_instead_of_a_list_are_shown() -> None:
    page = words(body_of("list", text="Pick", altText="Answer 1 or 2", items=[]))
    assert page.index("Pick") < page.index("Where no list can be shown:")
    assert page.index("no list") < page.index("Answer 1 or 2")
    assert "no list" not in words(body_of("list", text="Pick", items=[]))


def test_the_amount_of_a_buy_button() -> None:
    buy = {"type": "buy", "buy": {"text": "Buy", "amountCents": 4800, "currency": "GBP"}}
    assert "48.00 GBP" in drawn(text_payload("x", actions=[buy]))


def test_markup_of_mail_keeps_its_shape_and_loses_the_rest() -> None:
    markup = (
        '<h1 onclick="x()">Hi</h1><style>p{}</style><a href="https://e.com">go</a><p>un<b>closed'
    )
    page = body_of("html", html=markup, text="Hi")
    assert "<h1>Hi</h1>" in page and "<p>un<b>closed</b></p>" in page
    assert "p{}" not in page and "onclick" not in page and "https://e.com" not in page


def test_a_part_leads_to_its_line_and_a_text_to_each_of_its_lines() -> None:
    path = ("body", "text", "text")
    page = drawn(text_payload("a\nb"), places={path: place(3, 5)})
    assert "#line0-3" in links(page)
    assert "lines 3–5" in words(page)


def test_texts_take_the_direction_of_their_letters() -> None:
    lines = [
        at for name, at in read(drawn(text_payload("שלום\nhello"))).tags if at.get("dir") == "auto"
    ]
    assert len(lines) == 2
