"""What a value can be: the types of variables and of expressions.

A row's values are plain JSON; `date`, `datetime`, `uri`, `uuid`, `email` and `phone` are strings
with a format. A type says what is known and claims nothing else: `UnknownType` is an honest
"anything".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from msgc.chars import ANY_CHARS, Chars, Spaces
from msgc.records import dataclass

FORMATS = ("date", "datetime", "uri", "uuid", "email", "phone")


@dataclass(frozen=True, slots=True)
class Type:
    """Base of all types. `schema` is the author's JSON Schema object where one was written."""

    schema: Mapping[str, object] | None = field(default=None, kw_only=True, compare=False)

    @property
    def word(self) -> str:
        """The type's name in the author's words."""
        return "value"

    @property
    def phrase(self) -> str:
        """The name with its article: `an integer`, `a list`."""
        return f"{'an' if self.word[0] in 'aeiou' else 'a'} {self.word}"


@dataclass(frozen=True, slots=True)
class UnknownType(Type):
    """Nothing is known about the value."""


@dataclass(frozen=True, slots=True)
class StringType(Type):
    """Text; lengths are code points, `format` is one of `FORMATS`.

    `chars` are all that it may hold; `spaces` bounds its runs of spaces, None where nothing does.
    A `solid` text surely holds more than white space. `pattern` is the author's own (ECMA-262).
    """

    format: str | None = None
    enum: tuple[str, ...] | None = None
    min_length: int = 0
    max_length: int | None = None
    chars: Chars = ANY_CHARS
    spaces: Spaces | None = None
    solid: bool = False
    pattern: str | None = field(default=None, compare=False)

    @property
    def word(self) -> str:
        return self.format or "string"


@dataclass(frozen=True, slots=True)
class IntegerType(Type):
    """A whole number."""

    minimum: int | None = None
    maximum: int | None = None

    @property
    def word(self) -> str:
        return "integer"


@dataclass(frozen=True, slots=True)
class NumberType(Type):
    """A number, whole or not."""

    minimum: float | None = None
    maximum: float | None = None

    @property
    def word(self) -> str:
        return "number"


@dataclass(frozen=True, slots=True)
class BooleanType(Type):
    """true or false."""

    @property
    def word(self) -> str:
        return "boolean"


@dataclass(frozen=True, slots=True)
class NullType(Type):
    """Only null; as a row's value it is missing."""

    @property
    def word(self) -> str:
        return "null"


@dataclass(frozen=True, slots=True)
class ListType(Type):
    """A list of `item`; lengths count entries."""

    item: Type = UnknownType()
    min_items: int = 0
    max_items: int | None = None

    @property
    def word(self) -> str:
        return "list"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an object: its type, whether it may be missing, and its default (None: none)."""

    type: Type
    optional: bool = False
    default: object = None


@dataclass(frozen=True, slots=True)
class ObjectType(Type):
    """An object; an `open` one may hold fields that are not named, of unknown type."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    open: bool = False

    @property
    def word(self) -> str:
        return "object"


@dataclass(frozen=True, slots=True)
class NeverType(Type):
    """No value at all: what is left when the only outcome is missing or `omit`."""

    @property
    def word(self) -> str:
        return "missing value"


@dataclass(frozen=True, slots=True)
class OptionalType(Type):
    """`item`, or nothing: `missing` where a row may lack it, `omit` where the author drops it."""

    item: Type = UnknownType()
    missing: bool = True
    omit: bool = False

    @property
    def word(self) -> str:
        return self.item.word


OMIT = OptionalType(NeverType(), missing=False, omit=True)


def present(kind: Type) -> Type:
    """Return the type without its "may be missing"."""
    return kind.item if isinstance(kind, OptionalType) else kind


def optional(kind: Type) -> Type:
    """Return the type with "may be missing"."""
    return maybe(present(kind), missing=True, omit=may_omit(kind))


def may_be_missing(kind: Type) -> bool:
    """Tell whether a row may lack the value."""
    return isinstance(kind, OptionalType) and kind.missing


def may_omit(kind: Type) -> bool:
    """Tell whether `omit` is one of the outcomes."""
    return isinstance(kind, OptionalType) and kind.omit


def maybe(item: Type, *, missing: bool, omit: bool) -> Type:
    """Return the type with "may be missing" and "may be omitted" as told."""
    return OptionalType(item, missing, omit) if missing or omit else item
