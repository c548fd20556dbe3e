"""Each line that the kernel takes is read by the definition to the same texts and integers."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.emit import steps
from msgc.native.lines import line_reader
from msgc.native.weaving import weaver
from msgc.recipients.quick_texts import all_shown_in, escaped_texts
from tests.fuzz.kernel_targets import KINDS, SEPARATOR, lines_taken
from tests.kernel_help import needs_kernel
from tests.property.line_slips import LINES, good_lines
from tests.property.speed_runs import EFFORT

pytestmark = needs_kernel

often = settings(deadline=None, max_examples=150 * EFFORT)


@often
@given(st.lists(LINES, min_size=1, max_size=8), st.sampled_from([b"", b"\n"]))
def test_what_the_kernel_takes_is_what_the_definition_reads(lines: list[bytes], end: bytes) -> None:
    lines_taken(b"\n".join(lines) + end)


@often
@given(st.lists(good_lines(), min_size=1, max_size=4))
def test_the_kernel_takes_what_is_plain(lines: list[bytes]) -> None:
    """A reader that takes nothing would be right, and of no use."""
    rows = [json.loads(line) for line in lines]
    plain = {place for place, row in enumerate(rows) if all(map(is_plain, row.values()))}
    reader = line_reader(KINDS)
    found = None if reader is None else reader.read(b"\n".join(lines))
    assert found is not None
    assert not plain & {*found.odd}


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
