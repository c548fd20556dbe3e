"""Bytes hashed and written by threads of their own: the same bytes, and the same faults."""

from __future__ import annotations

import errno
import hashlib
from io import BytesIO
from pathlib import Path
from threading import Event, active_count
from typing import BinaryIO, cast

import pytest

from msgc.bulk.aside import ASIDE, MOST_WAITING, Aside, SideHash, SideStream
from msgc.emit.writers import Ways, output_set

PIECES = [bytes([number]) * number for number in range(200)]


class Full(BytesIO):
    """A stream that takes some pieces, and then no more."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: object, /) -> int:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(cast(bytes, data))


def test_a_hash_on_the_side_is_that_of_all_bytes() -> None:
    side = SideHash()
    for piece in PIECES:
        side.update(piece)
    wanted = hashlib.sha256(b"".join(PIECES)).hexdigest()
    assert [side.hexdigest(), side.hexdigest()] == [wanted, wanted]


def test_a_stream_on_the_side_is_given_all_bytes_in_their_order() -> None:
    plain = BytesIO()
    side = SideStream(plain)
    assert [side.write(piece) for piece in PIECES] == list(map(len, PIECES))
    side.flush()
    assert plain.getvalue() == b"".join(PIECES)
    assert side.tell() == len(plain.getvalue())
    side.close()
    side.close()
    assert side.closed
    assert plain.closed


@pytest.mark.parametrize("room", [0, 3])
def test_a_fault_is_raised_by_what_follows_and_nothing_is_written_behind_it(room: int) -> None:
    full = Full(room)
    side = SideStream(full)
    side.write(b"a")
    with pytest.raises(OSError, match="No space"):
        for _ in range(1_000):
            side.write(b"a")
        side.flush()
    with pytest.raises(OSError, match="No space"):
        side.flush()
    full.room = 1_000
    with pytest.raises(OSError, match="No space"):
        side.write(b"a")
    assert full.getvalue() == b"a" * room
    side.close()


def test_a_fault_that_nothing_follows_is_raised_by_the_wait() -> None:
    side = Aside(lambda data: 1 // len(data))
    side.add(b"")
    with pytest.raises(ZeroDivisionError):
        side.wait()
    side.end()


def test_what_waits_is_left_undone_at_the_end() -> None:
    done: list[bytes] = []
    begun, go_on, threads = Event(), Event(), active_count()

    def work(data: bytes) -> None:
        begun.set()
        go_on.wait()
        done.append(data)

    side = Aside(work)
    for number in range(MOST_WAITING):
        side.add(bytes([number]))
    begun.wait()
    side._is_over = True
    go_on.set()
    side.end()
    assert done == [b"\0"]
    assert active_count() == threads


def test_files_that_are_written_on_the_side_are_whole(tmp_path: Path) -> None:
    with output_set(ASIDE) as outputs:
        output = outputs.open(tmp_path / "made.ndjson")
        for piece in PIECES:
            output.write(piece, 1)
    assert (tmp_path / "made.ndjson").read_bytes() == b"".join(PIECES)
    assert output.digest == hashlib.sha256(b"".join(PIECES)).hexdigest()
    assert output.lines == len(PIECES)


@pytest.mark.parametrize("count", [1, 100])
def test_a_full_disk_names_the_file_and_leaves_none(tmp_path: Path, count: int) -> None:
    def stream(under: BinaryIO) -> BinaryIO:
        under.close()
        return cast(BinaryIO, SideStream(Full(0)))

    with (
        pytest.raises(OSError, match=r"No space left on device: '.*made\.ndjson'"),
        output_set(Ways(SideHash, stream)) as outputs,
    ):
        output = outputs.open(tmp_path / "made.ndjson")
        for _ in range(count):
            output.write(b"a\n", 1)
    assert list(tmp_path.iterdir()) == []
