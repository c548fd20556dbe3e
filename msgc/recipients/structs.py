"""Structs that are generated for objects, and the quick way from many of them to columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, defstruct


def struct_of(parts: Sequence[Any], names: Sequence[str]) -> type[Struct]:
    """Return the struct of an object that has no other keys than `names`.

    `parts` are its fields, called `f0`, `f1` and so on, each with its type.
    """
    renamed = {f"f{number}": name for number, name in enumerate(names)}
    return defstruct(
        "Row", parts, rename=renamed, forbid_unknown_fields=True, gc=False, kw_only=True
    )


def values_of(count: int) -> Callable[[Sequence[Any]], tuple[list[Any], ...]]:
    """Return the function from structs to the columns of their fields, of which there are `count`.

    Written out, since asking each struct for a field by its name takes twice as long.
    """
    columns = "".join(f"[row.f{number} for row in rows]," for number in range(count))
    made: Callable[[Sequence[Any]], tuple[list[Any], ...]] = eval(f"lambda rows: ({columns})")
    return made
