"""A message that is told by its file's layout is what its file's words say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from msgc.pipeline.layouts import Layouts, taken_apart
from msgc.syntax.plain_layouts import laid_out
from msgc.syntax.plain_values import UnsureError
from msgc.syntax.plain_yaml import plain_document, plain_text
from tests.property.test_moulds import HOLDING, TEXTS
from tests.property.test_plain_messages import SEEDS, edited

FILES = {**SEEDS, **HOLDING}
# A comment's words stand where a text does, and the text that is theirs isn't one of the layout.
COMMENTED = "# to: Hi\ntext: Hi \n"
ONE_LINE = "to: Hi\ntext: Ho\n"


@st.composite
def reworded(draw: st.DrawFn, text: str) -> str:
    """The same layout with some texts in place of others; some of them change the layout."""
    layout, texts = laid_out(text)
    made = [*layout[:1]]
    for sign, old, rest in zip(layout[1::2], texts, layout[2::2], strict=True):
        made += [sign, draw(st.just(old) | st.sampled_from([*texts]) | TEXTS), rest]
    return "".join(made)


@st.composite
def alike(draw: st.DrawFn) -> list[str]:
    first = draw(edited() | st.sampled_from([*FILES.values()]))
    return [first, first, *(draw(reworded(first)) for _ in range(5)), first]


def _read(read: Any, text: str) -> Any:
    try:
        written = read(plain_text(text.encode("utf-8", "surrogatepass")))
    except UnsureError:
        return None
    return written.tokens, written.texts, written.words(), written.channel


@settings(max_examples=600, deadline=None)
@given(alike())
@example([COMMENTED, COMMENTED, COMMENTED.replace("to: Hi", "to: Ho")])
@example(["a: {b: x\n}\n"] * 2 + ["a: {b: x, y\n}\n"])
@example(["a: x\n"] * 2 + ["a: null\n", "a: 'null'\n", 'a: ""\n', "a: 'x'\n"])
@example(["a: |\n  b: x\n"] * 2 + ["a: |\n  b: y\n"])
@example(["a: x\n  y: z\n"] * 2 + ["a: x\n  y: w\n"])
@example(['a: "x\n  - y"\n'] * 2 + ['a: "x\n  - z"\n'])
@example(["channel: any\na: x\n"] * 2 + ["channel: whatsapp\na: x\n"])
@example(["a: x\n"] * 2 + [f"a: {'x' * 2000}\n", "a: it's 5:30, [x] & y\n"])
def test_files_of_a_layout_are_read_as_each_by_itself(texts: list[str]) -> None:
    layouts = Layouts()
    for text in texts:
        expected = _read(lambda each: taken_apart(plain_document(each)), text)
        assert _read(layouts.read, text) == expected


@pytest.mark.parametrize("third", ["to: you\ntext: it's 5:30\n", "to: +1\ntext: one, two [3]\n"])
def test_files_that_differ_in_their_texts_are_told_by_their_layout(third: str) -> None:
    layouts = Layouts()
    read = [layouts.read(text) for text in (ONE_LINE, ONE_LINE, third)]
    assert [each.known is None for each in read] == [False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        *("to: Hi\ntext: null\n", "to: Hi\nchannel: any\n", "to: [a]\ntext: b\n", COMMENTED),
        *("to: Hi\ntext: |\n  a: b\n", "to: Hi\n  there\ntext: b\n", "to: Hi\ntext: 'a''b'\n"),
    ],
)
def test_a_file_whose_texts_dont_stand_alone_is_read(text: str) -> None:
    layouts = Layouts()
    assert all(layouts.read(text).known is not None for _ in range(3))


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_quotes_are_part_of_a_layout(quote: str) -> None:
    made = f"a: {quote}x{quote}\nb:\n  - {quote}y{quote}\n"
    layout, texts = laid_out(made)
    assert layout == ("a", f": {quote}", f"{quote}\nb:\n  ", f"- {quote}", f"{quote}\n")
    assert texts == ["x", "y"]
