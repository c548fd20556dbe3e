"""Lines of NDJSON that no serializer writes: rows all the same, or none."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.recipients import Row

DEEPEST, MOST_DIGITS = 64, 4300
"""Lists and objects inside each other, and digits of an integer, that a row may have."""

_TEXTS: tuple[bytes, ...] = (
    *(rb"\u0041", rb"\u00e9", rb"\u20AC", rb"\ud83d\ude00", rb"\udbff\udfff", rb"\uffff", rb"\/"),
    *(rb"\u0022", rb"\u005c", rb"\u000a", rb"\u000b", rb"\u001C", rb"\u0085", rb"\u200b", rb"\f"),
    *(rb"\ud83d", rb"\ude00", rb"\ud83d\u0041", rb"\ude00\ude00", rb"\u12g4", rb"\u12", rb"\b"),
    *(rb"\u0000", rb"\u0008", rb"\u000e", rb"\u001f", rb"\u007f", rb"\u0080", rb"\u009f"),
    *(rb"\u202a", rb"\u202e", rb"\u2066", rb"\u2069", b"\xe2\x80\xaa", b"\xe2\x81\xa9"),
    *(b"\xc2\x85", b"\xc2\x80", b"\xc2\xa0", b"\xe2\x80\xa9", b"\xe2\x80\xaf", b"\xef\xbf\xbe"),
    *(b"\xff", b"\xc3", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(b"\\", rb"\x41", b"\x7f", b"\x00", b"\x0b", b"\x1f", b"\t", b'"', b'","name":"'),
)
_NUMBERS: tuple[bytes, ...] = (
    *(b"-0", b"-7", b"3.0", b"-0.0", b"3e0", b"30e-1", b"1E+2", b"1e22", b"0.0000001e7"),
    *(b"1.5", b"15e-1", b"1e400", b"-1e400", b"03", b"-03", b"-", b"+1", b"1.", b".5", b"1e"),
    *(b"18446744073709551616", b"9" * MOST_DIGITS, b"9" * (MOST_DIGITS + 1)),
    *(b"NaN", b"Infinity", b"null", b"true", b'"3"', b"[3]", b"", b" 3\t", b"3 3", b"0x3"),
)
_UNUSED: tuple[bytes, ...] = (
    *(b"true", b"false", b"null", b"-1.5e3", b"[]", b"{}", b"[1,[2,{}]]", b' [ 1 , { "a" : 2 } ] '),
    *(b'{"a":{"b":1},"b":{"a":1}}', b'"\\u202e"', b'"\\u0000"', b'"\x7f"', b'"}"', b'"\xff"'),
    *(b"tru", b"nul", b"01", b"1e400", b"NaN", b"[1,]", b"[1 2]", b"[", b"{,}", b'{"a"}', b"{1:2}"),
    *(b'{"a":1,"a":2}', b'{"a":1,"\\u0061":2}', b'[{"b":1,"b":1}]', b'"\\ud800"', b'"\t"'),
    *(b"9" * digits for digits in (MOST_DIGITS, MOST_DIGITS + 1)),
    *(b"[" * depth + b"]" * depth for depth in (DEEPEST - 1, DEEPEST)),
)
_KEYS: tuple[bytes, ...] = (
    *(rb'"\u0073ku"', rb'"s\/u"', b'"phone"', rb'"ph\u006fne"', b'"locale"', b'""', rb'"\ud800"'),
    *(b"sku", b"7", b'"sku":1,"sku"', b'"sku":1,"s\\u006bu"', b'"locale":null,"sku"', b'"sku" '),
)
_ENDS: tuple[bytes, ...] = (b"} \t\r", b"}}", b"} x", b"", b",}", b"}{}", b"}\x0c", b"]")


def odd_lines(row: Row) -> list[bytes]:
    """Return lines, without their breaks, that are each a row's but for one place."""
    line = _written(row)
    whole = (b"", b"{}", b"[]", b"7", b"null", b" \t", line, b" \t" + line, b"[" + line + b"]")
    return [*whole, *(line.replace(old, new, 1) for old, new in _changes(row))]


def _changes(row: Row) -> Iterator[tuple[bytes, bytes]]:
    """Yield what stands in the row's line, and what is to stand there."""
    name, count, sku = (_written(row[key]) for key in ("name", "count", "sku"))
    yield from ((name, b'"' + text + b'"') for text in _TEXTS)
    yield from ((b'"count":' + count, b'"count":' + number) for number in _NUMBERS)
    yield from ((b'"sku":' + sku, b'"sku":' + value) for value in _UNUSED)
    yield from ((b'"sku"', key) for key in _KEYS)
    yield b'"phone":', rb'"ph\u006fne" : '
    yield from ((b"}", end) for end in _ENDS)


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
