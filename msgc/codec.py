"""JSON by msgspec, which is imported when something is first read or written by it.

What the kernel reads and writes needs none of it, and importing it takes as long as the kernel does
for tens of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any


class CodecError(ValueError):
    """Bytes that aren't JSON, or not of the type that they are read as."""


def encode(value: object) -> bytes:
    """Return compact JSON in UTF-8.

    Raises TypeError for what JSON doesn't have, UnicodeEncodeError for half a surrogate pair.
    """
    return _encoder()(value)


def decoder(kind: object = Any) -> Callable[[bytes | str], Any]:
    """Return what reads JSON as a type; it raises CodecError, and RecursionError where it is deep.

    Of a key that stands twice it takes the last.
    """
    made: tuple[Callable[[bytes | str], Any], type[Exception]] | None = None

    def decode(data: bytes | str) -> Any:
        nonlocal made
        read, refused = made = made or _decoder(kind)
        try:
            return read(data)
        except refused as error:
            raise CodecError(str(error)) from None

    return decode


@cache
def _encoder() -> Callable[[object], bytes]:
    encode: Callable[[object], bytes] = import_module("msgspec.json").Encoder().encode
    return encode


def _decoder(kind: object) -> tuple[Callable[[bytes | str], Any], type[Exception]]:
    msgspec = import_module("msgspec")
    return msgspec.json.Decoder(kind).decode, msgspec.MsgspecError
