"""Answers that no API gives: too long, too deep, in no encoding, of wrong types, with the key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from tests.e2e.raw_server import http

KEY = "sentinel/of+the=key"
ESCAPES = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eabc"
# What mustn't reach a terminal: what begins a control sequence, and what turns words round.
UNSHOWN = ("\x1b", "\x9b", "\x07", "\u202e")
MEGABYTE = b" " * (1 << 20)
DEPTH = 200_000

Bytes = Callable[[], Iterable[bytes]]


def error(**members: object) -> bytes:
    return json.dumps(members).encode()


def long(status: int, megabytes: int = 100) -> Iterator[bytes]:
    """An answer of so many megabytes."""
    yield f"HTTP/1.1 {status} OK\r\nContent-Length: {megabytes << 20}\r\n\r\n".encode()
    for _ in range(megabytes):
        yield MEGABYTE


def long_in_chunks(status: int) -> Iterator[bytes]:
    """The same, whose length isn't said."""
    yield f"HTTP/1.1 {status} OK\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    for _ in range(100):
        yield b"100000\r\n" + MEGABYTE + b"\r\n"


DEEP = b'{"id": ' + b"[" * DEPTH + b"]" * DEPTH + b"}"
DEEP_OBJECTS = b'{"a": ' * DEPTH + b"1" + b"}" * DEPTH
ESCAPED_KEY = "".join(f"\\u{ord(char):04x}" for char in KEY).encode()
SLASHED_KEY = KEY.replace("/", "\\/").encode()

BODIES: dict[str, bytes] = {
    "nothing": b"",
    "deep": DEEP,
    "deep objects": DEEP_OBJECTS,
    "no UTF-8": b'{"id": "\xff\xfe", "code": "\xc3", "message": "\xa0\xa1"}',
    "UTF-16": '{"code": "x"}'.encode("utf-16"),
    "a lone surrogate": rb'{"id": "\ud800", "code": "\ud800", "message": "\udfff\ud800"}',
    "a list": b"[1, 2]",
    "a number": b"1e999",
    "no number": b'{"id": NaN, "code": Infinity}',
    "a huge number": b'{"id": 1' + b"0" * 5000 + b', "code": 1e999}',
    "wrong types": error(id=5, code=[], message={}, details="no", receiver=[1], tags=5),
    "wrong types inside": error(
        id=["a"], code=True, details={"$.a": 5, "$.b": [None, {}]}, receiver={"contacts": [5, "a"]}
    ),
    "many details": error(code="c", details={f"$.p{n}": ["x" * 999] * 99 for n in range(999)}),
    "twice the same key": b'{"id": "a", "id": "b", "code": "a", "code": "b"}',
    "escapes": error(
        id=ESCAPES, code=ESCAPES, message=ESCAPES, details={ESCAPES: [ESCAPES]}, status=ESCAPES
    ),
    "lines": error(id="a\r\nb", code="a\r\nb: c", message="a\n\tb", details={"a\nb": ["c\nd"]}),
    "HTML": b"<html><script>alert(1)</script></html>",
    "the key": error(id=KEY, code=KEY, message=f"no key {KEY}", details={"$.key": [KEY]}),
}
ESCAPED: dict[str, bytes] = {
    "in escapes": b'{"id": "%b", "message": "%b"}' % (ESCAPED_KEY, ESCAPED_KEY),
    "with slashes": b'{"id": "%b", "message": "%b"}' % (SLASHED_KEY, SLASHED_KEY),
}
WHOLE: dict[str, Callable[[int], Iterable[bytes]]] = {
    "100 MB": long,
    "100 MB in chunks": long_in_chunks,
    "a short body": lambda status: [
        f"HTTP/1.1 {status} OK\r\nContent-Length: 9\r\n\r\n{{".encode()
    ],
    "an encoding": lambda status: http(status, b"\x1f\x8b\x08broken", Content_Encoding="gzip"),
    "headers with the key": lambda status: http(
        status, b"{}", Retry_After=KEY, X_Key=KEY, Set_Cookie=f"key={KEY}", Location=KEY
    ),
}
NOT_HTTP: dict[str, bytes] = {
    "no HTTP": b"SSH-2.0-OpenSSH_9.6\r\n",
    "a broken status": b"HTTP/1.1 abc\r\n\r\n",
    "escapes in the status": b"HTTP/1.1 200 \x1b[2J\r\n\x1b]0;x\x07: y\r\n\r\n",
    "a header without an end": b"HTTP/1.1 202 OK\r\nX: " + b"x" * (1 << 20),
    "headers without an end": b"HTTP/1.1 202 OK\r\n" + b"X: y\r\n" * (1 << 17),
    "two lengths": b"HTTP/1.1 202 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "a negative length": b"HTTP/1.1 202 OK\r\nContent-Length: -5\r\n\r\n{}",
    "the key for a status": f"{KEY} {KEY} {KEY}\r\n\r\n".encode(),
}
