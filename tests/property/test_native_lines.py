"""Each line that the kernel takes is read by the definition to the same texts and integers."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.emit import steps
from msgc.native.lines import TEXT, UNUSED, Lines, line_reader
from msgc.native.weaving import weaver
from msgc.recipients.ndjson import row_of_line
from msgc.recipients.quick_texts import all_shown_in, escaped_texts
from msgc.recipients.typed import RowReader
from msgc.types import Field, IntegerType, ObjectType, StringType
from tests.kernel_help import needs_kernel
from tests.property.line_slips import KINDS, LINES, good_lines
from tests.property.speed_runs import EFFORT

pytestmark = needs_kernel

SEPARATOR = b"\x7f"
USED = {name: kind for name, kind in KINDS.items() if kind != UNUSED}
TYPES = {name: StringType() if kind == TEXT else IntegerType() for name, kind in USED.items()}
READER = RowReader(ObjectType(fields={name: Field(kind) for name, kind in TYPES.items()}), {})
often = settings(deadline=None, max_examples=150 * EFFORT)


def read(data: bytes) -> Lines:
    reader = line_reader(KINDS)
    assert reader is not None
    found = reader.read(data)
    assert found is not None
    return found


def lines_in(data: bytes) -> list[str]:
    """Return lines as files are read, each with its break."""
    text = data.decode("utf-8", "surrogateescape")
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def by_definition(line: str) -> dict[str, bytes] | None:
    """Return what JSON writes for the values of a line that are used, None where it is no row."""
    raw = row_of_line(1, 1, line)
    typed, _ = READER.read(raw)
    if typed is None or raw.data is None or raw.data.keys() - KINDS:
        return None
    written = {name: json.dumps(typed[name], ensure_ascii=False).encode() for name in USED}
    # Of another class, it is written otherwise at first.
    same = all(type(raw.data[name]) is type(typed[name]) for name in USED)
    texts = {name: data[1:-1] if USED[name] == TEXT else data for name, data in written.items()}
    return texts if same else None


@often
@given(st.lists(LINES, min_size=1, max_size=8), st.sampled_from([b"", b"\n"]))
def test_what_the_kernel_takes_is_what_the_definition_reads(lines: list[bytes], end: bytes) -> None:
    data = b"\n".join(lines) + end
    found, wanted = read(data), [by_definition(line) for line in lines_in(data)]
    assert found.count == len(wanted)
    taken = [each for place, each in enumerate(wanted) if place not in found.odd]
    assert None not in taken
    columns = {name: data.split(SEPARATOR) for name, data in found.columns.items()}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert rows == taken


@often
@given(st.lists(good_lines(), min_size=1, max_size=4))
def test_the_kernel_takes_what_is_plain(lines: list[bytes]) -> None:
    """A reader that takes nothing would be right, and of no use."""
    rows = [json.loads(line) for line in lines]
    plain = [place for place, row in enumerate(rows) if all(map(is_plain, row.values()))]
    assert not {*plain} & {*read(b"\n".join(lines)).odd}


def is_plain(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return not {"\x7f", "\x85"} & {*value} and all_shown_in(escaped_texts([value]))


PIECES = st.binary(max_size=40).map(lambda data: data.replace(SEPARATOR, b""))


@st.composite
def programs(draw: st.DrawFn) -> tuple[int, tuple[bytes, ...], tuple[int, ...], list[list[bytes]]]:
    """Rows, literals, which column stands behind each but the last, and the columns."""
    count, width = draw(st.integers(1, 9)), draw(st.integers(1, 5))
    # At times one has a text too many, or too few.
    sizes = [max(1, count + draw(st.sampled_from([0] * 9 + [-1, 1]))) for _ in range(width)]
    columns = [draw(st.lists(PIECES, min_size=size, max_size=size)) for size in sizes]
    order = tuple(draw(st.lists(st.integers(0, width - 1), max_size=9)))
    literals = draw(st.lists(PIECES, min_size=len(order) + 1, max_size=len(order) + 1))
    return count, tuple(literals), order, columns


@often
@given(programs())
def test_lines_are_woven_as_python_weaves_them(
    program: tuple[int, tuple[bytes, ...], tuple[int, ...], list[list[bytes]]],
) -> None:
    count, literals, order, columns = program
    weave = weaver()
    assert weave is not None
    made = weave(count, literals, order, list(map(SEPARATOR.join, columns)))
    if any(len(column) != count for column in columns):
        assert made is None
    else:
        assert made == steps.woven(count, literals, order, *columns)
