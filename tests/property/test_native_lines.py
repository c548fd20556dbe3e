"""Each line that the kernel takes is read by the definition to the same texts and integers."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.emit import steps
from msgc.native.lines import line_reader
from msgc.native.weaving import weaver
from tests.fuzz.kernel_targets import KINDS, SEPARATOR, lines_taken
from tests.kernel_help import needs_kernel
from tests.property.line_slips import good_line, lines_of
from tests.property.speed_runs import EFFORT

pytestmark = needs_kernel

SEEDS = st.integers(0, 2**32)
# Lines that are read at once, fewer than may be odd.
LINES = 100
often = settings(deadline=None, max_examples=150 * EFFORT)


@often
@given(SEEDS, st.integers(1, LINES), st.sampled_from([b"", b"\n"]))
def test_what_the_kernel_takes_is_what_the_definition_reads(
    seed: int, count: int, end: bytes
) -> None:
    lines_taken(b"\n".join(lines_of(seed, count)) + end)


@often
@given(SEEDS)
def test_the_kernel_takes_what_is_plain(seed: int) -> None:
    """A reader that takes nothing would be right, and of no use."""
    rng, reader = Random(seed), line_reader(KINDS)
    found = reader and reader.read(b"\n".join(good_line(rng) for _ in range(LINES)))
    assert found is not None
    assert (found.count, list(found.odd)) == (LINES, [])


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
    made = weave.lines(count, literals, order, list(map(SEPARATOR.join, columns)))
    if any(len(column) != count for column in columns):
        assert made is None
    else:
        assert made == steps.woven(count, literals, order, *columns)
