"""Which words of a changed line are marked, and how the marks stand in each form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.pipeline.review.marks import MOST, after_of, before_of, merged, runs_of, shown
from msgc.pipeline.review.model import Line, Pair

GONE, NEW = "[-{0}-]".format, "{{+{0}+}}".format


def pair(before: str, after: str) -> Pair:
    return Pair(Line("text", before), Line("text", after))


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("open until nine.", "open until ten.", "open until [-nine-].", "open until {+ten+}."),
        ("a b c d", "a x y d", "a [-b c-] d", "a {+x y+} d"),
        ("your order", "your new order", "your order", "your {+new+} order"),
        ("we are here now", "we are here", "we are here [-now-]", "we are here"),
        ("[ Cancel it ]", "[ Cancel all ]", "[ Cancel [-it-] ]", "[ Cancel {+all+} ]"),
        ("until nine", "until  nine", "until[- -]nine", "until{+··+}nine"),
        ("Hi #️⃣ you", "Hi *️⃣ you", "Hi [-#️⃣-] you", "Hi {+*️⃣+} you"),
    ],
)
def test_words_that_are_others_are_marked(before: str, after: str, was: str, now: str) -> None:
    runs = runs_of(pair(before, after))
    assert runs is not None
    assert (before_of(runs, GONE), after_of(runs, NEW)) == (was, now)


def test_both_lines_in_one_say_what_is_gone_first() -> None:
    runs = runs_of(pair("we come at nine", "we come at ten today"))
    assert runs is not None
    assert merged(runs, GONE, NEW, str.upper) == "WE COME AT [-nine-] {+ten today+}"


@pytest.mark.parametrize(
    ("before", "after"),
    [("[ Yes ]", "[ No ]"), ("Goodbye", "Hello"), ("same", "same"), ("a " * MOST, "a b" * MOST)],
)
def test_lines_without_a_word_in_common_are_others_as_a_whole(before: str, after: str) -> None:
    assert runs_of(pair(before, after)) is None


def test_a_line_that_came_or_went_is_whole() -> None:
    assert runs_of(Pair(None, Line("text", "new"))) is None
    assert runs_of(Pair(Line("text", "old"), None)) is None


@given(st.text(alphabet="ab .\t*é·\u00a0", max_size=30), st.text(alphabet="ab .\t*é", max_size=30))
def test_nothing_is_lost_between_marks(before: str, after: str) -> None:
    both = pair(before, after)
    runs = runs_of(both)
    if runs is not None and both.before and both.after:
        assert before_of(runs, str) == shown(both.before)
        assert after_of(runs, str) == shown(both.after)
