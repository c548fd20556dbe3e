"""What loops go through, as columns of lists: without the entries that a test leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import LIST, TRUTH
from msgc.emit.located import Located
from msgc.emit.runtime import MOST_ENTRIES, expect, expect_inside, kept_of
from msgc.emit.shapes import Items, Scope
from msgc.emit.source import Code, columns_of
from msgc.emit.writer import Writer
from msgc.syntax import expr as ex

# What these filters make has no entries but those of the list itself.
SAME = {"sort", "unique", "reverse", "list", "select", "reject", "selectattr", "rejectattr"}


class Locating(Protocol):
    """What knows the columns of names."""

    inside: set[str]

    def located(self, expr: ex.Expr, scope: Scope) -> Located: ...
    def entries(self, scope: Items) -> str: ...


class LoopWriter(Writer, Protocol):
    """What is needed of the writer of expressions."""

    @property
    def names(self) -> Locating: ...
    def few(self, lists: str | None) -> None: ...
    def many(self, rounds: int) -> AbstractContextManager[None]: ...


def lists_of(writer: LoopWriter, loop: ex.For, condition: ex.Expr | None, scope: Scope) -> Located:
    """Return the lists that a loop goes through. Raises CantGenerateError."""
    if len(loop.names) > 1:
        raise CantGenerateError
    found = _lists(writer, loop.items, scope)
    tests = [test for test in (loop.test, condition) if test is not None]
    return _kept(writer, Items(loop, scope, found), tests) if tests else found


def _lists(writer: LoopWriter, expr: ex.Expr, scope: Scope) -> Located:
    inner = expr
    while isinstance(inner, ex.Slice) or (isinstance(inner, ex.Filter) and inner.name in SAME):
        inner = inner.target
    found = writer.names.located(inner, scope)
    # What may be missing is made for each row, and a row without it need not come to the loop.
    if found.classes != LIST or found.column is None:
        raise CantGenerateError
    if inner is expr:
        return found
    code = writer.operand(expr, scope)
    column = _column(writer, writer.body.each(code), code.columns)
    check = expect_inside if column in writer.names.inside else expect
    writer.body.do(f"{writer.body.helper(check)}({column}, {writer.body.name(LIST, 't')})")
    return replace(found, column=column)


def _kept(writer: LoopWriter, every: Items, tests: Sequence[ex.Expr]) -> Located:
    """Return lists without the entries that tests leave out, each of which sees all entries."""
    lists = every.lists.column
    assert lists is not None
    writer.few(lists)
    with writer.many(MOST_ENTRIES):
        codes = [writer.operand(test, every) for test in tests]
    text = " and ".join(f"({code.text})" for code in codes)
    test = Code(f"({text})", TRUTH, columns_of(codes))
    entries = writer.names.entries(every)
    passed = writer.body.each(test) if test.columns else f"[{test.text} for _ in {entries}]"
    made = writer.body.column(f"{writer.body.helper(kept_of)}({lists}, {passed})")
    return replace(every.lists, column=_column(writer, made, (lists,)))


def _column(writer: LoopWriter, made: str, of: Sequence[str]) -> str:
    """Return a column that has a value where those that it is made of have one."""
    if writer.names.inside.intersection(of):
        writer.names.inside.add(made)
    return made
