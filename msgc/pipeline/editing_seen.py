"""The types of a message's expressions, kept by where each is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path

from msgc.check.kinds import Kinds
from msgc.check.types import check_types
from msgc.infer.inference import Inference
from msgc.infer.scope import Scope
from msgc.infer.types_of import RULES
from msgc.joins import join
from msgc.pipeline.messages import Message, locales_of, scope_of
from msgc.plan import roots_of
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex
from msgc.types import Type

# What holds other expressions and text, and has no value that an author would ask for.
AROUND = (ex.Text, ex.Join, ex.If, ex.For, ex.Include, ex.Broken)


@dataclass(frozen=True, slots=True)
class Seen:
    """An expression, the scope it stands in, and what it can become there."""

    expr: ex.Expr
    scope: Scope
    kind: Type


class Watching(Inference):
    """An inference that keeps what it has seen."""

    def __init__(self, locales: tuple[str, ...] = ()) -> None:
        super().__init__(RULES, locales)
        self.seen: list[Seen] = []

    def type_of(self, expr: ex.Expr, scope: Scope) -> Type:
        """Return what the expression can become in the scope."""
        kind = super().type_of(expr, scope)
        self.seen.append(Seen(expr, scope, kind))
        return kind


def seen_in(message: Message, path: Path) -> Iterator[Seen]:
    """Yield the expressions of a message that are written in one file, in every locale."""
    scope = scope_of(message, message.variables)
    for locale, plan in message.plans.items():
        watching = Watching(locales_of(message, locale))
        for root in roots_of(plan):
            check_types(root, scope, watching, Kinds())
        yield from (each for each in watching.seen if each.expr.span.source.path == path)


def seen_at(message: Message, path: Path, offset: int) -> Seen | None:
    """Return the innermost expression at an offset of a file; None between them.

    Its type holds what it can become in any of the message's locales.
    """
    values = (each for each in seen_in(message, path) if not isinstance(each.expr, AROUND))
    found = [each for each in values if holds(each.expr.span, offset)]
    if not found:
        return None
    inner = min(found, key=lambda each: each.expr.span.end - each.expr.span.start)
    same = [each.kind for each in found if _is_same(each.expr, inner.expr)]
    return Seen(inner.expr, inner.scope, reduce(join, same))


def _is_same(one: ex.Expr, other: ex.Expr) -> bool:
    spans = (one.span, other.span)
    return type(one) is type(other) and len({(each.start, each.end) for each in spans}) == 1


def holds(span: Span, offset: int) -> bool:
    """Tell whether an offset is in a span, or right at its end, as a cursor is after a word."""
    return span.start <= offset <= span.end
