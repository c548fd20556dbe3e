"""Limits and findings at the parts that they concern; data marked in texts; the source's lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msgc.preview.elements import join
from msgc.preview.meters import meters, sentence, short
from msgc.preview.model import Note, Picture, SourceText, Stretch
from msgc.preview.scenes import draw_scene
from msgc.preview.sources import source_file
from msgc.preview.words import words as text_words
from tests.unit.preview.pictures import (
    FILE,
    drawn,
    frame_of,
    limit,
    links,
    note,
    place,
    read,
    scene,
    text_payload,
    words,
)

TEXT = ("body", "text", "text")


@pytest.mark.parametrize(
    ("used", "most", "state", "says"),
    [
        (5, 5, "fine", "5 of 20"),
        (5, 18, "fine", "5 of 20, up to 18"),
        (5, 24, "risky", "5 of 20, up to 24"),
        (5, None, "risky", "5 of 20, without bound"),
        (21, 21, "over", "21 of 20"),
    ],
)
def test_meters(used: int, most: int | None, state: str, says: str) -> None:
    found = limit(TEXT, used, most, 20)
    assert (found.state, short(found)) == (state, says)
    assert sentence(found).startswith("The text: ")
    assert f'class="meter {state}"' in meters([found]).text


def test_a_bar_never_leaves_its_box() -> None:
    page = meters([limit(TEXT, 9_999, None, 10), limit(TEXT, 0, 0, 0)]).text
    widths = [int(at["width"] or 0) for name, at in read(page).tags if name == "rect"]
    assert max(widths) <= 100 and min(widths) >= 0


def test_several_limits_of_one_part_are_named() -> None:
    other = replace(limit(("body", "x", "payload"), 1, 1, 9), what="the payload")
    assert "words" in words(meters([limit(TEXT, 1, 1, 2), other]))
    assert words(meters([limit(TEXT, 1, 1, 2)])) == "1 of 2"


def test_findings_stand_at_their_part_once() -> None:
    page = drawn(text_payload("Hi"), notes=(note(TEXT),), places={TEXT: place(2)})
    assert page.count("It is too long") == 1
    assert "has-error" in page


def test_a_finding_whose_part_isnt_drawn_stands_below_the_chat() -> None:
    page = drawn(text_payload("Hi"), notes=(note(("receiver", "contacts")),))
    assert page.index('class="elsewhere"') < page.index("It is too long")


def test_what_a_row_brings_is_marked_and_addresses_are_whole() -> None:
    pieces = (Stretch(0, place(1)), Stretch(3, place(1), True), Stretch(6, place(2)))
    frame = frame_of({}, stretches={TEXT: pieces})
    page = text_words(frame, TEXT, "Hi Ann, go").text
    assert '<span class="data">Ann</span>, go' in page
    url = (Stretch(0, place(1)), Stretch(14, place(1), True))
    linked = text_words(frame_of({}, stretches={TEXT: url}), TEXT, "https://e.com/A-1").text
    assert '<span class="link">https://e.com/<span class="data">A-1</span></span>' in linked


def test_each_line_of_a_text_leads_to_its_own() -> None:
    pieces = (Stretch(0, place(4)), Stretch(2, place(7)))
    page = text_words(frame_of({}, stretches={TEXT: pieces}), TEXT, "a\nb")
    assert links(page) == ["#line0-4", "#line0-7"]


def test_a_text_that_never_ends_is_cut() -> None:
    page = words(text_words(frame_of({}), TEXT, "x" * 50_000))
    assert "… and 30,000 more" in page


def test_source_lines_have_ids_and_their_findings() -> None:
    source = SourceText(FILE, "text: |\n  Hi {{ name }} # <b>\n")
    page = source_file(source, "line0", [note(TEXT, 2)], True)
    ids = [at["id"] for name, at in read(page).tags if name == "li" and "id" in at]
    assert ids == ["line0-1", "line0-2"]
    assert '<span class="jinja">{{ name }}</span>' in page.text
    assert page.text.index("{{ name }}") < page.text.index("It is too long")
    assert "1 finding" in words(page)


def test_words_of_a_block_are_no_keys_and_no_comments() -> None:
    source = SourceText(FILE, "text: |\n  Paid: 5 # really\n\n  All: paid\nto: x # sure\n")
    page = source_file(source, "line0", [], True).text
    assert page.count('class="key"') == 2
    assert page.count('class="comment"') == 1


def test_a_scene_tells_payload_row_limits_and_ways_back() -> None:
    picture = Picture(
        text_payload("Hi"),
        '{"a": 1}',
        {TEXT: place(2)},
        {},
        (limit(TEXT, 2, 9, 10),),
        (note(TEXT, 2),),
    )
    shown = scene(
        picture, notes=(note(TEXT, 2), replace(note(None), place=None)), row_json='{"n": 2}'
    )
    page = draw_scene(shown, "Acme")
    for word in ('{"a": 1}', '{"n": 2}', "2 of 10, up to 9", "Findings"):
        assert word in words(page)
    assert "#bubble/body/text/text" in links(page)
    ids = {at.get("id") for _, at in read(page).tags}
    assert {link.removeprefix("#") for link in links(page) if link} <= ids


def test_a_message_that_cant_be_drawn_says_why() -> None:
    fault = Note("MSG101", "error", "The quote isn't closed", None, place(1))
    page = words(draw_scene(scene(None, notes=(fault,)), "Acme"))
    assert "can't be shown" in page and "The quote isn't closed" in page


def test_all_ids_of_a_page_differ() -> None:
    picture = Picture(text_payload("Hi"), places={TEXT: place(2)})
    page = join([draw_scene(scene(picture, fallback=picture), "Acme", f"s{n}") for n in range(2)])
    ids = [at["id"] for _, at in read(page).tags if "id" in at]
    assert len(ids) == len(set(ids))
