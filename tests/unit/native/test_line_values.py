"""Values of lines that the kernel takes, as JSON writes them in the fewest bytes, and no others."""

from __future__ import annotations

import pytest

from tests.kernel_help import needs_kernel
from tests.unit.native.line_help import taken, with_text, with_value

pytestmark = needs_kernel

# What no text of JSON holds as it is, or no row may hold.
CONTROLS = [bytes([byte]) for byte in (*range(0x20), 0x7F)]
SHOWN = [
    *(" ", "!", "#", "[", "]", "~", "\xa0", "é", "\u07ff", "\u0800", "\u2027", "\u202f", "\u2065"),
    *("\u206a", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010ffff", "👩‍👩‍👧"),
]
HIDDEN = [
    "\x80",
    "\x85",
    "\x9f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
]
NOT_UTF8 = [
    *(b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xc2", b"\xc2\x20", b"\xc3\xc3"),
    *(b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xe2\x82", b"\xe2\x82x", b"\xe2x\x82"),
    *(b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf"),
    *(
        b"\xf0\x9f\x98",
        b"\xf0\x9f\x98x",
        b"\xf4\x90\x80\x80",
        b"\xf5\x80\x80\x80",
        b"\xff",
        b"\xfe",
    ),
]
ESCAPES = [
    *((rf"\{letter}", rf"\{letter}") for letter in '"\\nrtf'),
    *((r"\/", "/"), (r"\u0041", "A"), (r"\u0022", r"\""), (r"\u005c", r"\\"), (r"\u002F", "/")),
    *((r"\u00e9", "é"), (r"\u00A0", "\xa0"), (r"\u07ff", "\u07ff"), (r"\u0800", "\u0800")),
    *((r"\uFFFF", "\uffff"), (r"\ud83d\ude00", "😀"), (r"\uDBFF\uDFFF", "\U0010ffff")),
    *((r"\uD800\udc00", "\U00010000"), (r"\u2029", "\u2029"), (r"a\\u0041", r"a\\u0041")),
    (r"\\\"", r"\\\""),
]
NO_ESCAPES = [
    *(r"\b", r"\u0000", r"\u0008", r"\u000a", r"\u001f", r"\u007f", r"\u0080", r"\u009F"),
    *(r"\u202a", r"\u202E", r"\u2066", r"\u2069", r"\x", r"\U0041", r"\0", r"\'"),
    *(r"\u", r"\u004", r"\u004g", r"\u00 4", r"\u+041", r"\ud83d", r"\ude00", r"\ud83dx"),
    *(
        r"\ud83d\n",
        r"\ud83d\u0041",
        r"\ud83d\ud83d",
        r"\ude00\ud83d",
        r"\ud83d\\ude00",
        r"\ud83d\ue000",
    ),
]
WHOLES = ["0", "7", "-7", "10", "-10", "9" * 18, "-" + "9" * 18]
NO_WHOLES = [
    *("-0", "00", "01", "-01", "+1", "-", "", "1.0", "1e2", "1E2", "0x1", "1_0", "٣", "9" * 19),
    *("-" + "1" * 19, '"1"', "true", "null", "[1]", "{}", "NaN", "1 2", "--1", ".5", "1."),
]
UNUSED_VALUES = [
    *("true", "false", "null", "0", "-7", "1.5", "-1.25", '""', '"é\\n"', "9" * 18, "0." + "1" * 18)
]
NO_UNUSED_VALUES = [
    *("tru", "trueX", "True", "nul", "nullnull", "NaN", "Infinity", "-", "01", "-0", "1.", ".5"),
    *("1e3", "1.5e3", "1.5.5", "0." + "1" * 19, "9" * 19, "[]", "{}", '{"k":1}', "'x'", '"\x01"'),
    *('"\\ud800"', '"\u202e"', '"x', "", "\x00"),
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_stays(text: str) -> None:
    for around in ("", "x" * 5, "x" * 8, "x" * 17):
        whole = around + text + around
        assert taken(with_text(whole)) == {"a": whole.encode(), "n": b"1"}


@pytest.mark.parametrize(
    "bad", [*CONTROLS[:10], *CONTROLS[11:], *map(str.encode, HIDDEN), *NOT_UTF8]
)
def test_what_a_text_cant_hold_is_odd_wherever_it_stands(bad: bytes) -> None:
    for before in range(17):
        for behind in (b"", b"y" * 9):
            assert taken(with_text(b"x" * before + bad + behind)) is None


@pytest.mark.parametrize(("escape", "shortest"), ESCAPES)
def test_escapes_are_written_as_json_does_in_the_fewest_bytes(escape: str, shortest: str) -> None:
    for before in ("", "x" * 3, "é" * 4, "x" * 8):
        assert taken(with_text(before + escape + "y")) == {
            "a": (before + shortest + "y").encode(),
            "n": b"1",
        }


@pytest.mark.parametrize("escape", NO_ESCAPES)
def test_what_isnt_a_plain_escape_is_odd(escape: str) -> None:
    for before in ("", "x" * 6):
        for behind in ("", "y", "yyyyyyyy"):
            assert taken(with_text(before + escape + behind)) is None


@pytest.mark.parametrize("whole", WHOLES)
def test_integers_stay_as_they_are(whole: str) -> None:
    assert taken(with_value("n", whole)) == {"a": b"A", "n": whole.encode()}


@pytest.mark.parametrize("other", NO_WHOLES)
def test_what_may_be_no_integer_of_64_bits_is_odd(other: str) -> None:
    assert taken(with_value("n", other)) is None


@pytest.mark.parametrize("value", UNUSED_VALUES)
def test_values_that_arent_used_are_left_out(value: str) -> None:
    assert taken(with_value("x", value)) == {"a": b"A", "n": b"1"}


@pytest.mark.parametrize("value", NO_UNUSED_VALUES)
def test_values_that_arent_used_are_looked_at(value: str) -> None:
    assert taken(with_value("x", value)) is None


@pytest.mark.parametrize("value", ["null", "1", "true", '["A"]', '{"a":"A"}', "A", "'A'", '"A', ""])
def test_what_isnt_a_text_is_odd(value: str) -> None:
    assert taken(with_value("a", value)) is None
