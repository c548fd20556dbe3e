"""Slotted dataclasses that are quick to make: a command's start makes some 150 of them.

`dataclasses.dataclass` compiles six functions for a class, which takes a millisecond and is a
quarter of what a start costs. Here one is compiled, `__init__`, and only when it is first called;
the others are the same for all classes. To a type checker, and to `dataclasses.fields` and
`replace`, these are dataclasses like any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

Fields = tuple[Field[Any], ...]
Members = dict[str, Callable[..., Any] | None]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """Return what makes a dataclass with slots (`slots` has to be true) of a class.

        A class derives from dataclasses that are made here, or from none.
        """
        if not slots:
            raise TypeError("what has no slots is made by `dataclasses.dataclass`")
        return lambda written: _made(written, frozen, eq)


# The standard library finds the fields and makes the slots, and compiles nothing for it.
_with_slots = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)


def _made(written: type, frozen: bool, eq: bool) -> type:
    own = set(vars(written))
    # Without a docstring the standard library makes one, which takes longer than all the rest.
    written.__doc__ = written.__doc__ or f"{written.__name__}(...)"
    made: Any = _with_slots(written)
    fields: Fields = dataclasses.fields(made)
    added: Members = {"__init__": _first_init(made, fields), "__repr__": _repr(fields)}
    added |= _equality(fields, frozen) if eq else {}
    added |= _frozen(fields) if frozen else {}
    for name, member in added.items():
        if name not in own:
            setattr(made, name, member)
    result: type = made
    return result


def _first_init(made: Any, fields: Fields) -> Callable[..., None]:
    """Return an `__init__` that puts the compiled one in its own place, and calls it."""

    def first(self: Any, *values: object, **named: object) -> None:
        made.__init__ = _compiled_init(made, fields)
        made.__init__(self, *values, **named)

    return first


def _compiled_init(made: Any, fields: Fields) -> Callable[..., None]:
    """Return an `__init__` that fills the slots by their descriptors: frozen ones allow no more."""
    names: dict[str, Any] = {"_missing": MISSING}
    for field in fields:
        names[f"_set_{field.name}"] = getattr(made, field.name).__set__
        names[f"_default_{field.name}"] = field.default
        names[f"_make_{field.name}"] = field.default_factory
    lines = [f"_set_{field.name}(self, {_value(field)})" for field in fields if _is_filled(field)]
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else []
    exec(f"def __init__({_parameters(fields)}):\n " + "\n ".join(lines or ["pass"]), names)
    init: Callable[..., None] = names["__init__"]
    # What is told of a wrong call names the class.
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _parameters(fields: Fields) -> str:
    ordered = [_parameter(each) for each in fields if each.init and not each.kw_only]
    by_name = [_parameter(each) for each in fields if each.init and each.kw_only]
    return ", ".join(("self", *ordered, *(("*", *by_name) if by_name else ())))


def _parameter(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=_missing"
    return field.name if field.default is MISSING else f"{field.name}=_default_{field.name}"


def _is_filled(field: Field[Any]) -> bool:
    return field.init or field.default is not MISSING or field.default_factory is not MISSING


def _value(field: Field[Any]) -> str:
    made = f"_make_{field.name}()"
    if not field.init:
        return f"_default_{field.name}" if field.default_factory is MISSING else made
    if field.default_factory is MISSING:
        return field.name
    return f"{made} if {field.name} is _missing else {field.name}"


def _repr(fields: Fields) -> Callable[[Any], str]:
    names = [field.name for field in fields if field.repr]

    @recursive_repr()
    def shown(self: Any) -> str:
        members = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({members})"

    return shown


def _equality(fields: Fields, frozen: bool) -> Members:
    """Return `__eq__`, and `__hash__`: None where values can change."""
    compared = _values([field.name for field in fields if field.compare])
    hashed = _values([f.name for f in fields if (f.compare if f.hash is None else f.hash)])

    def equals(self: Any, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented  # type: ignore[no-any-return]
        return self is other or compared(self) == compared(other)

    def digest(self: Any) -> int:
        return hash(hashed(self))

    return {"__eq__": equals, "__hash__": digest if frozen else None}


def _values(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
    """Return what reads attributes as a tuple, however many there are."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple([getattr(record, name) for name in names])


def _frozen(fields: Fields) -> Members:
    """Return what refuses changes, and how copies and pickles are made without them."""
    names = [field.name for field in fields]

    def refuse(self: Any, name: str, *value: object) -> None:
        raise FrozenInstanceError(f"cannot change field {name!r}")

    def state(self: Any) -> list[object]:
        return [getattr(self, name) for name in names]

    def restore(self: Any, values: list[object]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)

    changes: Members = dict.fromkeys(("__setattr__", "__delattr__"), refuse)
    return {**changes, "__getstate__": state, "__setstate__": restore}
