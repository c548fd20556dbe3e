"""What limits are called, and what is said of one whose part couldn't be made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from msgc.check.breach import Path
from msgc.preview.meters import meters, sentence, short
from msgc.preview.model import Limit, Picture
from msgc.preview.scenes import draw_scene
from tests.unit.preview.pictures import limit, read, scene, text_payload, words

TEXT = ("body", "text", "text")
ACTION = ("body", "text", "actions", 0)
ENTRIES = "entries"


@pytest.mark.parametrize(
    ("path", "unit", "says"),
    [
        ((*ACTION, "buy", "currency"), "characters", "currency3 of 9"),
        ((*ACTION, "postback", "payload"), "characters", "payload3 of 9"),
        ((*ACTION, "reply", "text"), "characters", "3 of 9"),
        (("body", "list", "title"), "characters", "3 of 9"),
        (("body", "carousel", "items"), ENTRIES, "cards3 of 9"),
        (("body", "list", "items"), ENTRIES, "sections3 of 9"),
        (("body", "list", "items", 2, "actions"), ENTRIES, "rows3 of 9"),
        (("body", "carousel", "items", 2, "actions"), ENTRIES, "buttons3 of 9"),
        (("body", "image", "actions"), ENTRIES, "buttons3 of 9"),
        (("body", "list", "items"), "rows", "rows3 of 9"),
        (("template", "utmParameters"), ENTRIES, "utmParameters3 of 9"),
    ],
)
def test_a_single_limit_is_named_unless_its_words_are_seen(
    path: Path, unit: str, says: str
) -> None:
    found = Limit(path, "the part", 3, 3, 9, unit, "MSG401")
    assert words(meters([found])) == says


def test_what_is_counted_is_called_by_its_name() -> None:
    cards = Limit(("body", "carousel", "items"), "the carousel", 3, 3, 10, ENTRIES, "MSG401")
    assert sentence(cards) == "The carousel: 3 of 10 cards"
    page = draw_scene(scene(Picture({"body": {}}, limits=(cards,))), "Acme")
    assert "3 of 10 cards" in words(page)


@pytest.mark.parametrize(
    ("most", "state", "says"),
    [
        (12, "fine", "– of 20, up to 12"),
        (24, "risky", "– of 20, up to 24"),
        (None, "risky", "– of"),
    ],
)
def test_nothing_is_used_where_a_part_couldnt_be_made(
    most: int | None, state: str, says: str
) -> None:
    found = replace(limit(TEXT, 0, most, 20), used=None)
    assert (found.state, short(found).startswith(says)) == (state, True)
    assert "not known" in sentence(found)
    rects = [at for name, at in read(meters([found])).tags if name == "rect"]
    assert rects[-1]["class"] == "used" and rects[-1]["width"] == "0"


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ([(3, 3), (3, 3)], "Limits2"),
        ([(3, 12), (3, 3)], "Limits2, 1 at risk"),
        ([(11, 11), (3, None), (3, 3)], "Limits3, 1 exceeded, 1 at risk"),
    ],
)
def test_limits_are_counted_by_their_state(limits: list[tuple[int, int | None]], says: str) -> None:
    known = tuple(limit(TEXT, used, most, 10) for used, most in limits)
    page = draw_scene(scene(Picture(text_payload("Hi"), limits=known)), "Acme")
    assert f"{says}Part" in words(page)
