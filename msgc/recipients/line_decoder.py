"""Lines of NDJSON to columns, by a decoder that is generated for the variables of a message.

It knows each key that a line may have. A line with one that it doesn't know isn't decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import UNSET, MsgspecError, Struct, UnsetType
from msgspec.json import Decoder

from msgc.recipients.limits import MAX_LINE
from msgc.recipients.line_keys import LineKeys, may_lack
from msgc.recipients.line_sizes import UNKNOWN, size_of_braces, size_of_key, size_of_values
from msgc.recipients.line_types import classes_of, python_type
from msgc.recipients.loose_lines import LooseKey, LooseObject
from msgc.recipients.quick_counts import Counted
from msgc.recipients.quick_table import Raw, is_plain
from msgc.recipients.quick_typed import known
from msgc.recipients.strange_keys import StrangeKeys
from msgc.recipients.structs import struct_of, values_of
from msgc.records import dataclass
from msgc.types import Field, ObjectType, Type, present

ENDS = b"}\n", b"}"


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of an object, of a declared type if it is read; `size` is that of the key itself."""

    name: str
    is_needed: bool
    kind: Any
    size: int
    inner: _Object | None = None
    declared: Type | None = None

    def loose(self) -> LooseKey:
        """Return the key with the classes that a decoder which knows its type lets through."""
        if self.inner is not None:
            return LooseKey(self.name, self.is_needed, inner=self.inner.loose())
        return LooseKey(self.name, self.is_needed, classes_of(self.kind, self.is_needed))

    def column(self, column: list[Any], counted: Counted) -> Any:
        """Return the key's values, None for what isn't there, having counted how often it is."""
        there = column
        if not self.is_needed and not all(column):
            there = [value for value in column if value is not UNSET]
            if not there:
                return None
            column = [None if value is UNSET else value for value in column]
        counted.keys += len(there) * (1 + self.name.count(":"))
        counted.size += len(there) * self.size
        if self.inner is not None:
            return self.inner.columns(column, counted)
        if self.kind is str or self.kind is Any:
            (counted.texts if self.kind is str else counted.loose).append(there)
        if column is not there or self.declared is None:
            counted.size += size_of_values(there)
            return column
        made = known(self.declared, column)
        counted.size += size_of_values(made)
        return made


class _Object:
    """An object whose fields are columns; `strange` are keys of it that the message doesn't use."""

    def __init__(self, kind: ObjectType, strange: StrangeKeys) -> None:
        self.keys: list[_Key] = []
        parts: list[Any] = []
        for name, declared in kind.fields.items():
            inner = _Object(declared.type, strange.inner(name)) if _is_object(declared) else None  # type: ignore[arg-type]
            self._add(parts, name, declared, inner)
        for name in strange.names:
            self._add(parts, name, None, None)
        self.struct = struct_of(parts, [key.name for key in self.keys])
        self._values = values_of(len(parts))

    def loose(self) -> LooseObject:
        """Return what decodes the same keys whatever their values' types."""
        return LooseObject([key.loose() for key in self.keys])

    def _add(
        self, parts: list[Any], name: str, declared: Field | None, inner: _Object | None
    ) -> None:
        attribute = f"f{len(parts)}"
        kind = inner.struct if inner is not None else python_type(declared)
        needed = declared is not None and not may_lack(declared)
        part = (attribute, kind) if needed else (attribute, kind | None | UnsetType, UNSET)
        parts.append(part)
        of_type = present(declared.type) if declared is not None else None
        self.keys.append(_Key(name, needed, kind, size_of_key(name), inner, of_type))

    def columns(self, rows: Sequence[Any], counted: Counted) -> dict[str, Any]:
        """Return the columns that are read, by their names."""
        return self.of_values(self._values(rows), len(rows), counted)

    def of_values(
        self, values: Sequence[list[Any]], count: int, counted: Counted
    ) -> dict[str, Any]:
        """Return the columns that are read; `values` are those of all keys, of `count` rows."""
        # Of an empty object it would be wrong that it has a comma less than keys.
        is_full = any(key.is_needed for key in self.keys) or any(map(_is_full, values))
        counted.size += size_of_braces(count) if is_full else UNKNOWN
        found = zip(self.keys, values, strict=True)
        made = [(key, key.column(column, counted)) for key, column in found]
        return {key.name: column for key, column in made if key.declared is not None}


def _is_full(column: list[Any]) -> bool:
    # Asking for truth is quicker, and tells it of most columns.
    return all(column) or UNSET not in column


def _is_object(declared: Field) -> bool:
    return is_plain(declared)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Those of decoded lines whose values fit their types: their places, and their columns."""

    lines: Sequence[Struct]
    places: Sequence[int]
    columns: tuple[Raw, Counted]

    def rows(self) -> list[Struct]:
        """Return what the lines that fit are decoded to."""
        return [self.lines[place] for place in self.places]


class LineDecoder:
    """Decodes lines of NDJSON, each an object, to columns by name."""

    def __init__(self, keys: LineKeys) -> None:
        self._keys = keys
        # Where a block had lines that don't fit, so has the next one, and trying all at once fails.
        self.expects_misfits = False
        self._make()

    def _make(self) -> None:
        self._object = _Object(self._keys.kind, self._keys.strange)
        decoder = Decoder(self._object.struct)
        self._decode: Callable[[bytes], Struct] = decoder.decode
        self._decode_all: Callable[[bytes], list[Struct]] = decoder.decode_lines
        self._loose: LooseObject | None = None

    def learn(self, values: Iterable[object]) -> bool:
        """Know the keys of some values too; False where `LineKeys.learn` is."""
        has_learned = self._keys.learn(values)
        if has_learned:
            self._make()
        return has_learned

    def decode(self, line: bytes) -> Struct | None:
        """Return what a line is decoded to, None where it can't be."""
        try:
            return self._decode(line)
        except (MsgspecError, ValueError, RecursionError):
            return None

    def decoded(self, data: bytes) -> list[Struct]:
        """Return what lines are decoded to, all at once; nothing where one can't be.

        An object may stand on several lines, and a line may hold several.
        """
        return _decoded(self._decode_all, data)

    def fitting(self, data: bytes) -> Fitting:
        """Return the lines whose values fit, and their columns.

        That is no line where one can't be decoded whatever the types of its values.
        """
        if self._loose is None:
            self._loose = self._object.loose()
            self._decode_loosely = Decoder(self._loose.struct).decode_lines
        rows, counted = _decoded(self._decode_loosely, data), Counted()
        columns = self._loose.values(rows)
        misfits = self._loose.misfits(columns)
        places = list(range(len(rows)))
        for place in sorted(misfits, reverse=True):
            for column in (places, *columns):
                del column[place]
        self.expects_misfits = bool(misfits)
        raw = self._object.of_values(columns, len(places), counted) if places else {}
        return Fitting(rows, places, (raw, counted))

    def columns(self, rows: Sequence[Struct]) -> tuple[Raw, Counted]:
        """Return the columns of decoded lines, and what they count."""
        counted = Counted()
        return self._object.columns(rows, counted), counted


def _decoded(decode: Callable[[bytes], list[Struct]], data: bytes) -> list[Struct]:
    if len(data) >= MAX_LINE or not data.startswith(b"{") or not data.endswith(ENDS):
        return []
    try:
        return decode(data)
    except (MsgspecError, ValueError, RecursionError):
        return []
