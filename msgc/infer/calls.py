"""Filters and tests: what they take, their arguments, what they make."""

from __future__ import annotations

from collections.abc import Mapping

from msgc import filters
from msgc.diagnostics import finding
from msgc.filters.binding import bind
from msgc.filters.guard import LOCALE
from msgc.filters.model import Filter as FilterRow
from msgc.filters.model import FilterError
from msgc.filters.model import Test as TestRow
from msgc.filters.synonyms import SYNONYMS
from msgc.filters.words import described, fits
from msgc.infer.inference import Inference, there
from msgc.infer.names import listed
from msgc.infer.narrowing import narrow_truth
from msgc.infer.scope import Scope
from msgc.infer.written import missing_fault, words_for
from msgc.joins import join
from msgc.nearby import near
from msgc.syntax import expr as ex
from msgc.syntax.rewording import renamed
from msgc.texts import EMPTY, words_type
from msgc.types import (
    OMIT,
    BooleanType,
    Type,
    UnknownType,
    may_be_missing,
    may_omit,
    present,
)


def filter_type(inference: Inference, expr: ex.Filter, scope: Scope) -> Type:
    """Return what a filter makes of its value."""
    arguments = [inference.type_of(arg, scope) for arg in expr.args]
    named = {name: inference.type_of(arg, scope) for name, arg in expr.named}
    row = filters.FILTERS.get(expr.name)
    if row is None:
        inference.type_of(expr.target, scope)
        return _unknown_word(inference, "filter", expr, filters.FILTERS)
    if expr.name in ("default", "d"):
        return _default(inference, row, expr, scope, arguments, named)
    target = inference.type_of(expr.target, scope)
    if not row.takes_missing:
        target = _taken(inference, expr, row, target)
    return _result(inference, row, expr, target, arguments, named)


def _taken(
    inference: Inference, expr: ex.Filter | ex.Test, row: FilterRow | TestRow, target: Type
) -> Type:
    """Check the piped value against what the filter or test takes."""
    if may_omit(target):
        inference.omit_inside(expr.target)
    inference.found += missing_fault(target, expr.target.span)
    if not fits(row.takes, target):
        takes = described(row.takes)
        is_ = f"`{expr.target.span.text}` is {present(target).phrase}"
        what = f"`{expr.name}` takes {takes}, and {is_}"
        words = words_for(target, expr.target.span) if "string" in row.takes else None
        help = words or f"Give it {takes}, or use another filter."
        inference.report("MSG206", what, expr.target, help)
    return present(target)


def _default(
    inference: Inference,
    row: FilterRow,
    expr: ex.Filter,
    scope: Scope,
    arguments: list[Type],
    named: Mapping[str, Type],
) -> Type:
    target = inference.type_of(expr.target, scope)
    bound = _bound(inference, row, expr, arguments, named)
    fallback = bound.get("default_value", EMPTY)
    if not may_be_missing(target) and "boolean" not in bound and not _is_open(target):
        return target
    kept = narrow_truth(there(target), True) if _is_sure(expr) else there(target)
    return join(kept, fallback)


def _is_sure(expr: ex.Filter) -> bool:
    """Tell whether `default(x, true)` stands there, which keeps no value that is false."""
    given = dict(expr.named).get("boolean", expr.args[1] if len(expr.args) > 1 else None)
    return isinstance(given, ex.Const) and given.value is True


def _result(
    inference: Inference,
    row: FilterRow,
    expr: ex.Filter,
    target: Type,
    arguments: list[Type],
    named: Mapping[str, Type],
) -> Type:
    bound = _bound(inference, row, expr, arguments, named)
    rest = tuple(arguments[len([p for p in row.parameters if not p.named_only]) :])
    if row.uses_locale and inference.locales:
        bound = {**bound, LOCALE: words_type(inference.locales)}
    try:
        return row.result(target, bound, rest)
    except FilterError as error:
        what = error.message.rstrip(".")
        inference.found.append(finding("MSG206", what, expr.span, help=error.help))
        return UnknownType()


def _bound(
    inference: Inference,
    row: FilterRow | TestRow,
    expr: ex.Filter | ex.Test,
    arguments: list[Type],
    named: Mapping[str, Type],
) -> dict[str, Type]:
    """Bind the arguments' types to the parameters; what doesn't fit is a finding."""
    try:
        bound = bind(row, arguments, named).arguments
    except FilterError as error:
        what = error.message.rstrip(".")
        inference.found.append(finding("MSG206", what, expr.name_span, help=error.help))
        return {}
    takes = {parameter.name: parameter.takes for parameter in row.parameters}
    places = dict(zip((p.name for p in row.parameters), expr.args, strict=False))
    places.update(dict(expr.named))
    for name, kind in bound.items():
        _check_argument(inference, expr.name, name, takes[name], kind, places.get(name, expr))
    return dict(bound)


def _check_argument(
    inference: Inference, callee: str, name: str, takes: tuple[str, ...], kind: Type, where: ex.Expr
) -> None:
    if kind != OMIT:
        inference.found += missing_fault(kind, where.span)
    if not fits(takes, kind):
        takes_words = described(takes)
        what = f"`{callee}` takes {takes_words} as `{name}`, not {present(kind).phrase}"
        inference.report("MSG206", what, where, f"Write {takes_words} there.")


def _unknown_word(
    inference: Inference, what: str, expr: ex.Filter | ex.Test, known: Mapping[str, object]
) -> Type:
    same = SYNONYMS.get(expr.name.lower()) if known is filters.FILTERS else None
    meant = same or near(expr.name, known)
    help = f"Did you mean `{meant}`?" if meant else f"The {what}s are {listed(known)}."
    told = f"there is no {what} `{expr.name}`"
    fix = renamed(expr.name_span, expr.name, known)
    inference.found.append(finding("MSG205", told, expr.name_span, help=help, fix=fix))
    return UnknownType()


def test_type(inference: Inference, expr: ex.Test, scope: Scope) -> Type:
    """Check a test; its outcome is a boolean."""
    arguments = [inference.type_of(arg, scope) for arg in expr.args]
    named = {name: inference.type_of(arg, scope) for name, arg in expr.named}
    target = inference.type_of(expr.target, scope)
    row = filters.TESTS.get(expr.name)
    if row is None:
        _unknown_word(inference, "test", expr, filters.TESTS)
        return BooleanType()
    _bound(inference, row, expr, arguments, named)
    if not row.takes_missing:
        _taken(inference, expr, row, target)
    return BooleanType()


def _is_open(kind: Type) -> bool:
    return isinstance(present(kind), UnknownType)
