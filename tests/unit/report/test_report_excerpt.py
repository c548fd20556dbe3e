from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_help import drawn, shown, underlined
from rich.cells import cell_len

from msgc.diagnostics import Fix, Label, finding
from msgc.report.cells import width_of, wrap
from msgc.source import SourceFile


@pytest.mark.parametrize(
    "before",
    [
        "text: ",
        "日本語と한국어 ",
        "Ａｂ ｱ ",
        "👍🏽 👨‍👩‍👧 🇳🇱🇧🇪 ❤️ 1️⃣ ",
        "cafe\u0301 a\u0323\u0307 ",
        "हिन्दी ",
        "שלום עולם ",
        "مرحبا نمی\u200cخواهم ",
        "กำลัง ",
        "\u1112\u1161\u11ab ",
    ],
)
def test_the_caret_is_under_the_words(before):
    line, marks = underlined(f"{before}{{{{ nmae }}}} 日本", "nmae")
    left, words, _ = line.partition("nmae")
    assert words
    assert marks == " " * cell_len(left) + "^^^^"


def test_tabs_take_four_cells():
    assert underlined("\ta\tb: {{ x }}", "x") == ("    a    b: {{ x }}", " " * 15 + "^")
    assert underlined("\ttext", "\t") == ("    text", "^^^^")


def test_wide_words_have_a_wide_underline():
    assert underlined("a: 日本 b", "日本") == ("a: 日本 b", "   ^^^^")


def test_a_part_of_what_is_drawn_as_one_underlines_all_of_it():
    assert underlined("a👨‍👩‍👧b", "👩")[1] == " ^^"
    assert underlined("cafe\u0301!", "\u0301")[1] == "   ^"


def test_a_mark_with_nothing_to_stand_on_gets_a_circle():
    assert underlined("\u0301a", "a") == ("\u25cc\u0301a", " ^")


@pytest.mark.parametrize(
    "char, escape",
    [
        ("\x1b", "\\u001b"),
        ("\x7f", "\\u007f"),
        ("\x9b", "\\u009b"),
        ("\u202e", "\\u202e"),
        ("\u2066", "\\u2066"),
        ("\u200b", "\\u200b"),
        ("\ufeff", "\\ufeff"),
        ("\u2028", "\\u2028"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_a_terminal_could_act_on_is_shown_as_its_escape(char, escape):
    line, marks = underlined(f"a{char}b: nmae", "nmae")
    assert line == f"a{escape}b: nmae"
    assert marks == " " * len(f"a{escape}b: ") + "^^^^"


def test_nothing_shown_can_act_on_the_terminal():
    evil = "x\x1b[2J\u202ey\r\x07"
    source = SourceFile(f"{evil}.yaml", f"a: {evil}")
    span = source.span(3, 6)
    labels = (Label(source.span(0, 1), evil), Label(SourceFile(evil, evil).span(0, 1), evil))
    found = finding("MSG101", evil, span, help=evil, labels=labels, fix=Fix(span, evil))
    text = shown(found)
    assert not set(text) & set("\x1b\u202e\r\x07")
    assert text.count("\\u001b[2J\\u202ey\\r\\u0007") == 6
    assert "1 | a: x\\u001b[2J\\u202ey\n" in text


LONG = f"text: {'word ' * 60}{{{{ nmae }}}} {'tail ' * 60}end"


def test_a_long_line_is_cropped_round_the_words():
    line, marks = underlined(LONG, "nmae")
    assert (line, marks) == (
        "…d word word word word word word {{ nmae }} tail tail tail tail tail tail t…",
        " " * 36 + "^^^^",
    )


def test_a_long_line_is_cropped_at_one_side_where_that_will_do():
    assert underlined(LONG, "text")[0].startswith("text: word")
    assert underlined(LONG, "end")[0].endswith(" tail end")
    assert underlined(LONG, "end")[0].startswith("…")


def test_long_words_are_underlined_to_the_crop():
    line, marks = underlined(f"text: {'x' * 200}", "x" * 200)
    assert line == "text: " + "x" * 68 + "…"
    assert marks == "      " + "^" * 68


@given(
    st.text(st.sampled_from("ab \t日👍\u0301\u200d\u202e\x1b🇳🏽é"), max_size=200),
    st.integers(0, 200),
    st.integers(0, 30),
    st.integers(10, 100),
)
def test_a_shown_line_never_exceeds_the_screen(text, start, length, width):
    start = min(start, len(text))
    source = SourceFile("a", text + "\nend")
    line, marks = drawn(source.span(start, min(start + length, len(text))), width)
    room = max(width - 4, 20)
    assert width_of(line) <= room
    assert len(marks) <= room + 1
    assert "^" in marks


def test_a_huge_line_is_not_walked_through():
    class Counted(str):
        """Text that tells when it is walked through as a whole."""

        def __iter__(self):
            raise AssertionError("the whole line is looked at")

    source = SourceFile("a", "x" * 50)
    object.__setattr__(source, "text", Counted("x" * 1_000_000))
    assert drawn(source.span(500_000, 500_003))[1].strip() == "^^^"


@pytest.mark.parametrize(
    "text, lines",
    [
        ("one two  three", ["one two", "three"]),
        ("  one two three", ["  one two", "  three"]),
        ("one", ["one"]),
        ("", [""]),
        ("a  b", ["a  b"]),
        ("abcdefghijklmnop", ["abcdefghi", "jklmnop"]),
        ("日本日本日本", ["日本日本", "日本"]),
        ("one abcdefghijklmnop", ["one", "abcdefghi", "jklmnop"]),
    ],
)
def test_wrap(text, lines):
    assert wrap(text, 9) == lines
