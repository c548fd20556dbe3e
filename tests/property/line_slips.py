"""Lines of NDJSON for a few keys, written in every way JSON allows, and what slips make of them."""

from __future__ import annotations

import json
from random import Random

from msgc.native.lines import TEXT, UNUSED, WHOLE
from tests.fuzz.kernel_targets import KINDS

Row = dict[str, object]

TEXTS = (
    *("", "A", "Ann", "Robert", "x" * 7, "x" * 8, "y" * 25, "é", "Zoë 日本", "e\u0301", "👩‍👩‍👧"),
    *('"', "\\", 'a"b\\c', "a\nb\r\n\tc", "\f", "/", "</b>", "{}", '","', "\\u00e9", "\xa0"),
    *("\u07ff", "\u0800", "\u2028", "\u206a", "\uffff", "\U00010000", "\U0010ffff", "\ud7ff"),
)  # fmt: skip
WHOLES = (0, 1, -1, 7, 60, -12, 10**17, 10**18 - 1, 1 - 10**18)
VALUES = {TEXT: TEXTS, WHOLE: WHOLES, UNUSED: (None, True, False, 1.5, -1.25, *WHOLES, *TEXTS)}
# What no text of a row may be, and no integer.
BAD = {
    TEXT: (
        *("\x00", "\b", "\x1f", "\x7f", "\x80", "\x85", "\x9f", "\u202a", "\u202e", "\u2066"),
        *("\u2069", "\ud800", "\udfff", "\udc00\ud800", None, 1, True, ["a"], {"a": "b"}),
    ),
    WHOLE: (None, True, 1.0, 1.5, -0.0, 1e300, 10**18, -(10**18), 2**63, 2**64, "1", [1], {}),
    UNUSED: ("\b", "\x7f", "\u202e", "\ud800", [], {}, {"k": 1}, 1e300, 10**400, -0.0),
}  # fmt: skip
BLANKS = ("", "", "", " ", "\t", " \t ")
# What is put in at a place, where most of it has no business.
PIECES = (
    *(b'"', b"\\", b"{", b"}", b"[", b",", b":", b" ", b"\t", b"\r", b"\n", b"\r\n", b"\x00"),
    *(b"0", b"1", b"-", b"+", b".", b".5", b"e1", b"9" * 18, b"null", b"true", b"NaN", b'"a"'),
    *(b'"x":1,', b'"a":"A",', b'"n":1,', b'"z":1,', b',"x":{"k":[1]}', b"x", b"\x1f", b"\x7f"),
    *(b"\\u00e9", b"\\u0000", b"\\u007f", b"\\u0080", b"\\u202E", b"\\u0022", b"\\u005c", b"\\u12"),
    *(b"\\ud83d", b"\\ud83d\\ude00", b"\\ud83d\\ue000", b"\\ud83d\\u0041", b"\\udc00", b"\\/"),
    *(b"\\b", b"\\f", b"\\x", b"\\U0041", b"\xff", b"\x80", b"\xc3", b"\xc0\x80", b"\xe0\x9f\xbf"),
    *(b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xc2\x80", b"\xc2\x85", b"\xe2\x80"),
    *(b"\xf0\x8f\xbf\xbf", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80", b"\xf0\x9f\x98\x80", b"\xc2\xa0"),
)  # fmt: skip


def lines_of(seed: int, count: int) -> list[bytes]:
    """Return lines of which each third is good, slipped, or of other values or keys."""
    rng = Random(seed)
    return [rng.choice((good_line, slipped_line, other_line))(rng) for _ in range(count)]


def good_line(rng: Random) -> bytes:
    """Return a line with all keys that are used, in any order, with blanks or without."""
    return written(_row(rng), rng)


def slipped_line(rng: Random) -> bytes:
    """Return a good line with bytes cut out, put in, or written twice."""
    line = written({name: value for name, value in _row(rng).items() if rng.random() < 0.99}, rng)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        start = rng.randint(0, len(line))
        end = start + rng.choice((0, 0, 0, 1, 2, 9))
        piece = rng.choice((rng.choice(PIECES), rng.choice(PIECES), line[start:end] * 2))
        line = line[:start] + piece + line[end:]
    return line


def other_line(rng: Random) -> bytes:
    """Return a line with a bad value, with a key too many or twice, or without one."""
    row, name = _row(rng), rng.choice([*KINDS])
    change = rng.randrange(5)
    if change == 0:
        row.pop(name, None)
    elif change == 1:
        row[rng.choice(("z", "e\u0301", "A", "", "a "))] = 1
    elif change == 2:
        pair = written({name: row.get(name, 1)}, rng).strip()[1:-1]
        return written(row, rng).rstrip().removesuffix(b"}") + b"," + pair + b"}"
    else:
        row[name] = rng.choice(BAD[KINDS[name]])
    return written(row, rng)


def _row(rng: Random) -> Row:
    used = {name: kind for name, kind in KINDS.items() if kind != UNUSED or rng.random() < 0.5}
    names = rng.sample([*used], len(used)) if rng.random() < 0.5 else [*used]
    return {name: rng.choice(VALUES[used[name]]) for name in names}


def written(row: Row, rng: Random) -> bytes:
    """Write a line: texts as short as can be, in ASCII, or with one of its letters escaped."""
    before, behind_key, before_value, behind = rng.choices(BLANKS, k=4)
    pairs = [
        f"{before}{json.dumps(name, ensure_ascii=False)}{behind_key}:{before_value}"
        f"{_json(value, rng)}{behind}"
        for name, value in row.items()
    ]
    return f"{before}{{{','.join(pairs)}}}{behind}".encode("utf-8", "surrogatepass")


def _json(value: object, rng: Random) -> str:
    if isinstance(value, str) and value.isalnum() and rng.random() < 0.5:
        letter = rng.choice(value)
        units = letter.encode("utf-16-be").hex(" ", 2)
        codes = (units.upper() if rng.random() < 0.5 else units).split()
        escapes = "".join(f"\\u{code}" for code in codes)
        return f'"{value.replace(letter, escapes)}"'
    return json.dumps(value, ensure_ascii=rng.random() < 0.5)
