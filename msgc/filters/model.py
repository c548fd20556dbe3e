"""What a filter and a test are: a name, a signature, a result type, and a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgc.records import dataclass
from msgc.types import Type

ResultType = Callable[[Type, Mapping[str, Type], tuple[Type, ...]], Type]
"""(piped type, argument types by parameter name, further positional types) -> result type.

Whatever fits the types that go in, what the filter makes of it fits the result type. Where
`uses_locale`, the argument `locale` is a string type whose `enum` are all locales of the rows; it
isn't there where they aren't known.
"""


class FilterError(Exception):
    """A filter or test can't do what is asked: one sentence, and maybe what to write instead."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, the type words it takes (() for any), and its default.

    `default` is None where leaving the argument out means "none". A `named_only` parameter never
    binds by position.
    """

    name: str
    takes: tuple[str, ...] = ()
    required: bool = False
    default: object = None
    named_only: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    `takes` are the type words of the piped value, () for any; an integer is accepted where `number`
    is. `apply(value, *rest, **arguments)` computes: arguments by parameter name, `rest` only where
    `variadic`, and `locale` (a locale code) where `uses_locale`. It checks all of them and raises
    `FilterError`, never anything else; None as a result means missing. With `takes_missing`, the
    piped value may be None for a missing one. `result` tells the type without computing, and raises
    `FilterError` for what is sure to fail; a literal argument's type is a `StringType` with one
    `enum` value, or an integer type whose minimum is its maximum.
    """

    name: str
    takes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    result: ResultType
    apply: Callable[..., object]
    uses_locale: bool = False
    variadic: bool = False
    takes_missing: bool = False


@dataclass(frozen=True, slots=True)
class Test:
    """One test (`x is even`); `takes`, `apply` and `takes_missing` are as a filter's."""

    __test__ = False  # keeps pytest from collecting a class of this name

    name: str
    takes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    apply: Callable[..., bool]
    takes_missing: bool = False
    variadic: bool = False
