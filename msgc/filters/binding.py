"""Binds what stands between a filter's parentheses to its parameters, by position and by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from msgc.filters.model import Filter, FilterError, Parameter, Test
from msgc.filters.words import BOOLEAN, described, fits
from msgc.nearby import near
from msgc.records import dataclass
from msgc.types import Type, present

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bound(Generic[T]):
    """Arguments by parameter name, and the further positional ones of a variadic filter."""

    arguments: Mapping[str, T]
    rest: tuple[T, ...] = ()


def bind(callee: Filter | Test, positional: Sequence[T], named: Mapping[str, T]) -> Bound[T]:
    """Bind arguments (values, types or expressions alike); what isn't given isn't in the result.

    Raises `FilterError` for an unknown, doubled, missing or superfluous argument.
    """
    slots = [parameter.name for parameter in callee.parameters if not parameter.named_only]
    if len(positional) > len(slots) and not callee.variadic:
        raise FilterError(_too_many(callee.name, len(slots)))
    arguments = dict(zip(slots, positional, strict=False))
    for name, value in named.items():
        _check_name(callee, name, arguments)
        arguments[name] = value
    for parameter in callee.parameters:
        if parameter.required and parameter.name not in arguments:
            raise FilterError(f"`{callee.name}` needs `{parameter.name}`.", usage(callee))
    return Bound(arguments, tuple(positional[len(slots) :]))


def check_types(callee: Filter | Test, value: Type, bound: Bound[Type]) -> None:
    """Raise `FilterError` where the piped type, or an argument's, is sure not to fit."""
    if not fits(callee.takes, value):
        wanted, got = described(callee.takes), described((present(value).word,))
        raise FilterError(f"`{callee.name}` takes {wanted}, not {got}.")
    for parameter in callee.parameters:
        given = bound.arguments.get(parameter.name)
        if given is not None and not fits(parameter.takes, given):
            wanted, got = described(parameter.takes), described((present(given).word,))
            raise FilterError(f"`{callee.name}` wants {wanted} as `{parameter.name}`, not {got}.")


def _too_many(name: str, count: int) -> str:
    if count == 0:
        return f"`{name}` takes no arguments."
    return f"`{name}` takes at most {count} argument{'s' if count > 1 else ''}."


def _check_name(callee: Filter | Test, name: str, arguments: Mapping[str, object]) -> None:
    names = [parameter.name for parameter in callee.parameters]
    if name not in names:
        meant = near(name, names)
        help = f"Did you mean `{meant}`?" if meant else usage(callee)
        raise FilterError(f"`{callee.name}` has no argument `{name}`.", help)
    if name in arguments:
        raise FilterError(f"`{callee.name}` gets `{name}` twice.")


def usage(callee: Filter | Test) -> str:
    """Return the signature as a help line: ``Write it as `replace(old, new, count=...)`.``."""
    parts = [_written(parameter) for parameter in callee.parameters]
    parts += ["..."] if callee.variadic else []
    return f"Write it as `{callee.name}({', '.join(parts)})`." if parts else "It has no arguments."


def _written(parameter: Parameter) -> str:
    if parameter.required:
        return parameter.name
    if parameter.default is None:
        return f"{parameter.name}=..."
    default = repr(parameter.default)
    return f"{parameter.name}={default.lower() if parameter.takes == BOOLEAN else default}"


def known(what: str, name: str, table: Mapping[str, T]) -> T:
    """Return the filter or test (`what`) of that name; `FilterError` where there is none."""
    found = table.get(name)
    if found is None:
        meant = near(name, table)
        help = f"Did you mean `{meant}`?" if meant else None
        raise FilterError(f"There is no {what} `{name}`.", help)
    return found
