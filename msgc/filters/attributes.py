"""Looking into items by a dotted path (`attribute='address.city'`), in values and in types."""

from __future__ import annotations

from msgc.filters.model import FilterError
from msgc.filters.words import described, word_of
from msgc.nearby import near
from msgc.types import (
    Field,
    ListType,
    NeverType,
    ObjectType,
    Type,
    UnknownType,
    optional,
    present,
)


def lookup(item: object, path: str | int) -> object:
    """Return the value at a path below `item`, or None where it is missing."""
    found = item
    for part in _parts(path):
        found = _step(found, part)
    return found


def _parts(path: str | int) -> list[str]:
    return str(path).split(".")


def _step(item: object, part: str) -> object:
    if isinstance(item, dict):
        return item.get(part)
    if isinstance(item, list) and _is_index(part) and int(part) < len(item):
        return item[int(part)]
    return None


def _is_index(part: str) -> bool:
    """Tell whether a part is a place in a list; longer than nine digits is no place."""
    return part.isascii() and part.isdigit() and len(part) <= 9


def column(name: str, items: list[object], path: str | int | None) -> list[object]:
    """Return each item's value at `path` (the items themselves without one).

    Raises `FilterError`, in the name of filter `name`, for an item that lacks it.
    """
    if path is None:
        return items
    found = [lookup(item, path) for item in items]
    if None in found:
        raise missing(name, found.index(None), path)
    return found


def missing(name: str, index: int, path: str | int) -> FilterError:
    """Return the error that the item at `index` (from 0) has no value at `path`."""
    return FilterError(
        f"`{name}` finds no `{path}` in entry {index + 1} of the list.",
        f"Keep the entries that have it first: `selectattr('{path}', 'defined')`.",
    )


def attribute_type(kind: Type, path: str | int) -> Type:
    """Return the type at a path below a value of type `kind`; optional where it may be missing.

    Raises `FilterError` for a field that is surely not there.
    """
    found = kind
    for part in _parts(path):
        below = _step_type(present(found), part)
        found = optional(below) if present(found) is not found else below
    return found


def _step_type(kind: Type, part: str) -> Type:
    if isinstance(kind, ObjectType):
        return _field_type(kind, part)
    if isinstance(kind, ListType) and _is_index(part):
        return kind.item if int(part) < kind.min_items else optional(kind.item)
    if isinstance(kind, UnknownType | NeverType):
        return kind
    raise FilterError(f"{described((kind.word,)).capitalize()} has no field `{part}`.")


def _field_type(kind: ObjectType, part: str) -> Type:
    field = kind.fields.get(part)
    if field is None:
        return _absent(kind, part)
    return _maybe(field)


def _maybe(field: Field) -> Type:
    return optional(field.type) if field.optional and field.default is None else field.type


def _absent(kind: ObjectType, part: str) -> Type:
    if kind.open:
        return UnknownType()
    meant = near(part, kind.fields)
    known = ", ".join(f"`{name}`" for name in kind.fields)
    raise FilterError(
        f"The entries have no field `{part}`.",
        f"Did you mean `{meant}`?" if meant else f"They have {known}." if known else None,
    )


def kinds(values: list[object]) -> set[str]:
    """Return the type words of values, with integers and numbers as one word, `number`."""
    words = {word_of(value) for value in values}
    return {"number" if word == "integer" else word for word in words}
