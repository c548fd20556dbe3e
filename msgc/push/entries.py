"""A plan's entries: one line of JSON for each recipient, in the order of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

NONE = msgspec.Raw(b"")
"""Stands for a payload that there isn't; it is false."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What one recipient is to get.

    `row` is the row of the recipients' file, or the line of a file of payloads, from 1; `to` the
    recipient's `identifierValue`, or the contact's id; `key` and `fallback_key` are those of
    `msgc.push.keys`. `last_inbound` is when the recipient last wrote, in seconds since 1970, and
    `contact` the contact's id, each where the data says it. `fallback` is false where there is
    none.
    """

    seq: int
    row: int
    to: str
    key: str
    payload: msgspec.Raw
    reference: str | None = None
    fallback: msgspec.Raw = NONE
    fallback_key: str | None = None
    last_inbound: float | None = None
    contact: str | None = None
    is_template: bool = False


_DECODER = msgspec.json.Decoder(Entry)


def entry_line(entry: Entry) -> bytes:
    """Return an entry as its line, with the line break."""
    return msgspec.json.encode(entry) + b"\n"


def read_entries(stream: BinaryIO) -> Iterator[Entry]:
    """Yield the entries from where a plan's stream stands. Raises msgspec.DecodeError."""
    for line in stream:
        yield _DECODER.decode(line)
