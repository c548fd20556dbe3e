"""Lines of NDJSON to columns, by a decoder that is generated for the variables of a message.

It knows each key that a line may have: those that `vars` names by their types, and of the others
those that it has met. A line with one that it doesn't know isn't decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import Any

from msgspec import UNSET, MsgspecError, Struct, UnsetType, defstruct
from msgspec.json import Decoder

from msgc.recipients.limits import MAX_LINE, MAX_QUICK_KEYS
from msgc.recipients.quick_counts import colons_in, has_escaped_colon, keys_within
from msgc.recipients.quick_table import Raw, is_plain
from msgc.recipients.strange_keys import StrangeKeys
from msgc.records import dataclass
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)

_PYTHON_TYPES: dict[type[Type], Any] = {
    StringType: str,
    IntegerType: int | float,
    NumberType: int | float,
    BooleanType: bool,
}

FLAT = frozenset({str, int, float, bool, type(None)})


@dataclass(slots=True)
class Counted:
    """What lines were decoded to: their keys, the texts, and the values of no known type."""

    keys: int = 0
    texts: list[Sequence[Any]] = field(default_factory=list)
    loose: list[Sequence[Any]] = field(default_factory=list)

    def explains(self, data: bytes) -> bool:
        """Tell whether the keys are all that were written: each has a colon outside of texts.

        Raises UnusualError where a value nests deep.
        """
        left, colons, texts = data.count(b":") - self.keys, 0, [*self.texts]
        for column in self.loose:
            if set(map(type, column)) <= FLAT:
                texts.append([value for value in column if type(value) is str])
            else:
                keys, inside = keys_within(column)
                left, colons = left - keys, colons + inside
        if left == 0:
            return True
        colons += sum(colons_in(filter(None, each)) for each in texts)
        return left == colons and not has_escaped_colon(data)


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of an object, and the attribute that it is decoded to."""

    name: str
    is_needed: bool
    kind: Any
    inner: _Object | None = None
    is_read: bool = True

    def column(self, column: list[Any], counted: Counted) -> Any:
        """Return the key's values, None for what isn't there, having counted how often it is."""
        there = column
        if not self.is_needed and not all(column):
            there = [value for value in column if value is not UNSET]
            if not there:
                return None
            column = [None if value is UNSET else value for value in column]
        counted.keys += len(there) * (1 + self.name.count(":"))
        if self.inner is not None:
            return self.inner.columns(column, counted)
        if self.kind is str or self.kind is Any:
            (counted.texts if self.kind is str else counted.loose).append(there)
        return column


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
        names = {f"f{number}": key.name for number, key in enumerate(self.keys)}
        self.struct = defstruct(
            "Row", parts, rename=names, forbid_unknown_fields=True, gc=False, kw_only=True
        )
        self._values = _values_of(len(parts))

    def _add(
        self, parts: list[Any], name: str, declared: Field | None, inner: _Object | None
    ) -> None:
        attribute = f"f{len(parts)}"
        kind = _python_type(declared, inner)
        needed = declared is not None and not _may_lack(declared)
        part = (attribute, kind) if needed else (attribute, kind | None | UnsetType, UNSET)
        parts.append(part)
        is_read = declared is not None
        self.keys.append(_Key(name, needed, kind, inner, is_read))

    def columns(self, rows: Sequence[Any], counted: Counted) -> dict[str, Any]:
        """Return the columns that are read, by their names."""
        found = zip(self.keys, self._values(rows), strict=True)
        made = [(key, key.column(values, counted)) for key, values in found]
        return {key.name: column for key, column in made if key.is_read}


def _values_of(count: int) -> Callable[[Sequence[Any]], tuple[list[Any], ...]]:
    """Return the function from structs to the columns of their fields.

    Written out, since asking each struct for a field by its name takes twice as long.
    """
    columns = "".join(f"[row.f{number} for row in rows]," for number in range(count))
    made: Callable[[Sequence[Any]], tuple[list[Any], ...]] = eval(f"lambda rows: ({columns})")
    return made


def _is_object(declared: Field) -> bool:
    return is_plain(declared)


def _may_lack(declared: Field) -> bool:
    is_optional = declared.optional or isinstance(declared.type, OptionalType)
    return is_optional or declared.default is not None


def _python_type(declared: Field | None, inner: _Object | None) -> Any:
    if inner is not None:
        return inner.struct
    return _PYTHON_TYPES.get(type(present(declared.type)), Any) if declared else Any


class LineDecoder:
    """Decodes lines of NDJSON, each an object, to columns by name."""

    def __init__(self, kind: ObjectType) -> None:
        self._kind = kind
        self._strange = StrangeKeys(kind)
        self._room = MAX_QUICK_KEYS
        self._make()

    def _make(self) -> None:
        self._object = _Object(self._kind, self._strange)
        decoder = Decoder(self._object.struct)
        self.decode: Callable[[bytes], Struct] = decoder.decode
        self.decode_all: Callable[[bytes], list[Struct]] = decoder.decode_lines

    def learn(self, values: Iterable[object]) -> bool:
        """Make a decoder that also knows the keys of some values; False where there is no need."""
        if self._room <= 0:
            return False
        new = sum(map(self._strange.learn, values))
        self._room -= new
        if new:
            self._make()
        return new > 0

    def plain_lines(self, data: bytes) -> list[Struct] | None:
        """Return what lines are decoded to, all at once; None where it isn't sure that each is one.

        No object goes on with a brace behind a closing one: where all lines begin and end with
        braces, each holds whole objects, and of as many objects as lines it holds one.
        """
        if len(data) >= MAX_LINE or not data.startswith(b"{"):
            return None
        try:
            structs = self.decode_all(data)
        except (MsgspecError, ValueError, RecursionError):
            return None
        breaks = len(structs) - 1
        ends = data.endswith(b"}\n")
        is_plain = (ends or data.endswith(b"}")) and data.count(b"\n") == breaks + ends
        return structs if is_plain and data.count(b"}\n{") == breaks else None

    def columns(self, rows: Sequence[Struct]) -> tuple[Raw, Counted]:
        """Return the columns of decoded lines, and what they count."""
        counted = Counted()
        return self._object.columns(rows, counted), counted
