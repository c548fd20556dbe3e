"""How many keys that a message doesn't use the decoder of NDJSON's lines takes notice of."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from msgc.recipients import line_decoder
from msgc.recipients.blocks import Block
from msgc.recipients.leaves import Checks
from msgc.recipients.limits import MAX_LESSONS, MAX_QUICK_KEYS
from msgc.recipients.line_decoder import LineDecoder
from msgc.recipients.line_keys import LineKeys
from msgc.recipients.quick_lines import QuickLines
from msgc.recipients.strange_keys import StrangeKeys
from msgc.recipients.structs import struct_of
from msgc.types import Field, ObjectType, StringType

INNER = ObjectType(fields={"id": Field(StringType())})
KIND = ObjectType(fields={"name": Field(StringType()), "inner": Field(INNER)})
ROW: dict[str, object] = {"name": "Zoë", "inner": {"id": "1"}}


def row(count: int, prefix: str = "k") -> dict[str, object]:
    """Return a row that has so many keys which aren't declared."""
    return ROW | {f"{prefix}{i}": i for i in range(count)}


def takes(decoder: LineDecoder, value: dict[str, object]) -> bool:
    """Whether the decoder knows all keys of a row."""
    return bool(decoder.decoded(json.dumps(value).encode()))


class Counted(dict[str, object]):
    """An object of which it is counted how many keys are looked at."""

    looked = 0

    def __iter__(self) -> Iterator[str]:
        for name in super().__iter__():
            self.looked += 1
            yield name


@pytest.mark.parametrize("count", [1, MAX_QUICK_KEYS])
def test_keys_for_which_there_is_room_are_learned(count: int) -> None:
    decoder = LineDecoder(LineKeys(KIND))
    assert not takes(decoder, row(count))
    assert decoder.learn([row(count)])
    assert takes(decoder, row(count))
    assert takes(decoder, ROW)
    assert not decoder.learn([row(count)])


def test_no_key_is_learned_of_a_row_that_has_too_many() -> None:
    decoder = LineDecoder(LineKeys(KIND))
    assert not decoder.learn([row(MAX_QUICK_KEYS + 1)])
    assert decoder.learn([row(MAX_QUICK_KEYS + 1), row(3, "other")])
    assert takes(decoder, row(3, "other"))
    assert not takes(decoder, row(1))


def test_keys_of_inner_objects_take_room_too() -> None:
    decoder = LineDecoder(LineKeys(KIND))
    inner: dict[str, object] = {"id": "1", **{f"i{i}": i for i in range(MAX_QUICK_KEYS)}}
    assert not decoder.learn([row(1) | {"inner": inner}])
    assert decoder.learn([ROW | {"inner": inner}])
    assert takes(decoder, ROW | {"inner": inner})
    assert not decoder.learn([row(1)])


def test_so_many_decoders_are_made_and_no_more() -> None:
    decoder = LineDecoder(LineKeys(KIND))
    learned = [decoder.learn([row(1, f"{number}-")]) for number in range(MAX_LESSONS + 1)]
    assert learned == [True] * MAX_LESSONS + [False]


def test_no_more_keys_are_looked_at_than_there_is_room_for() -> None:
    keys = StrangeKeys(KIND)
    value = Counted(row(10_000))
    assert keys.learn(value, 5) == 0
    assert value.looked == len(ROW) + 5 + 1
    assert not keys.names


def test_a_wide_row_is_read_alone_and_makes_no_struct(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counting(parts, names):  # type: ignore[no-untyped-def]
        made.append(len(names))
        return struct_of(parts, names)

    monkeypatch.setattr(line_decoder, "struct_of", counting)
    rows = [row(5_000), ROW, row(2, "other"), ROW]
    data = "".join(json.dumps(each) + "\n" for each in rows).encode()
    chunk = QuickLines(KIND, Checks({})).chunk(Block(data))
    assert (chunk.count, list(chunk.places)) == (4, [1, 2, 3])
    assert chunk.raw(0).data == rows[0]
    assert max(made) < MAX_QUICK_KEYS
