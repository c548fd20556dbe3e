"""A value of a payload held against what a test wrote, which is read as the payload's type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from msgc.diagnostics import pointer as pointer_of
from msgc.pipeline.testing.model import ABSENT, CONTAINS, COUNT, EQUALS, LACKS, Check
from msgc.pipeline.testing.pointers import NOTHING, parts_of, value_at
from msgc.pipeline.testing.quoting import entries, named, quoted, quoted_apart, shown_pointer
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.nodes import Mapping, Node, Scalar, Sequence, Style
from msgc.syntax.values import json_number, to_value

# What `contains` and `lacks` can look in.
LOOKED_IN = (str, list)


@dataclass(frozen=True, slots=True)
class Miss:
    """Where a payload isn't what is expected: the sentence, the author's words, the place."""

    what: str
    span: Span
    pointer: str
    help: str | None = None


def misses(check: Check, payload: object) -> Iterator[Miss]:
    """Yield what of an expectation the payload doesn't meet."""
    value = value_at(payload, check.pointer)
    where = shown_pointer(check.pointer)
    if check.word == ABSENT:
        if value is not NOTHING:
            what = f"{where} is {quoted(value)}, and should be absent"
            yield Miss(what, check.wanted.span, check.pointer)
    elif value is NOTHING:
        what = f"the payload has nothing at {where}"
        yield Miss(what, check.wanted.span, check.pointer, _nearest(payload, check.pointer))
    else:
        yield from _CHECKS[check.word](check, value)


def _equals(check: Check, value: object) -> Iterator[Miss]:
    yield from differences(check.wanted, value, check.pointer)


def _count(check: Check, value: object) -> Iterator[Miss]:
    where, wanted = shown_pointer(check.pointer), to_value(check.wanted)
    if not isinstance(value, list):
        yield Miss(f"{where} is no list, but {quoted(value)}", check.wanted.span, check.pointer)
    elif len(value) != wanted:
        what = f"{where} has {entries(len(value))}, not {wanted}"
        yield Miss(what, check.wanted.span, check.pointer)


def _contains(check: Check, value: object) -> Iterator[Miss]:
    if not isinstance(value, LOOKED_IN):
        yield _unfit(check, value)
        return
    for item in _texts(check.wanted):
        if not _holds(value, item):
            what = f"{shown_pointer(check.pointer)} doesn't contain {quoted(item.value)}"
            help = f"It is {quoted(value)}."
            yield Miss(what, item.span, check.pointer, help)


def _lacks(check: Check, value: object) -> Iterator[Miss]:
    if not isinstance(value, LOOKED_IN):
        yield _unfit(check, value)
        return
    for item in _texts(check.wanted):
        if _holds(value, item):
            what = f"{shown_pointer(check.pointer)} contains {quoted(item.value)}"
            yield Miss(what, item.span, check.pointer, f"It is {quoted(value)}.")


def _unfit(check: Check, value: object) -> Miss:
    what = f"{shown_pointer(check.pointer)} is {named(value)}, and has no text or entries"
    help = f"`{check.word}` looks in a text or a list. Point at one, or write the value itself."
    return Miss(what, check.wanted.span, check.pointer, help)


_CHECKS: dict[str, Callable[[Check, object], Iterator[Miss]]] = {
    EQUALS: _equals,
    COUNT: _count,
    CONTAINS: _contains,
    LACKS: _lacks,
}


def _texts(node: Node) -> list[Scalar]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def _holds(value: object, item: Scalar) -> bool:
    if isinstance(value, list):
        return any(_is_equal(_as(item, each), each) for each in value)
    return isinstance(value, str) and _written(item) in value


def differences(node: Node, value: object, pointer: str) -> Iterator[Miss]:
    """Yield where a value isn't what a node stands for, each at the author's own words."""
    if isinstance(node, Mapping) and isinstance(value, dict):
        yield from _of_objects(node, value, pointer)
    elif isinstance(node, Sequence) and isinstance(value, list):
        yield from _of_lists(node, value, pointer)
    elif not isinstance(node, Scalar) or not _is_equal(_as(node, value), value):
        wanted = _as(node, value) if isinstance(node, Scalar) else to_value(node)
        had, should = quoted_apart(value, wanted)
        what = f"{shown_pointer(pointer)} is {had}, not {should}"
        yield Miss(what, node.span, pointer, _without_quotes(node, value))


def _without_quotes(node: Node, value: object) -> str | None:
    """Return the help for a quoted scalar that would be the value itself without its quotes."""
    if not isinstance(node, Scalar) or node.style is not Style.QUOTED or isinstance(value, str):
        return None
    is_it = _is_equal(_as(replace(node, style=Style.PLAIN), value), value)
    return f"Take the quotes away: `{node.value}`." if is_it else None


def _of_objects(node: Mapping, value: dict[str, object], pointer: str) -> Iterator[Miss]:
    for entry in node:
        at = pointer + pointer_of((entry.key.value,))
        if entry.key.value in value:
            yield from differences(entry.value, value[entry.key.value], at)
        else:
            what = f"the payload has nothing at {shown_pointer(at)}"
            yield Miss(what, entry.key.span, at, near_keys(value))
    for name in value:
        if name not in node:
            at = pointer + pointer_of((name,))
            what = f"{shown_pointer(at)} is {quoted(value[name])}, and isn't expected"
            yield Miss(what, node.span, at)


def _of_lists(node: Sequence, value: list[object], pointer: str) -> Iterator[Miss]:
    if len(node.items) != len(value):
        what = f"{shown_pointer(pointer)} has {entries(len(value))}, not {len(node.items)}"
        yield Miss(what, node.span, pointer)
        return
    for index, item in enumerate(node.items):
        yield from differences(item, value[index], f"{pointer}/{index}")


def _as(node: Scalar, value: object) -> object:
    """Return what a scalar stands for beside a value: where the payload has text, its text."""
    if isinstance(value, str) and not node.is_null:
        return _written(node)
    if isinstance(value, int | float) and node.style is Style.PLAIN:
        number = json_number(node.value)
        return to_value(node) if number is None else number
    return to_value(node)


def _written(node: Scalar) -> str:
    """Return a scalar's text, of a block without its final line break, as in a message."""
    return node.value.removesuffix("\n") if node.style is Style.BLOCK else node.value


def _is_equal(wanted: object, value: object) -> bool:
    return isinstance(wanted, bool) is isinstance(value, bool) and wanted == value


def near_keys(value: dict[str, object]) -> str:
    """Return the help that names the fields that are there."""
    return f"It has {', '.join(f'`{name}`' for name in value)}." if value else "It is empty."


def _nearest(payload: object, pointer: str) -> str | None:
    """Return the help that tells how far a pointer leads, and what is there."""
    parts = parts_of(pointer)
    while parts:
        parts.pop()
        value = value_at(payload, pointer_of(parts))
        where = shown_pointer(pointer_of(parts))
        if isinstance(value, dict):
            return f"{where} has {', '.join(f'`{name}`' for name in value) or 'no fields'}."
        if isinstance(value, list):
            return f"{where} has {entries(len(value))}, counted from 0."
        if value is not NOTHING:
            return f"{where} is {quoted(value)}."
    return None
