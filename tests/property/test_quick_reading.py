"""Reading files by columns equals reading them row by row: rows, faults, and the bytes of a run."""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.bulk import jobs
from msgc.bulk.batches import Batch, batch_of
from msgc.bulk.jobs import compile_blocks
from msgc.bulk.rejects import reject_line
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients import blocks
from msgc.recipients.quick_reading import chunks_of, limited, open_blocks, quick_reader
from msgc.recipients.reading import open_rows
from msgc.recipients.rows import RawRow, RowsError, RowsSource
from msgc.recipients.typed import RowReader
from msgc.report.json import diagnostic_dict
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    UnknownType,
)
from tests.kernel_help import by_each, same
from tests.property.fast_rows import row_of

EXAMPLES = max(300, int(os.environ.get("MSGC_FAST_ROWS", "25")) * 8)
FORMATS = ("ndjson", "csv", "tsv")
ITEM = ObjectType(fields={"x": Field(StringType(max_length=3)), "y": Field(BooleanType())})
INNER = ObjectType(
    fields={"id": Field(StringType()), "n": Field(NumberType(minimum=0), optional=True)}
)
VARS = ObjectType(
    fields={
        "a": Field(StringType(format="phone")),
        "b": Field(IntegerType(minimum=0), optional=True),
        "c": Field(NumberType(), default=1),
        "o": Field(INNER),
        "p": Field(INNER, optional=True),
        "l": Field(ListType(ITEM, max_items=2), default=[]),
    }
)
EASY = ObjectType(fields={"a": Field(StringType()), "o": Field(INNER)})
# Texts and integers, as the kernel takes them.
FLAT = ObjectType(fields={"a": Field(StringType()), "b": Field(IntegerType(minimum=0))})
ANY, OPEN = ObjectType(fields={"a": Field(UnknownType())}), ObjectType(open=True)
READERS = [
    RowReader(kind, {"phone": lambda text: text.startswith("+")})
    for kind in (VARS, EASY, ANY, OPEN, FLAT)
]
EASY_READERS = READERS[1], READERS[4]
CUTS = (1, 2, 3, 7, 19, 64, 65_536)

