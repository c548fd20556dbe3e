"""Reading an object's fields: which are missing, which have a default, and what is left over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgc.recipients.leaves import Faults, Read, plain
from msgc.recipients.sentences import missing


class Part(NamedTuple):
    """A field as it is read; `is_empty` tells which values, beside None, count as missing.

    A tuple, because one is unpacked for every field of every row.
    """

    name: str
    read: Read
    is_empty: Callable[[object], bool] | None
    optional: bool
    default: object
    word: str


def read_fields(
    data: Mapping[str, object], prefix: str, parts: tuple[Part, ...], is_open: bool, faults: Faults
) -> dict[str, object]:
    """Return the typed fields of an object whose path, with its dot, is `prefix`.

    Fields that aren't named are dropped, but kept as they are in an open object.
    """
    typed: dict[str, object] = {}
    for name, read, is_empty, optional, default, word in parts:
        value = data.get(name)
        if value is not None and (is_empty is None or not is_empty(value)):
            typed[name] = read(value, prefix + name, faults)
        elif default is not None:
            typed[name] = default
        elif not optional:
            faults.append(missing(prefix + name, value, word))
    return {**typed, **_rest(data, prefix, parts, faults)} if is_open else typed


def _rest(
    data: Mapping[str, object], prefix: str, parts: tuple[Part, ...], faults: Faults
) -> dict[str, object]:
    named = {part.name for part in parts}
    rest = {key: value for key, value in data.items() if key not in named and value is not None}
    plain(rest, prefix[:-1], faults)
    return rest
