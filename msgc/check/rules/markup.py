"""Rules about the marks that WhatsApp formats words by, in data that is written into a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from msgc.chars import MARKUP
from msgc.check.breach import Unknown
from msgc.check.possible import Possible, kind_of
from msgc.check.rules.model import Outcome, Test
from msgc.late import Late
from msgc.types import StringType, Type

# Had where a text isn't known.
if TYPE_CHECKING:
    from msgc.syntax import expr as exprs
else:
    exprs = Late("msgc.syntax.expr")

FILTER = "plain"


def plain_data(_wanted: bool) -> Test:
    """Data in the text brings no marks: by its type, or because a filter has been at it.

    This asks how the text is written, whatever the row; a text that is known has no data.
    """

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, Possible) and value.hole is not None:
            pieces = list(_written(value.hole.expr))
            bare = [each for each in pieces if _is_safe(each, value) is False]
            unknown = any(_is_safe(each, value) is None for each in pieces)
            yield Outcome(False if bare else None if unknown else True, *_words(bare))
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def _words(bare: list[exprs.Expr]) -> tuple[str, str | None]:
    if not bare:
        return "", None
    named = list(dict.fromkeys(f"`{each.span.text.strip()}`" for each in bare))
    told = f"shows {' and '.join(named)}, whose * _ ~ and ` WhatsApp takes for its own"
    return told, f"Write `{{{{ {bare[0].span.text.strip()} | {FILTER} }}}}`."


def _written(expr: exprs.Expr) -> Iterator[exprs.Expr]:
    """Yield the expressions that a text writes out, in its tags and included files too."""
    if isinstance(expr, exprs.Join):
        for part in expr.parts:
            yield from _written(part)
    elif isinstance(expr, exprs.If | exprs.For | exprs.Include):
        for body in _bodies(expr):
            yield from _written(body)
    elif not isinstance(expr, exprs.Text):
        yield expr


def _bodies(expr: exprs.If | exprs.For | exprs.Include) -> list[exprs.Join]:
    if isinstance(expr, exprs.If):
        found = [*(branch.body for branch in expr.branches), expr.otherwise]
    else:
        found = [expr.body, expr.otherwise if isinstance(expr, exprs.For) else None]
    return [body for body in found if body is not None]


def _is_safe(expr: exprs.Expr, value: Possible) -> bool | None:
    """Tell whether data brings no marks of its own, None where its type isn't known."""
    if isinstance(expr, exprs.Filter) and expr.name == FILTER:
        return True
    is_whole = value.hole is not None and value.hole.expr is expr
    kind: Type | None = kind_of(value) if is_whole else value.pieces.get(id(expr))
    if not isinstance(kind, StringType):
        return None
    return kind.enum is not None or not kind.chars & MARKUP


KEYWORDS: dict[str, Callable[[Any], Test]] = {"plainData": plain_data}
