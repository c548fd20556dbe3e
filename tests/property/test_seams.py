"""Where two parts of a file meet no row is lost, none is served twice, and none is cut in two."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import pytest

from msgc.pipeline.messages import Message
from msgc.recipients.blocks import blocks_of
from tests.kernel_help import by_each, same
from tests.property.speed_runs import (
    Written,
    cut_at,
    opened_catalog,
    source_of,
    written,
    written_of,
)

MESSAGE = """\
vars: {phone: phone, name: string}
channel: any
to: "{{ phone }}"
text: "{{ name }}"
"""
PARTS = range(1, 17)
# Rows of a part; every third is bad, and has as many bytes as the others.
ROWS = 3
ENDS = ("\n", "\r\n")
BREAK = {"csv": "\n", "tsv": "\r\n"}
MARKS = {"csv": ",", "tsv": "\t"}


@pytest.fixture(scope="module")
def message() -> Iterator[Message]:
    with opened_catalog({"m.msg.yaml": MESSAGE}) as made:
        yield made


def lines_of(format: str, count: int, end: str) -> list[bytes]:
    """Return rows as lines of equal length, a table's header as long as they are."""
    rows = [("+" if i % ROWS else "0") + f"31612345{i:03d}" for i in range(count)]
    if format == "ndjson":
        lines = [json.dumps({"phone": row, "name": f"x {i:03d}"}) for i, row in enumerate(rows)]
        return [f"{line}{end}".encode() for line in lines]
    mark = MARKS[format]
    lines = [f'{row}{mark}"a{BREAK[format]}b{mark}{i:03d}"' for i, row in enumerate(rows)]
    header = f"phone{mark}name".ljust(max(map(len, lines)))
    return [f"{line}{end}".encode() for line in (header, *lines[: count - 1])]


def text_of(line: bytes) -> str:
    return str(json.loads(line)["body"]["text"]["text"])


def require_each_row_once(made: Written, count: int) -> None:
    """Require each of `count` rows, of which every third is bad, in its order."""
    assert made.faults == ()
    assert made.rows == count
    assert [row for row, _ in made.verdicts] == [*range(1, count + 1, ROWS)]
    numbers = [int(text_of(line)[-3:]) for line in made.payloads]
    assert numbers == [i for i in range(count) if i % ROWS]


@pytest.mark.parametrize("last", ["with its break", "without"])
@pytest.mark.parametrize("end", ENDS, ids=repr)
@pytest.mark.parametrize("format", ["ndjson", *MARKS])
def test_rows_that_end_where_parts_do(
    message: Message, format: str, end: str, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for parts in PARTS:
        lines = lines_of(format, parts * ROWS, end)
        size = len(lines[0]) * ROWS
        assert {len(line) for line in lines} == {len(lines[0])}
        data = b"".join(lines)
        cut_at(monkeypatch, size)
        assert ends_of(data, format) == [size * part for part in range(1, parts + 1)]
        data = data if last == "with its break" else data.removesuffix(end.encode())
        count = len(lines) - (format != "ndjson")
        wanted = written(message, format, data, fast=False)
        require_each_row_once(wanted, count)
        for near in (size - 1, size, size + 1):
            cut_at(monkeypatch, near)
            assert by_each(partial(written, message, format, data)) == same(wanted)


def ends_of(data: bytes, format: str) -> list[int]:
    """Return where the blocks of a file end."""
    ends: list[int] = []
    for block in blocks_of(io.BytesIO(data), quoted=format in MARKS):
        ends.append(len(block.data) + (ends[-1] if ends else 0))
    return list(dict.fromkeys(ends))


@pytest.mark.parametrize("parts", PARTS)
def test_processes_that_take_a_part_each(
    message: Message, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("msgc.bulk.jobs.TASK_BLOCKS", 1)
    format, end = ("ndjson", *MARKS)[parts % 3], ENDS[parts % 2]
    lines = lines_of(format, parts * ROWS, end)
    data = b"".join(lines)
    cut_at(monkeypatch, len(lines[0]) * ROWS)
    wanted = written(message, format, data, fast=False)
    require_each_row_once(wanted, len(lines) - (format != "ndjson"))
    run = partial(written, message, format, data, jobs=2 + parts % 2)
    assert by_each(run) == same(wanted)


@pytest.mark.parametrize("parts", PARTS)
def test_an_array_that_several_processes_share(
    message: Message, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of JSON, which are parted by their number."""
    monkeypatch.setattr("msgc.bulk.jobs.BATCH", ROWS)
    rows = [line.decode().rstrip() for line in lines_of("ndjson", parts * ROWS, "\n")]
    data = f"[{','.join(rows)}]".encode()
    made = written(message, "json", data, jobs=2)
    require_each_row_once(made, len(rows))
    assert made == written(message, "json", data, fast=False)


class Dribble(io.RawIOBase):
    """Standard input from somebody slow: each read gives a few bytes."""

    def __init__(self, data: bytes, most: int) -> None:
        self._rest, self._most = data, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def, override]
        count = min(len(buffer), self._most, len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


@pytest.mark.parametrize("most", [1, 2, 13, 64])
@pytest.mark.parametrize("format", ["ndjson", *MARKS])
def test_a_stream_may_give_few_bytes_at_a_time(message: Message, format: str, most: int) -> None:
    data = b"".join(lines_of(format, 12, "\r\n"))
    wanted = written(message, format, data, fast=False)
    for jobs in (1, 2):
        source = replace(
            source_of(message, format, b""), open=lambda: nullcontext(Dribble(data, most))
        )
        assert by_each(partial(written_of, message, source, jobs=jobs)) == same(wanted)
