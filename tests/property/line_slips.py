"""Lines of NDJSON for a few keys, written in every way JSON allows, and what slips make of them."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from msgc.native.lines import TEXT, UNUSED, WHOLE
from tests.fuzz.kernel_targets import KINDS

SHOWN = st.text(st.sampled_from('a"\\/bu\n\r\t\féß€\u2028\u206a日😀\U0010ffff'), max_size=20)
TEXTS = SHOWN | st.text(max_size=12)
WHOLES = st.integers(-(10**18) + 1, 10**18 - 1) | st.sampled_from([0, 1, -1])
OTHERS = (
    *(None, True, 1.5, -0.0, 1e300, 10**18, 2**63, -(10**18), [], {}, "", "\x00", "\b", "\x7f"),
    *("\x85", "\x9f", "\u202e", "\u2066", "\ud800", "\udc00\ud800", ["a"], {"a": "b"}),
)
VALUES = {TEXT: TEXTS, WHOLE: WHOLES, UNUSED: st.booleans() | st.none() | TEXTS | st.integers(0, 9)}
ROWS = st.fixed_dictionaries(
    {name: VALUES[kind] for name, kind in KINDS.items() if kind != UNUSED},
    optional={name: VALUES[kind] for name, kind in KINDS.items() if kind == UNUSED},
)
BLANKS = st.sampled_from(["", "", "", " ", "\t", "  "])
# What is put in at a place, most of it where it has no business.
PIECES = st.sampled_from(
    [
        *(b'"', b"\\", b"{", b"}", b"[", b",", b":", b" ", b"\t", b"\r", b"\n", b"\r\n", b"\x00"),
        *(b"0", b"1", b"-", b".", b"e1", b"9" * 18, b"9" * 19, b"null", b"true", b"NaN", b'"a"'),
        *(b'"x":1,', b'"a":"A",', b'"z":1,', b',"x":{"k":[1]}', b"\\u00e9", b"\\u0000"),
        *(b"\\ud83d", b"\\ud83d\\ude00", b"\\udc00", b"\\/", b"\\b", b"\\x", b"\\u12", b"\x7f"),
        *(b"\x1f", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x81\xa6"),
        *(b"\xc2\x85", b"\xc3", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8"),
        *(b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80"),
    ]
)  # fmt: skip


def escape_of(letter: str, upper: bool) -> str:
    """Return the `\\u` escapes of a character, of which there are two beyond U+FFFF."""
    units = letter.encode("utf-16-be", "surrogatepass").hex(" ", 2).split()
    return "".join(f"\\u{unit.upper() if upper else unit}" for unit in units)


@st.composite
def texts_of_json(draw: st.DrawFn, value: object) -> str:
    """A value as JSON: a text as short as can be, in ASCII, or with one of its letters escaped."""
    if isinstance(value, str) and value.isalnum() and draw(st.booleans()):
        letter, upper = draw(st.sampled_from(value)), draw(st.booleans())
        return f'"{value.replace(letter, escape_of(letter, upper))}"'
    return json.dumps(value, ensure_ascii=draw(st.booleans()))


@st.composite
def good_lines(draw: st.DrawFn) -> bytes:
    """A line with all keys that are used, in any order, with blanks between what it is made of."""
    row = draw(ROWS)
    names = draw(st.permutations([*row]))
    blanks = draw(st.lists(BLANKS, min_size=4, max_size=4))
    pairs = []
    for name in names:
        key, value = json.dumps(name, ensure_ascii=False), draw(texts_of_json(row[name]))
        pairs.append(f"{blanks[0]}{key}{blanks[1]}:{blanks[2]}{value}{blanks[3]}")
    line = f"{blanks[0]}{{{','.join(pairs)}}}{blanks[3]}"
    return line.encode("utf-8", "surrogatepass")


@st.composite
def other_lines(draw: st.DrawFn) -> bytes:
    """A line with a value of another kind, with a key too many, or without one."""
    row = draw(ROWS)
    name = draw(st.sampled_from([*KINDS, "z", "é\u0301"]))
    row = row | {name: draw(st.sampled_from(OTHERS))} if draw(st.booleans()) else row
    row.pop(draw(st.sampled_from([None, None, *KINDS])), None)  # type: ignore[call-overload]
    return json.dumps(row, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def slipped_lines(draw: st.DrawFn) -> bytes:
    """A good line with bytes cut out, put in, or written twice."""
    line = draw(good_lines())
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(line)))
        end = start + draw(st.sampled_from([0, 0, 0, 1, 2, 9]))
        piece = draw(PIECES | st.binary(max_size=4) | st.just(line[start:end] * 2))
        line = line[:start] + piece + line[end:]
    return line


LINES = good_lines() | other_lines() | slipped_lines()
