"""Blocks of CSV read by the kernel where it can, by Python elsewhere."""

from __future__ import annotations

import pytest

from msgc.recipients import kernel_cells, quick_cells
from msgc.recipients.blocks import Block
from msgc.recipients.delimited import Header
from msgc.recipients.header import nest
from msgc.recipients.kernel_cells import MOST_FAILURES, KernelCells
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_cells import QuickCells
from msgc.types import Field, IntegerType, ObjectType, StringType
from tests.kernel_help import needs_kernel, without_kernel

INNER = ObjectType(fields={"id": Field(StringType())})
VARS = ObjectType(
    fields={"a": Field(StringType()), "n": Field(IntegerType()), "o": Field(INNER, optional=True)}
)
GOOD, BAD = b"x,1\n", b"x,1,2\n"


def kernel_of(*names: str) -> KernelCells:
    return KernelCells(VARS, Header([*names], ",", nest([*names])))


def quick_of(header: bytes) -> QuickCells:
    quick = QuickCells(VARS, Checks({}), None)
    assert quick.begin(Block(header, is_last=True))
    return quick


@needs_kernel
def test_columns_are_read_that_variables_are_read_from() -> None:
    kernel = kernel_of("a", "b", "o.id", "o.z", "locale", "b.a", "A", "n")
    found = kernel.read(b"1,2,3,4,5,6,7,8\n")
    assert found is not None and found.count == 1
    read = {name: list(column) for name, column in found.columns.items()}
    assert read == {"a": ["1"], "o.id": ["3"], "o.z": ["4"], "locale": ["5"], "n": ["8"]}


@needs_kernel
def test_a_plain_block_needs_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_cells, "plain_columns", None)
    monkeypatch.setattr(quick_cells, "Records", None)
    quick = quick_of(b"a,z,n\n")
    for ask in (quick.chunk, quick.plain_chunk):
        chunk = ask(Block(b'"x, ""y""",,1\nz,,22\n', 2))
        assert chunk is not None and (chunk.count, list(chunk.places)) == (2, [0, 1])
        assert chunk.table.rows() == [{"a": 'x, "y"', "n": 1}, {"a": "z", "n": 22}]


@needs_kernel
def test_a_row_of_the_kernels_is_read_again_to_be_told_of() -> None:
    chunk = quick_of(b"a,n\n").plain_chunk(Block(b"x,1\ny,z\n", 2), 7)
    assert chunk is not None and (list(chunk.places), list(chunk.others())) == ([0], [1])
    raw = chunk.raw(1)
    assert (raw.number, raw.line, raw.data) == (8, 3, {"a": "y", "n": "z"})


@needs_kernel
def test_a_block_that_isnt_plain_is_pythons() -> None:
    quick = quick_of(b"a,n\n")
    assert quick.has_kernel()
    assert quick.plain_chunk(Block(GOOD + BAD, 2)) is None
    chunk = quick.chunk(Block(GOOD + BAD, 2))
    assert (chunk.count, list(chunk.places)) == (2, [0])
    assert not quick.has_kernel()


@needs_kernel
def test_blocks_are_tried_until_many_one_after_the_other_have_failed() -> None:
    kernel = kernel_of("a", "n")
    assert kernel.takes_more
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            assert kernel.read(BAD) is None
        assert kernel.read(GOOD) is not None
    for _ in range(MOST_FAILURES):
        assert kernel.read(BAD) is None
    assert kernel.read(GOOD) is None
    assert not kernel.takes_more


@needs_kernel
def test_blocks_grow_no_more_once_one_has_been_left_to_python() -> None:
    kernel = kernel_of("a", "n")
    assert kernel.read(BAD) is None and kernel.read(GOOD) is not None
    assert not kernel.takes_more


@needs_kernel
def test_a_block_in_which_a_cell_may_be_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_cells, "MAX_CELL", 2 * len(GOOD))
    kernel = kernel_of("a", "n")
    assert kernel.read(GOOD) is not None
    assert kernel.read(GOOD + GOOD) is None
    assert kernel.read(GOOD) is not None
    assert not kernel.takes_more


def test_without_a_kernel_all_is_pythons() -> None:
    with without_kernel():
        quick = quick_of(b"a,n\n")
    assert not quick.has_kernel()
    assert quick.plain_chunk(Block(GOOD, 2)) is None
    assert quick.chunk(Block(GOOD, 2)).table.rows() == [{"a": "x", "n": 1}]