# What a line can be made of: right, odd, and wrong.
PIECES = st.sampled_from(
    [
        *('{"a":"+1","o":{"id":"x"}}\n', '{"o":{"n":1,"id":"x"},"a":"+1","b":2}\n', "\n", " \r\n"),
        *('{"a":"+1","a":"+2","o":{"id":"x"}}\n', '{"a":"+1","o":{"id":"x","id":":"}}\n'),
        *('{"a":"+1:","o":{"id":"\\u003a","id":"y"}}\n', '{"a":"+:","o":{"id":"::"}}\n'),
        '{"a":"+1","o":{"id":"x"},"z":{"k":1,"k":2}}\n',
        '{"a":"+1","o":{"id":"x","z":[{"k":1}]}}\n',
        '{"a":"+1","o":{"id":"x"},"c\\"d":1}\n',
        *('{"a":"+1","o":{"id":"x"},"b":1.0}\n', '{"a":"+1","o":{"id":"x"},"b":null,"c":-0}\n'),
        *('{"a":"+1","o":{"id":"x"},"c":NaN}\n', '{"a":"+1","o":{"id":"x"},"c":1e999}\n'),
        *('{"a":"+1","o":{"id":"\\ud83d\\ude00\\u0000"}}\n', '{"a":"+\\ud800","o":{"id":"x"}}\n'),
        *('{"a":"+1","o":{"id":"x"},"z":"\\udc00"}\n', '{"a":"+1","o":null,"p":{"id":"x"}}\n'),
        *('{"a":"+1","o":{"id":"x"},"l":[{"x":"a","y":true,"w":1},{"y":false,"x":"b"}]}\n',),
        *('{"a":"+1","o":{"id":"x"},"l":[{"x":"a","x":"b","y":true}]}\n', '{"a":"+1"}{"a":"+2"}\n'),
        *('{"a":"+1","o":{"id":"x"},"locale":"nl"}\n', '{"a":"+1","o":{"id":"x"},"locale":1}\n'),
        "{" + '"z":[' * 70 + "]" * 70 + "}\n",
        '{"a":"+1","o":{"id":"x"},"z":9' + "9" * 400 + "}\n",
        *('{"a":"+1",\n"o":{"id":"x"}}\n', "[1]\n", "null\n", '{"a":"+1","o":{"id":"x"}}\r\n'),
        *('{"a":"+1","o":{"id":"x"},"b:c":"d:e"}\n', "\x1c\n"),
        '{"a":"\x7f","o":{"id":"\u202e"}}\n',
        *('{"a":"+1","o":{"id":"https://x.y"}}\n', '{"\\u0061":"+1","a":"+2","o":{"id":"x"}}\n'),
        *('{"a":"+1","b":2}\n', '{"b": 12, "a": "é\\n"}\n', '{"a":"","b":0,"x":1.5}\n', "\xa0\n"),
    ]
)  # fmt: skip
CELLS = st.sampled_from(
    [
        *("+1", "", "1", "01", "1.0", "1e3", "x", "true", "a\nb", 'q"q', "a,b", "\tx", " ", "é"),
        *("😀", "\x00", "\x7f", "\r", "\r\n", '{"id":"x"}', '{"id":"x","id":"y"}'),
        *('[{"x":"a","y":true}]', '{"id":"\\u003a","n":1}'),
        *("-0", "9" * 30, "1e999", "NaN", "\u2028", "[]", "null", "sep=;"),
    ]
)  # fmt: skip
HEADERS = st.sampled_from(
    [
        *(["a", "o.id"], ["a", "o.id", "o.n", "z"], ["a", "o"], ["a", "o.z"], ["a.b", "o.id"]),
        *(["a", "o.id", "p.id", "p.n", "b", "c", "l"], ["locale", "a", "o.id", "o.z.y"], ["a"]),
        *(["a", "a"], ["a", ""], ["a", "o", "o.id"]),
    ]
)
NOISE = st.sampled_from(
    [b'"', b"\n", b"\r", b"\xff", b"\xe2\x82", b"\0", b",", b"\xef\xbb\xbf", b"x"]
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    file = io.StringIO()
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    writer = csv.writer(file, lineterminator=end, quoting=quoting, escapechar=None)
    header = draw(HEADERS)
    writer.writerow(header)
    rows = draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=9))
    writer.writerows(rows)
    return file.getvalue().encode()


