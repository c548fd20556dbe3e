"""WhatsApp's markup: what is styled, what stays as it is, and that no word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.preview.markup import Inline, Line, Styled, read_markup
from tests.unit.preview.pictures import steps

CODE_LINES = ["<code>a</code>", "<code>- b</code>", ""]
LAST = "<code>e</code>"


def shown(each: Inline) -> str:
    if isinstance(each, Styled):
        return f"<{each.style}>{''.join(map(shown, each.inner))}</{each.style}>"
    return each.text


@pytest.mark.parametrize(
    ("written", "looks"),
    [
        ("*bold*", "<b>bold</b>"),
        ("_italic_", "<i>italic</i>"),
        ("~struck~", "<s>struck</s>"),
        ("`code`", "<code>code</code>"),
        ("```code```", "<code>code</code>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("_*both* and_", "<i><b>both</b> and</i>"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        ("say *two words*.", "say <b>two words</b>."),
        ("(*in brackets*)", "(<b>in brackets</b>)"),
        ("*one* and *two*", "<b>one</b> and <b>two</b>"),
        ("snake_case_words", "snake_case_words"),
        ("2*3*4", "2*3*4"),
        ("* not bold *", "<bullet>not bold *"),
        ("a * b * c", "a * b * c"),
        ("*not closed", "*not closed"),
        ("**", "**"),
        ("****", "****"),
        ("* *", "<bullet>*"),
        ("``", "``"),
        ("~*_deep_*~", "<s><b><i>deep</i></b></s>"),
        ("*жирный*", "<b>жирный</b>"),
        ("*سارة*،", "<b>سارة</b>،"),
    ],
)
def test_styles(written: str, looks: str) -> None:
    (found,) = read_markup(written)
    form = "<bullet>" if found.form == "bullet" else ""
    assert form + "".join(map(shown, found.inner)) == looks


def test_a_style_ends_with_its_line() -> None:
    assert [
        each.inner[0] for each in read_markup("*a\nb*") if isinstance(each.inner[0], Styled)
    ] == []


@pytest.mark.parametrize(
    ("written", "form", "label"),
    [
        ("* point", "bullet", "•"),
        ("- point", "bullet", "•"),
        ("12. point", "number", "12."),
        ("> said", "quote", ""),
        (">said", "plain", ""),
        (">", "plain", ""),
        ("-point", "plain", ""),
        ("1.point", "plain", ""),
        ("* ", "plain", ""),
        ("", "plain", ""),
    ],
)
def test_forms_of_lines(written: str, form: str, label: str) -> None:
    (found,) = read_markup(written)
    assert (found.form, found.label) == (form, label)


def test_a_block_of_code() -> None:
    lines = read_markup("before\n```\n*a*\n  b\n```\nafter")
    assert [(each.form, "".join(map(shown, each.inner))) for each in lines] == [
        ("plain", "before"),
        ("block", "*a*"),
        ("block", "  b"),
        ("plain", "after"),
    ]


@pytest.mark.parametrize(
    ("written", "looks"),
    [
        ("text ```a\nb``` end", ["text <code>a</code>", "<code>b</code> end"]),
        ("```a\n- b\n\n> c``` *d*", [*CODE_LINES, "<code>> c</code> <b>d</b>"]),
        ("a ```b\nc```\n*d*", ["a <code>b</code>", "<code>c</code>", "<b>d</b>"]),
        ("a ```b\nc``` ```d\ne```", ["a <code>b</code>", "<code>c</code> <code>d</code>", LAST]),
        ("> a ```b\nc```", ["a <code>b</code>", "<code>c</code>"]),
        ("a ```b\nc", ["a ```b", "c"]),
        ("a ```b``` c\n```d``` e", ["a <code>b</code> c", "<code>d</code> e"]),
        ("*a ```b* c\nd*```", ["*a <code>b* c</code>", "<code>d*</code>"]),
    ],
)
def test_code_goes_on_over_lines(written: str, looks: list[str]) -> None:
    assert ["".join(map(shown, each.inner)) for each in read_markup(written)] == looks


@pytest.mark.parametrize(
    "piece", ["```\n", " *a _b", "`a ", "*", "*_~`", "```a ", "*a* ", "_a*b~c", "> *a", "```a``` "]
)
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    few, many = (steps(lambda n=n: read_markup(piece * n)) for n in (100, 400))
    assert many < 6 * few


def starts(lines: list[Line]) -> list[int]:
    return [each.start for each in lines]


def test_lines_know_where_they_begin() -> None:
    assert starts(read_markup("a\n\n> b\n- c")) == [0, 2, 3, 7]


@given(st.text(alphabet="*_~`> -1.ab\n é", max_size=80))
def test_plain_words_are_the_text_at_their_offset(text: str) -> None:
    def check(inner: tuple[Inline, ...]) -> None:
        for each in inner:
            if isinstance(each, Styled):
                check(each.inner)
            else:
                assert text[each.start : each.start + len(each.text)] == each.text

    for each in read_markup(text):
        check(each.inner)


@given(st.text(alphabet="ab \n", max_size=60))
def test_text_without_marks_stays_whole(text: str) -> None:
    said = ["".join(map(shown, each.inner)) for each in read_markup(text)]
    assert "\n".join(said) == text
