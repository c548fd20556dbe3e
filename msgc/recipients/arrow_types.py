"""From an Arrow type to the reader of its arrays: scalars from a table, lists and structs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice, repeat
from typing import Any

from msgc.recipients.arrow_library import pyarrow, pyarrow_compute
from msgc.recipients.arrow_scalars import (
    Bad,
    Decode,
    as_they_are,
    dates,
    decimals,
    floats,
    moments,
    stored_texts,
    texts,
    uuids,
)
from msgc.recipients.limits import MAX_DEPTH
from msgc.recipients.rows import RowFault
from msgc.types import Field, ListType, ObjectType, Type, UnknownType, present

# By the names of the tests in `pyarrow.types`; the first that holds decides.
_SCALARS: tuple[tuple[str, Decode], ...] = (
    ("is_null", as_they_are),
    ("is_boolean", as_they_are),
    ("is_integer", as_they_are),
    ("is_floating", floats),
    ("is_string", texts),
    ("is_large_string", texts),
    ("is_string_view", texts),
    ("is_decimal", decimals),
    ("is_date", dates),
)
_LISTS = ("is_list", "is_large_list", "is_fixed_size_list", "is_list_view", "is_large_list_view")
_BINARY = ("is_binary", "is_large_binary", "is_binary_view", "is_fixed_size_binary")
_EXTENSIONS: dict[str, Decode] = {"arrow.uuid": uuids, "arrow.json": stored_texts}
_NO_ZONE_HELP = "Store it with its zone, or as text with its offset: 2026-01-31T09:00:00Z."
_HELPS = (
    (_BINARY, "Store it as text, in a column of type string."),
    (("is_map",), "Store it as a struct, or as a list of structs."),
    (("is_duration", "is_time", "is_interval"), "Store it as text or as a number."),
)
_HELP = "Store it as text, numbers, lists or structs."


class ColumnError(Exception):
    """A type that can't be read; `fault` names the column, or the field inside it."""

    def __init__(self, fault: RowFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def decoder(kind: Any, path: str, wanted: Type, depth: int = MAX_DEPTH) -> Decode:
    """Return the reader of an Arrow type's arrays; `ColumnError` where there is none.

    `path` is the column's name, `wanted` the type of its variable: of an object only the fields
    that it names are read.
    """
    if depth == 0:
        raise _error(path, f"nests lists and structs more than {MAX_DEPTH} deep", "Flatten it.")
    if _is(kind, *_LISTS):
        return _list(kind, path, wanted, depth)
    if _is(kind, "is_struct"):
        return _struct(kind, path, wanted, depth)
    if _is(kind, "is_dictionary"):
        return _dictionary(kind, path, wanted, depth)
    return _scalar(kind, path)


def repeated(names: list[str]) -> str | None:
    """Return the first name that stands twice."""
    return next((name for name, count in Counter(names).items() if count > 1), None)


def _is(kind: Any, *tests: str) -> bool:
    types = pyarrow().types
    return any(getattr(types, test)(kind) for test in tests)


def _scalar(kind: Any, path: str) -> Decode:
    if isinstance(kind, pyarrow().BaseExtensionType):
        decode = _EXTENSIONS.get(kind.extension_name)
    elif _is(kind, "is_timestamp"):
        decode = moments
        if kind.tz is None:
            raise _error(path, f"is of type {kind}, times without a zone", _NO_ZONE_HELP)
    else:
        decode = next((decode for test, decode in _SCALARS if _is(kind, test)), None)
    if decode is None:
        help = next((help for tests, help in _HELPS if _is(kind, *tests)), _HELP)
        raise _error(path, f"is of type {kind}, which no variable can hold", help)
    return decode


def _error(path: str, said: str, help: str, code: str = "MSG507") -> ColumnError:
    return ColumnError(RowFault(code, f"The column `{path}` {said}.", help, path))


def _list(kind: Any, path: str, wanted: Type, depth: int) -> Decode:
    item = wanted.item if isinstance(wanted, ListType) else UnknownType()
    decode_item = decoder(kind.value_type, path, present(item), depth - 1)
    lengths_of = pyarrow_compute().list_value_length

    def decode(array: Any, bad: Bad) -> list[object]:
        lengths = lengths_of(array).to_pylist()
        items = iter(decode_item(array.flatten(), bad))
        return [None if length is None else list(islice(items, length)) for length in lengths]

    return decode


def _struct(kind: Any, path: str, wanted: Type, depth: int) -> Decode:
    fields = {index: kind.field(index) for index in range(kind.num_fields)}
    types = wanted_fields(wanted)
    if types is not None:
        fields = {index: field for index, field in fields.items() if field.name in types}
    names = [field.name for field in fields.values()]
    if twice := repeated(names):
        raise _error(path, f"has two fields `{twice}`", "Rename one of them.", "MSG502")
    decoders = {
        index: decoder(field.type, f"{path}.{field.name}", _type_of(types, field.name), depth - 1)
        for index, field in fields.items()
    }

    def decode(array: Any, bad: Bad) -> list[object]:
        parts = array.flatten()
        columns = [decode_part(parts[index], bad) for index, decode_part in decoders.items()]
        records = zip(*columns, strict=True) if columns else repeat(())
        valid = array.is_valid().to_pylist()
        return [_object(names, r) if v else None for v, r in zip(valid, records, strict=False)]

    return decode


def _object(names: list[str], values: tuple[object, ...]) -> dict[str, object]:
    pairs = zip(names, values, strict=True)
    return {name: value for name, value in pairs if value is not None}


def wanted_fields(wanted: Type) -> Mapping[str, Field] | None:
    """Return the fields that are read of an object, None where all are."""
    return wanted.fields if isinstance(wanted, ObjectType) and not wanted.open else None


def _type_of(types: Mapping[str, Field] | None, name: str) -> Type:
    return UnknownType() if types is None else present(types[name].type)


def _dictionary(kind: Any, path: str, wanted: Type, depth: int) -> Decode:
    decode_values = decoder(kind.value_type, path, wanted, depth - 1)

    def decode(array: Any, bad: Bad) -> list[object]:
        values = decode_values(array.dictionary, bad)
        return [None if i is None else values[i] for i in array.indices.to_pylist()]

    return decode