@st.composite
def noisy(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few others at places, or with an end that is missing."""
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(NOISE) + data[at:]
    return data[: len(data) - draw(st.sampled_from([0, 0, 1, 5]))]


LINES = st.lists(PIECES, max_size=12).map(lambda lines: "".join(lines).encode())


def source_of(format: str, data: bytes) -> RowsSource:
    return RowsSource("rows", format, lambda: nullcontext(io.BytesIO(data)))


def slowly(format: str, data: bytes, reader: RowReader) -> list[object]:
    found: list[object] = []
    try:
        for raw in open_rows(source_of(format, data)):
            found.append((repr(raw), told(reader.read(raw))))
    except RowsError as error:
        found.append(error.faults)
    return found


def quickly(format: str, data: bytes, reader: RowReader) -> list[object]:
    """The same by columns: what stands in a table, and every raw row as it is read again."""
    quick = quick_reader(format, reader)
    assert quick is not None
    found: list[object] = []
    try:
        for chunk in chunks_of(open_blocks(source_of(format, data), quick), quick):
            typed = dict(zip(chunk.places, chunk.table.rows(), strict=True))
            assert sorted({*typed, *chunk.others()}) == list(range(chunk.count))
            for place in range(chunk.count):
                raw = chunk.raw(place)
                read = (typed[place], ()) if place in typed else reader.read(raw)
                found.append((repr(raw), told(read)))
    except RowsError as error:
        found.append(error.faults)
    return found


def told(read: object) -> str:
    """Return what was read, with the order of nested objects, which equality hides."""
    typed, faults = read  # type: ignore[misc]
    return repr((None if typed is None else sorted(typed.items()), faults))


def cut_at(patch: pytest.MonkeyPatch, size: int) -> None:
    """Have blocks of about as many bytes."""
    for name in ("FIRST_BLOCK", "MIN_BLOCK", "MAX_BLOCK"):
        patch.setattr(blocks, name, size)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.data(), st.sampled_from(FORMATS), st.sampled_from(CUTS), st.sampled_from(READERS))
def test_any_file_is_read_the_same(
    data: st.DataObject, format: str, size: int, reader: RowReader
) -> None:
    written = data.draw(LINES if format == "ndjson" else tables())
    if format == "tsv":
        written = written.replace(b",", b"\t")
    written = data.draw(noisy(written))
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, size)
        wanted = slowly(format, written, reader)
        assert by_each(lambda: quickly(format, written, reader)) == same(wanted)


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(
    st.binary(max_size=60) | st.text('ao.,;"\n\r\t{}[]:1e-\\u\ufeff', max_size=60).map(str.encode),
    st.sampled_from(FORMATS),
    st.sampled_from(CUTS),
    st.sampled_from(EASY_READERS),
)
def test_any_bytes_are_read_the_same(
    written: bytes, format: str, size: int, reader: RowReader
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        cut_at(patch, size)
        wanted = slowly(format, written, reader)
        assert by_each(lambda: quickly(format, written, reader)) == same(wanted)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(FORMATS), st.integers(0, 14), st.sampled_from(EASY_READERS))
def test_a_limit_takes_the_first_rows(
    data: st.DataObject, format: str, limit: int, reader: RowReader
) -> None:
    written = data.draw(LINES if format == "ndjson" else tables())
    try:
        raws = list(open_rows(source_of(format, written)))
    except RowsError:
        return
    found = by_each(lambda: first_rows(format, written, reader, limit))
    assert found == same(raws[:limit])


def first_rows(format: str, data: bytes, reader: RowReader, limit: int) -> list[RawRow]:
    quick = quick_reader(format, reader)
    assert quick is not None
    chunks = list(limited(chunks_of(open_blocks(source_of(format, data), quick), quick), limit))
    assert all(place < chunk.count for chunk in chunks for place in chunk.places)
    return [chunk.raw(place) for chunk in chunks for place in range(chunk.count)]


ROOT = Path(__file__).parents[2]
PROJECT = Project.open(ROOT)
NAMES = [name for name in sorted(PROJECT.paths()) if PROJECT.message(name).variables.fields]
ROWS = 40


def file_of(message: Message, format: str, bad: float, seed: object) -> bytes:
    """A file of a message's rows: of CSV with columns for the fields of objects."""
    rng = Random(f"{message.name} {format} {bad} {seed}")
    rows = [row_of(message.variables, rng, bad) for _ in range(ROWS)]
    if format == "ndjson":
        lines = [json.dumps(row, ensure_ascii=rng.random() < 0.3) for row in rows]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    flat = [dict(flattened("", row)) for row in rows]
    names = {name: None for row in flat for name in row}
    outer = {name[:at] for name in names for at, char in enumerate(name) if char == "."}
    header = [name for name in names if name not in outer]
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t" if format == "tsv" else ",")
    writer.writerows([header, *([row.get(name, "") for name in header] for row in flat)])
    return file.getvalue().encode("utf-8", "surrogateescape")


def flattened(prefix: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict) and value:
        pairs = [flattened(f"{prefix}.{name}" if prefix else name, v) for name, v in value.items()]
        return [each for several in pairs for each in several]
    if value is None:
        return [(prefix, "")]
    return [(prefix, value if isinstance(value, str) else json.dumps(value))]


def lines_of_run(
    message: Message, format: str, data: bytes, fast: bool, processes: int = 1
) -> list[object]:
    """Return all that a run writes: payloads, fallbacks, rejects, the error that ends it."""
    compiler = Compiler(message)
    rows = RowCompiler(compiler, "rows", fast)
    batches: list[Batch] = []
    error = None
    try:
        if fast:
            quick = quick_reader(format, compiler.reader)
            assert quick is not None
            opened = open_blocks(source_of(format, data), quick)
            batches += compile_blocks(rows, opened, quick, processes)
        else:
            batches += [batch_of(rows.many(open_rows(source_of(format, data))))]
    except RowsError as raised:
        error = raised.faults
    payloads = b"".join(each.payloads for each in batches)
    fallbacks = b"".join(each.fallbacks for each in batches)
    rejected = [each for batch in batches for each in batch.rejected]
    told = [reject_line(each, diagnostic_dict) for each in rejected]
    return [payloads, fallbacks, told, sum(each.rows for each in batches), error]


@pytest.mark.parametrize("name", NAMES)
def test_a_run_writes_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    message = PROJECT.message(name)
    for number, format in enumerate(FORMATS):
        for bad in (0.0, 0.02):
            data = file_of(message, format, bad, 1)
            slow = lines_of_run(message, format, data, False)
            run = partial(lines_of_run, message, format, data, True)
            assert by_each(run) == same(slow)
            cut_at(monkeypatch, 300 + 911 * number)
            assert run() == slow
            monkeypatch.undo()


SHIPPED = PROJECT.message("shop/shipped")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("parts", range(1, 17))
def test_processes_change_nothing_whatever_the_parts(
    format: str, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts that end exactly where rows do, and between."""
    data = file_of(SHIPPED, format, 0.01, "parts")
    if format != "ndjson":
        # A quote in a cell that has none around it misleads whoever counts them.
        data = data.replace(b"JC-", b'J"C-', 1) if parts % 3 == 0 else data
    slow = lines_of_run(SHIPPED, format, data, False)
    monkeypatch.setattr(jobs, "TASK_BLOCKS", 1 + parts % 3)
    cut_at(monkeypatch, -(-len(data) // parts))
    assert by_each(lambda: lines_of_run(SHIPPED, format, data, True, processes=2)) == same(slow)


def test_a_part_ends_with_its_last_row() -> None:
    """A line that ends exactly where a block does is served once."""
    line = b'{"a":"x","b":1}\n'
    for count in (1, 2, 3):
        with pytest.MonkeyPatch.context() as patch:
            cut_at(patch, len(line) * count)
            wanted = slowly("ndjson", line * 12, READERS[4])
            assert len(wanted) == 12
            assert by_each(lambda: quickly("ndjson", line * 12, READERS[4])) == same(wanted)


@pytest.mark.parametrize("format", FORMATS)
def test_a_line_too_long_to_be_read_is_told_the_same(format: str) -> None:
    head = b"" if format == "ndjson" else b"a\n"
    long = {"ndjson": b'{"a":"' + b"x" * 90 + b'"}'}.get(format, b"x" * 90)
    good = {"ndjson": b'{"a":"x"}\n'}.get(format, b"x\n")
    data = head + good * 3 + long + b"\n" + good * 3
    with pytest.MonkeyPatch.context() as patch:
        for module in ("ndjson", "delimited", "quick_lines", "quick_cells", "quick_records"):
            patch.setattr(f"msgc.recipients.{module}.MAX_LINE", 50)
        patch.setattr(blocks, "MAX_LINE_BYTES", 60)
        for size in CUTS:
            cut_at(patch, size)
            assert quickly(format, data, READERS[2]) == slowly(format, data, READERS[2])
