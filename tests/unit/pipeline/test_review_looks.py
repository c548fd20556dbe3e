"""What a review marks: nothing that isn't sent, and all that would go unseen."""

from __future__ import annotations

import pytest

from msgc.pipeline.review.blanks import LEGEND
from msgc.pipeline.review.bubbles import bubble_of
from msgc.pipeline.review.frames import frame_lines
from msgc.pipeline.review.html import render_html
from msgc.pipeline.review.markdown import render_markdown
from msgc.pipeline.review.marks import runs_of, sides_of
from msgc.pipeline.review.model import Key, Line, MessageChange, Pair, Picture, Review, Status
from msgc.pipeline.review.pictures import pairs_of
from msgc.pipeline.review.spelling import look_alike, spelled
from msgc.pipeline.review.text import render_text
from msgc.report.cells import width_of
from msgc.report.paint import painter

KEY = Key("typical", None, False)


def review_of(before: str, after: str) -> Review:
    pair = Pair(Line("text", before), Line("text", after))
    picture = Picture(KEY, {"x": before}, {"x": after}, (pair,))
    return Review("old", "new", ("m",), (MessageChange("m", Status.CHANGED, ("m",), (picture,)),))


def forms(review: Review) -> list[str]:
    plain = render_text(review, color=False, width=200)
    return [plain, render_markdown(review), render_html(review)]


@pytest.mark.parametrize(
    ("before", "after", "is_marked"),
    [
        ("until nine", "until ten", False),
        ("a · b", "a → c", False),
        ("one ⍽ ¶", "two ⍽ ¶", False),
        ("a b", "a  b", True),
        ("a", "a\u00a0", True),
        ("a", "", True),
    ],
)
def test_the_legend_stands_below_marks_alone(before: str, after: str, is_marked: bool) -> None:
    shown = [LEGEND in each for each in forms(review_of(before, after))]
    assert shown == [is_marked] * 3


def test_the_legend_isnt_below_nothing() -> None:
    assert not any(LEGEND in each for each in forms(Review("old", "new")))


def test_what_a_bubble_draws_isnt_taken_for_what_is_sent() -> None:
    def drawn(name: str) -> list[Line]:
        files = [{"mediaUrl": "", "filename": name}]
        return bubble_of({"body": {"type": "file", "file": {"files": files}}})

    *_, pair = pairs_of(drawn("a.pdf"), drawn("b c.pdf"))
    assert sides_of(pair) == ("        a.pdf", "        b c.pdf")
    parameter = {"template": {"parameters": [{"key": "k", "value": ""}]}}
    assert [line.text for line in bubble_of(parameter)] == ["k ="]


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("café", "cafe\u0301", "café", "cafe\\u0301"),
        ("\u212b", "\u00c5", "\\u212b", "Å"),
        ("한", "\u1112\u1161\u11ab", "한", "\\u1112\\u1161\\u11ab"),
        ("❤", "❤\ufe0f", "❤", "\\u2764\\ufe0f"),
        ("می\u200cخ", "میخ", "م\\u06cc\\u200cخ", "میخ"),
    ],
)
def test_what_looks_alike_is_spelled(before: str, after: str, was: str, now: str) -> None:
    assert look_alike(before, after)
    assert (spelled(before), spelled(after)) == (was, now)
    text, markdown, page = forms(review_of(before, after))
    for form in (text, page):
        assert was in form
        assert now in form
    assert f"- {was}\n+ {now}\n" in markdown
    assert all("lines that look alike are written in other" in each for each in (text, markdown))


def test_a_word_that_looks_alike_is_spelled_where_it_is_marked() -> None:
    runs = runs_of(Pair(Line("text", "our café is"), Line("text", "our cafe\u0301 is")))
    assert runs is not None
    assert [tuple(run) for run in runs if run.has_changed] == [("café", "cafe\\u0301")]


@pytest.mark.parametrize(("before", "after"), [("a", "b"), ("e", "é"), ("a", "a")])
def test_what_looks_another_is_as_it_is(before: str, after: str) -> None:
    assert not look_alike(before, after)


@pytest.mark.parametrize("width", [22, 30, 40, 45, 46, 80])
def test_frames_are_as_wide_as_the_screen(width: int) -> None:
    same = [Pair(line, line) for line in (Line("text", f"line {n}") for n in range(12))]
    words = "a word and https://example.com/a-long-address-without-a-space"
    other = Pair(Line("text", words), Line("text", f"{words} and more"))
    shown = list(frame_lines([*same, other], width, painter(False)))
    assert max(map(width_of, shown)) <= width
    assert len({width_of(line) for line in shown}) == 1
    assert "11 lines" in " ".join(shown)


def test_a_narrow_frame_tells_what_is_gone_from_what_is_new() -> None:
    pairs = [Pair(Line("text", "old one"), Line("text", "new"))]
    _, gone, new, _ = frame_lines(pairs, 30, painter(False))
    assert gone.startswith("- │ old one ")
    assert new.startswith("+ │ new ")


def test_a_narrow_review_is_narrow_as_a_whole() -> None:
    shown = render_text(review_of("a " * 40, "b " * 50), color=False, width=40)
    assert max(map(width_of, shown.splitlines())) <= 40
