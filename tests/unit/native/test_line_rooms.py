"""The memory that lines are read to: enough for every key, and one reader's alone."""

from __future__ import annotations

import gc
import os
from threading import Barrier, Thread

import pytest

from msgc.native.lines import MOST_KEYS, TEXT, UNUSED, Lines, line_reader
from tests.kernel_help import needs_kernel
from tests.unit.native.line_help import KINDS, line_of, read, with_text

pytestmark = needs_kernel


def test_a_reader_reads_blocks_of_any_size_one_after_the_other() -> None:
    reader = line_reader(KINDS)
    assert reader is not None
    for count in (1, 3, 2, 5_000, 1, 6_000, 20_000):
        data = b"".join(b'{"a":"A%d","n":%d}\n' % (i, i) for i in range(count))
        found = reader.read(data)
        assert found is not None and (found.count, list(found.odd)) == (count, [])
        assert found.columns["a"] == b"\x7f".join(b"A%d" % i for i in range(count))
        assert found.columns["n"] == b"\x7f".join(b"%d" % i for i in range(count))


@pytest.mark.parametrize("long", "abcd")
def test_each_key_has_room_for_all_that_there_is(long: str) -> None:
    kinds = {"a": TEXT, "b": UNUSED, "c": TEXT, "d": UNUSED}
    texts = dict.fromkeys(kinds, b"A") | {long: b"y" * 900}
    line = b",".join(b'"%b":"%b"' % (name.encode(), text) for name, text in texts.items())
    assert read(b"{%b}" % line, kinds) == Lines(1, [], {name: texts[name] for name in "ac"})


def test_names_outlive_what_they_were_made_of() -> None:
    reader = line_reader({"".join(["na", "me", str(i)]): TEXT for i in range(MOST_KEYS)})
    kinds = {f"name{i}": TEXT for i in range(MOST_KEYS)}
    gc.collect()
    assert reader is not None
    assert reader.read(line_of(kinds)) == Lines(1, [], dict.fromkeys(kinds, b"A"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be forked")
def test_processes_that_are_forked_have_rooms_of_their_own() -> None:
    reader = line_reader(KINDS)
    assert reader is not None
    reader.read(b'{"a":"parent","n":1}')
    child = os.fork()
    if child == 0:
        try:
            reader.read(b'{"a":"CHILD!","n":2}')
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    with reader._rooms.one() as room:
        assert (room.column("a"), room.column("n")) == (b"parent", b"1")


def test_threads_may_ask_at_once() -> None:
    reader, start, count = line_reader(KINDS), Barrier(4), 2_000
    assert reader is not None
    wrong: list[bytes] = []

    def ask(text: bytes) -> None:
        data, columns = (with_text(text) + b"\n") * count, {"a": text, "n": b"1"}
        wanted = {name: b"\x7f".join([each] * count) for name, each in columns.items()}
        start.wait()
        for _ in range(50):
            if reader.read(data) != Lines(count, [], wanted):
                wrong.append(text)

    threads = [Thread(target=ask, args=(letter * 9,)) for letter in (b"p", b"q", b"r", b"s")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
