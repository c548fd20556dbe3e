"""Every bound in the shop's `vars` is needed: without it something isn't proved any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from msgc.config import Assume
from msgc.pipeline import Message, Project
from msgc.pipeline.proving import prove, retyped
from msgc.prove.model import Key, State
from msgc.texts import ROW_STRING
from msgc.types import (
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
)

PROJECT = Project.open(Path(__file__).parents[2])
SHOP = {name: PROJECT.message(name) for name in PROJECT.paths() if name.startswith("shop/")}


def loosened(kind: Type) -> Iterator[tuple[str, Type]]:
    """The types that lack one bound, each with the bound's name."""
    if isinstance(kind, ObjectType):
        for name, each in kind.fields.items():
            for bound, looser in loosened(each.type):
                fields = {**kind.fields, name: Field(looser, each.optional, each.default)}
                yield f"{name}.{bound}", replace(kind, fields=fields)
    elif isinstance(kind, ListType):
        yield from _list(kind)
    elif isinstance(kind, IntegerType | NumberType):
        for bound in ("minimum", "maximum"):
            if getattr(kind, bound) is not None:
                yield bound, replace(kind, **{bound: None})
    elif isinstance(kind, StringType):
        yield from _string(kind)


def _list(kind: ListType) -> Iterator[tuple[str, Type]]:
    if kind.min_items:
        yield "minItems", replace(kind, min_items=0)
    if kind.max_items is not None:
        yield "maxItems", replace(kind, max_items=None)
    for bound, looser in loosened(kind.item):
        yield f"[].{bound}", replace(kind, item=looser)


def _string(kind: StringType) -> Iterator[tuple[str, Type]]:
    if kind.enum is not None:
        yield "enum", ROW_STRING
    elif kind.pattern is not None:
        yield "pattern", ROW_STRING
    elif kind.format is None:
        if kind.min_length:
            yield "minLength", replace(kind, min_length=0)
        if kind.max_length is not None:
            yield "maxLength", replace(kind, max_length=None)


def proved(message: Message) -> set[Key]:
    constraints = prove(message, Assume(), searches=False).constraints
    return {each.key for each in constraints if each.state is State.PROVED}


# What the base declares holds for many messages, and is needed for one of them.
SHARED = ("phone", "name")
BOUNDS: dict[str, list[tuple[str, ObjectType]]] = {}
for _name, _message in SHOP.items():
    for _bound, _looser in loosened(_message.variables):
        _place = "_base" if _bound.split(".")[0] in SHARED else _name
        assert isinstance(_looser, ObjectType)
        BOUNDS.setdefault(f"{_place}-{_bound}", []).append((_name, _looser))


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_less_leaves_something_unproved(bound: str) -> None:
    assert any(
        proved(SHOP[name]) - proved(retyped(SHOP[name], looser)) for name, looser in BOUNDS[bound]
    )
