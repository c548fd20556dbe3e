"""Makes filters and tests whose functions see only what their signatures take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgc.filters.known import tried
from msgc.filters.limits import MAX_ITEMS, MAX_TEXT
from msgc.filters.model import Filter, FilterError, Parameter, ResultType, Test
from msgc.filters.words import check_number, described, fits_value, word_of
from msgc.types import IntegerType, StringType, Type

Function = Callable[..., object]

LOCALE = "locale"
"""The keyword that a filter with `uses_locale` gets the row's locale by."""


def make_filter(
    name: str,
    takes: tuple[str, ...],
    result: ResultType | Type,
    function: Function,
    *parameters: Parameter,
    uses_locale: bool = False,
    variadic: bool = False,
    takes_missing: bool = False,
) -> Filter:
    """Return a filter whose `apply` checks value, arguments and result around `function`."""
    known = always(result) if isinstance(result, Type) else result
    apply = _guarded(name, takes, parameters, function, takes_missing)
    if not takes_missing:
        known = tried(apply, known, (LOCALE,) if uses_locale else ())
    return Filter(name, takes, parameters, known, apply, uses_locale, variadic, takes_missing)


def make_test(
    name: str,
    takes: tuple[str, ...],
    function: Callable[..., bool],
    *parameters: Parameter,
    takes_missing: bool = False,
) -> Test:
    """Return a test whose `apply` checks value and arguments around `function`."""
    guarded = _guarded(name, takes, parameters, function, takes_missing)

    def apply(value: object, /, **arguments: object) -> bool:
        return bool(guarded(value, **arguments))

    return Test(name, takes, parameters, apply, takes_missing)


def always(kind: Type) -> ResultType:
    """Return a result type that doesn't depend on what goes in."""
    return lambda _value, _arguments, _rest: kind


def literal(kind: Type | None) -> str | int | None:
    """Return the value of a literal argument from its type, None where it isn't known."""
    if isinstance(kind, StringType) and kind.enum is not None and len(kind.enum) == 1:
        return kind.enum[0]
    if isinstance(kind, IntegerType) and kind.minimum == kind.maximum:
        return kind.minimum
    return None


def _guarded(
    name: str,
    takes: tuple[str, ...],
    parameters: tuple[Parameter, ...],
    function: Function,
    may_lack: bool,
) -> Function:
    by_name = {parameter.name: parameter for parameter in parameters}
    takes_text = fits_value(takes, "")
    may_be_bare = not any(parameter.required for parameter in parameters)

    def apply(value: object, /, *rest: object, **arguments: object) -> object:
        # Most values are texts, and most filters have no arguments: checking more takes longer
        # than most functions do.
        if not (takes_text and type(value) is str) and not (may_lack and value is None):
            _check_value(name, takes, value)
        given = {} if may_be_bare and not arguments else _given(name, by_name, arguments)
        try:
            result = function(value, *rest, **given)
        except RecursionError:
            raise FilterError(f"`{name}` meets lists or objects nested too deep.") from None
        return _checked_result(name, result)

    return apply


def _check_value(name: str, takes: tuple[str, ...], value: object) -> None:
    if not fits_value(takes, value) or value is None:
        wanted = described(takes) if takes else "a value"
        raise FilterError(f"`{name}` takes {wanted}, not {described((word_of(value),))}.")
    check_number(name, value)


def _given(
    name: str, by_name: Mapping[str, Parameter], arguments: Mapping[str, object]
) -> dict[str, object]:
    given = {key: value for key, value in arguments.items() if value is not None}
    for key in given:
        if key not in by_name and key != LOCALE:
            raise FilterError(f"`{name}` has no argument `{key}`.")
    for parameter in by_name.values():
        if parameter.name in given:
            _check_argument(name, parameter, given[parameter.name])
        elif parameter.required:
            raise FilterError(f"`{name}` needs `{parameter.name}`.")
    return given


def _check_argument(name: str, parameter: Parameter, value: object) -> None:
    if not fits_value(parameter.takes, value):
        wanted, got = described(parameter.takes), described((word_of(value),))
        raise FilterError(f"`{name}` wants {wanted} as `{parameter.name}`, not {got}.")
    check_number(name, value)


def _checked_result(name: str, result: object) -> object:
    if isinstance(result, str):
        check_size(name, len(result))
    elif isinstance(result, list) and len(result) > MAX_ITEMS:
        raise FilterError(f"`{name}` would make a list of more than {MAX_ITEMS} entries.")
    else:
        check_number(name, result)
    return result


def check_size(name: str, length: int) -> None:
    """Refuse, with a `FilterError`, a text of `length` code points over `MAX_TEXT`."""
    if length > MAX_TEXT:
        raise FilterError(f"`{name}` would make a text of more than {MAX_TEXT} characters.")
