"""Jinja as msgc understands it: a small, closed tree of expressions and text.

Every node has the file span of its words. What isn't here can't be evaluated: there are no calls,
no macros, no assignments and no imports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from msgc.records import dataclass
from msgc.source import Span


@dataclass(frozen=True, slots=True)
class Expr:
    """Base of all nodes."""

    span: Span


@dataclass(frozen=True, slots=True)
class Const(Expr):
    """A literal; None is `none`, which is a missing value."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Name(Expr):
    """A variable, a constant of the catalog, `locale`, `omit`, `loop` or a loop's name."""

    name: str


@dataclass(frozen=True, slots=True)
class Field(Expr):
    """`target.name`: the row's field, never a method."""

    target: Expr
    name: str
    name_span: Span


@dataclass(frozen=True, slots=True)
class Item(Expr):
    """`target[index]`."""

    target: Expr
    index: Expr


@dataclass(frozen=True, slots=True)
class Slice(Expr):
    """`target[start:stop:step]`."""

    target: Expr
    start: Expr | None
    stop: Expr | None
    step: Expr | None


@dataclass(frozen=True, slots=True)
class Filter(Expr):
    """`target | name(args, key=value)`."""

    target: Expr
    name: str
    name_span: Span
    args: tuple[Expr, ...]
    named: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Test(Expr):
    """`target is name args`."""

    target: Expr
    name: str
    name_span: Span
    args: tuple[Expr, ...]
    named: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Unary(Expr):
    """`not x`, `-x`, `+x`."""

    op: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class Binary(Expr):
    """Arithmetic (`+ - * / // % **`)."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Concat(Expr):
    """`a ~ b ~ c`: the pieces written out, one after the other."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Logic(Expr):
    """`and`, `or`: the deciding operand's own value."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Compare(Expr):
    """`a < b <= c`; each operator is Jinja's name for it (eq ne gt gteq lt lteq in notin)."""

    left: Expr
    rest: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Choice(Expr):
    """`then if test else other`."""

    test: Expr
    then: Expr
    other: Expr | None


@dataclass(frozen=True, slots=True)
class ListOf(Expr):
    """`[a, b]` or `(a, b)`."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class DictOf(Expr):
    """`{key: value}`."""

    items: tuple[tuple[Expr, Expr], ...]


@dataclass(frozen=True, slots=True)
class Broken(Expr):
    """Stands where something was refused; `names` are those that it would have made."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text(Expr):
    """Literal text between the marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Join(Expr):
    """Text: pieces written one after the other."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One arm of an `If`."""

    test: Expr
    body: Join


@dataclass(frozen=True, slots=True)
class If(Expr):
    """`{% if %} {% elif %} {% else %} {% endif %}`."""

    branches: tuple[Branch, ...]
    otherwise: Join | None


@dataclass(frozen=True, slots=True)
class For(Expr):
    """`{% for a, b in items if test %} {% else %} {% endfor %}`."""

    names: tuple[str, ...]
    items: Expr
    test: Expr | None
    body: Join
    otherwise: Join | None


@dataclass(frozen=True, slots=True)
class Include(Expr):
    """`{% include "path" %}`; `body` is the file's text once it is bound."""

    path: str
    path_span: Span
    body: Join | None


def children(expr: Expr) -> Iterator[Expr]:
    """Yield the expressions directly below one, in the order they are written."""
    for slot in fields(expr):
        yield from _expressions(getattr(expr, slot.name))


def walk(expr: Expr) -> Iterator[Expr]:
    """Yield an expression and all below it, outermost first."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def _expressions(value: object) -> Iterator[Expr]:
    if isinstance(value, Expr):
        yield value
    elif isinstance(value, Branch):
        yield value.test
        yield value.body
    elif isinstance(value, tuple):
        for item in value:
            yield from _expressions(item)
