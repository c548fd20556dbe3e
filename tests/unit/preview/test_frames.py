"""Limits and findings at the parts that they concern; data marked in texts; the source's lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msgc.preview.elements import join
from msgc.preview.meters import meters, sentence, short
from msgc.preview.model import Note, Picture, Place, SourceText, Stretch
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
    steps,
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
    page = source_file(source, "line0", [note(TEXT, 2)], True, {})
    ids = [at["id"] for name, at in read(page).tags if name == "li" and "id" in at]
    assert ids == ["line0-1", "line0-2"]
    assert '<span class="jinja">{{ name }}</span>' in page.text
    assert page.text.index("{{ name }}") < page.text.index("It is too long")
    assert "1 finding" in words(page)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\v", "\f", "\x1c"])
def test_findings_stand_at_the_lines_that_check_counts(sign: str) -> None:
    source = SourceText(FILE, f"text: a{sign}b\nto: c\r\nend: d\rlast: e\n")
    page = source_file(source, "line0", [note(TEXT, 2)], True, {})
    ids = [at["id"] for name, at in read(page).tags if name == "li" and "id" in at]
    assert ids == ["line0-1", "line0-2", "line0-3", "line0-4"]
    assert page.text.index("to</span>") < page.text.index("It is too long")
    assert page.text.index("It is too long") < page.text.index("end</span>")


@pytest.mark.parametrize(("text", "line"), [("", 1), ("text: [\n", 2)])
def test_a_finding_at_the_end_of_a_file_has_its_line(text: str, line: int) -> None:
    page = source_file(SourceText(FILE, text), "line0", [note(None, line)], True, {})
    ids = [at["id"] for name, at in read(page).tags if name == "li" and "id" in at]
    assert ids[-1] == f"line0-{line}" and "It is too long" in words(page)


def test_the_work_grows_with_findings_and_lines_and_no_faster() -> None:
    def draw(count: int) -> None:
        notes = [note(None, line + 1) for line in range(count)]
        source_file(SourceText(FILE, "text: x\n" * count), "line0", notes, True, {})

    few, many = (steps(lambda n=n: draw(n)) for n in (50, 200))  # type: ignore[misc]
    assert many < 6 * few


def test_words_of_a_block_are_no_keys_and_no_comments() -> None:
    source = SourceText(FILE, "text: |\n  Paid: 5 # really\n\n  All: paid\nto: x # sure\n")
    page = source_file(source, "line0", [], True, {}).text
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


BUTTON = ("body", "text", "actions", 0)
BUTTONED = text_payload("Hi\nAnn", actions=[{"type": "reply", "reply": {"text": "Yes"}}])


def backs_in(page: str) -> list[tuple[str | None, bool]]:
    """Where the links from lines lead, and whether keys and screen readers are given them."""
    found = [at for name, at in read(page).tags if name == "a" and at.get("class") == "back"]
    return [(at["href"], "tabindex" not in at and "aria-hidden" not in at) for at in found]


def test_a_line_leads_back_to_its_part_and_keys_go_there_once() -> None:
    places = {
        ("body",): place(1, 6),
        TEXT: place(1, 3),
        ("body", "text", "actions"): place(4, 6),
        BUTTON: place(5, 5),
        (*BUTTON, "reply", "text"): place(5, 5),
        ("receiver",): place(7),
    }
    source = SourceText(FILE, "text: |\n  Hi\n  Ann\nactions:\n  - reply: Yes\n\nto: x\n")
    page = draw_scene(scene(Picture(BUTTONED, places=places), files=(source,)), "Acme").text
    text, button = "#bubble/body/text/text", "#bubble/body/text/actions/0"
    assert backs_in(page) == [(text, True), (text, False), (text, False), (button, True)]


def test_a_file_that_is_included_leads_back_to_the_text_it_stands_in() -> None:
    footer = Place("templates/_footer.txt", 1, 1)
    pieces = {TEXT: (Stretch(0, place(2)), Stretch(3, footer))}
    picture = Picture(BUTTONED, places={TEXT: place(1, 2)}, stretches=pieces)
    source = SourceText(footer.file, "Ann\nnothing\n")
    page = draw_scene(scene(picture, files=(source,)), "Acme").text
    assert backs_in(page) == [("#bubble/body/text/text", True)]


def test_what_message_and_fallback_share_leads_to_the_message() -> None:
    picture = Picture(BUTTONED, places={TEXT: place(1)})
    page = draw_scene(scene(picture, fallback=picture), "Acme").text
    assert backs_in(page) == [("#bubble/body/text/text", True)]


def test_a_message_that_cant_be_drawn_says_why_and_where() -> None:
    fault = Note("MSG101", "error", "The quote isn't closed", None, place(2))
    drawn_scene = draw_scene(scene(None, notes=(fault,)), "Acme")
    page = words(drawn_scene)
    assert "can't be shown" in page and "The quote isn't closed" in page
    assert "#line0-2" in links(drawn_scene) and f"{FILE}:2" in page
    assert "limited" not in page and "Limits" not in page


def test_all_ids_of_a_page_differ() -> None:
    picture = Picture(text_payload("Hi"), places={TEXT: place(2)})
    page = join([draw_scene(scene(picture, fallback=picture), "Acme", f"s{n}") for n in range(2)])
    ids = [at["id"] for _, at in read(page).tags if "id" in at]
    assert len(ids) == len(set(ids))
