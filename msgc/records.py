"""Slotted dataclasses that are quick to make: a command's start makes some 150 of them.

`dataclasses.dataclass` compiles six functions for a class, which takes a millisecond and is a
quarter of what a start costs. Here one is compiled, `__init__`, and only when it has been called
often; the others are the same for all classes. To a type checker, and to `dataclasses.fields` and
`replace`, these are dataclasses like any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from inspect import get_annotations
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

# Compiling takes as long as so many calls of an `__init__` that isn't compiled: most classes of a
# run that ends soon have fewer objects.
CALLS_UNCOMPILED = 50

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
    made = _slotted(written)
    fields: Fields = dataclasses.fields(made)
    added: Members = {"__init__": _first_init(made, fields), "__repr__": _repr(fields)}
    added |= _equality(fields, frozen) if eq else {}
    added |= _frozen(fields) if frozen else {}
    for name, member in added.items():
        if name not in own:
            setattr(made, name, member)
    result: type = made
    return result


def _slotted(written: type) -> Any:
    """Return the class with slots and fields.

    The standard library searches annotations that are texts for `ClassVar` and its like, of which
    these classes have none: that would take as long as all the rest.
    """
    own = get_annotations(written)
    written.__annotations__ = dict.fromkeys(own, object)
    made: Any = _with_slots(written)
    made.__annotations__ = own
    for field in dataclasses.fields(made):
        field.type = own.get(field.name, field.type)
    return made


def _first_init(made: Any, fields: Fields) -> Callable[..., None]:
    """Return an `__init__` that leaves its place to a compiled one when it has been called often.

    A call that goes wrong is left to the compiled one, which says what is wrong.
    """
    setters = [getattr(made, field.name).__set__ for field in fields]
    left = CALLS_UNCOMPILED

    def first(self: Any, *values: object, **named: object) -> None:
        nonlocal left
        left -= 1
        filled = _filled(fields, values, named) if left > 0 else None
        if filled is None:
            made.__init__ = _compiled_init(made, fields)
            made.__init__(self, *values, **named)
            return
        for set_value, value in zip(setters, filled, strict=True):
            if value is not MISSING:
                set_value(self, value)
        if hasattr(made, "__post_init__"):
            self.__post_init__()

    return first


def _filled(
    fields: Fields, values: tuple[object, ...], named: dict[str, object]
) -> list[object] | None:
    """Return the values of all fields, None for a call that is wrong."""
    given, filled, used = iter(values), list[object](), 0
    for field in fields:
        value = MISSING if field.kw_only or not field.init else next(given, MISSING)
        if value is MISSING and field.init and field.name in named:
            value, used = named[field.name], used + 1
        if value is MISSING and field.default_factory is not MISSING:
            value = field.default_factory()
        elif value is MISSING:
            value = field.default
        if value is MISSING and field.init:
            return None
        filled.append(value)
    return filled if used == len(named) and next(given, MISSING) is MISSING else None


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
