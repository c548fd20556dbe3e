"""What passes between processes by memory and files comes out as it went in."""

from __future__ import annotations

import errno
import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from msgc.bulk import slots
from msgc.bulk.slots import Slot
from msgc.recipients.blocks import Block

BLOCKS = [Block(b'{"a":1}\n', 1), Block(b"", 2), Block("é\n".encode(), 7, is_last=True)]


@pytest.fixture
def slot() -> Iterator[Slot]:
    with ExitStack() as stack:
        yield Slot(stack)


def test_blocks_are_taken_as_they_were_given(slot: Slot) -> None:
    for blocks in (BLOCKS, BLOCKS[::-1], BLOCKS[:1], []):
        assert [*slot.taken(slot.give(blocks))] == blocks


def test_what_memory_has_no_room_for_is_given_itself(
    slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "SHARED", 3)
    given = slot.give(BLOCKS)
    assert given is BLOCKS
    assert [*slot.taken(given)] == BLOCKS


def test_a_forked_process_takes_blocks_and_leaves_lines(slot: Slot) -> None:
    for data in (b"first\nlonger", b"second\n"):
        given = slot.give([Block(data)])
        child = os.fork()
        if child == 0:
            (taken,) = slot.taken(given)
            is_put = slot.put(1, b"end\n", slot.put(1, taken.data, 0)) == len(data) + 4
            os._exit(not is_put)
        assert os.waitpid(child, 0)[1] == 0
        assert slot.lines(1, len(data) + 4) == data + b"end\n"


def test_the_two_files_are_apart(slot: Slot) -> None:
    slot.put(0, b"payload\n", 0)
    slot.put(1, b"fallback\n", 0)
    assert (slot.lines(0, 8), slot.lines(1, 9)) == (b"payload\n", b"fallback\n")
    assert slot.lines(0, 0) == b""


def full(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_with_the_folder_and_a_way_out(
    slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "pwrite", full)
    with pytest.raises(OSError, match=r"No space left on device; .*TMPDIR") as raised:
        slot.put(0, b"payload\n", 0)
    # A worker's errors reach its parent so.
    error = pickle.loads(pickle.dumps(raised.value))
    assert (error.errno, error.filename) == (errno.ENOSPC, tempfile.gettempdir())


def test_so_it_is_where_no_file_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with ExitStack() as stack, pytest.raises(OSError, match="TMPDIR") as raised:
        Slot(stack)
    assert raised.value.filename == tempfile.gettempdir()
