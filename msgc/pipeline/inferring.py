"""The variables of a message that declares none: what its uses tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgc.check.kinds import Kinds
from msgc.check.types import check_types
from msgc.diagnostics import Diagnostic
from msgc.infer.sketch import infer_variables
from msgc.infer.types_of import new_inference
from msgc.pipeline.messages import Message, locales_of, scope_of
from msgc.pipeline.uses import uses
from msgc.plan import roots_of
from msgc.source import Span
from msgc.syntax.expr import Expr, Name, walk
from msgc.types import ObjectType

MAY_BE_MISSING = "MSG212"


def inferred(message: Message) -> tuple[ObjectType, list[Diagnostic]]:
    """Return the variables that a message uses, and a finding for each that must be declared.

    A variable that is asked whether it is missing is optional, unless the message needs it where it
    doesn't ask, or makes sense of it only where it is there.
    """
    written = [expr for root in message.roots for expr in uses(root)]
    if not written:
        return ObjectType(), []
    constants = message.config.constants
    variables, found = infer_variables(written, constants)
    if any(field.optional for field in variables.fields.values()):
        spans = list(_needing(message, variables))
        variables, found = infer_variables(written, constants, _names_in(spans, written))
    return variables, found


def _needing(message: Message, variables: ObjectType) -> Iterator[Span]:
    """Yield the places where the rows of a type may lack what is needed, or never have it right.

    A value of which a default makes another type is no longer known, so that a fault of it shows
    only without its "may be missing".
    """
    fields = {name: replace(each, optional=False) for name, each in variables.fields.items()}
    for found in _findings(message, ObjectType(fields=fields)):
        if found.is_error:
            yield found.span
    for found in _findings(message, variables):
        if found.code == MAY_BE_MISSING:
            yield found.span


def _findings(message: Message, variables: ObjectType) -> Iterator[Diagnostic]:
    for locale, plan in message.plans.items():
        inference = new_inference(locales_of(message, locale))
        for root in roots_of(plan):
            check_types(root, scope_of(message, variables), inference, Kinds())
        yield from inference.found


def _names_in(spans: Iterable[Span], written: Iterable[Expr]) -> set[str]:
    names = [part for expr in written for part in walk(expr) if isinstance(part, Name)]
    return {name.name for span in spans for name in names if _is_inside(name.span, span)}


def _is_inside(inner: Span, outer: Span) -> bool:
    is_same = inner.source is outer.source
    return is_same and outer.start <= inner.start and inner.end <= outer.end
