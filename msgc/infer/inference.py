"""One inference: its faults, the names it has read, and what all rules use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.diagnostics import Diagnostic, Fix, finding
from msgc.infer.narrowing import path_of
from msgc.infer.scope import Scope
from msgc.infer.written import missing_fault, text_faults
from msgc.joins import join_strings
from msgc.syntax import expr as ex
from msgc.texts import written_type
from msgc.types import OptionalType, StringType, Type, may_be_missing, may_omit, present


class Inference:
    """Infers types within one message; `found` are its faults, `used` the names it has read.

    `rules` give the type of each kind of expression. `refused` are names that a tag which isn't
    allowed would have made. `locales` are those that filters may format for; none: any. `pieces`
    are the types of what is written in texts, by the expression's identity.
    """

    def __init__(self, rules: Rules, locales: tuple[str, ...] = ()) -> None:
        self.locales = locales
        self.pieces: dict[int, StringType] = {}
        self.found: list[Diagnostic] = []
        self.used: set[str] = set()
        self.refused: set[str] = set()
        self._rules = rules

    def type_of(self, expr: ex.Expr, scope: Scope) -> Type:
        """Return what the expression can become in the scope."""
        kind = self._rules[type(expr)](self, expr, scope)
        path = path_of(expr)
        if path is None:
            return kind
        kind = there(kind) if path in scope.there else kind
        return scope.narrowed_type(path, kind)

    def needed(self, expr: ex.Expr, scope: Scope) -> Type:
        """Return the type of an operand that must be there, without its "may be missing"."""
        kind = self.type_of(expr, scope)
        if may_omit(kind):
            self.omit_inside(expr)
        self.found += missing_fault(kind, expr.span)
        return present(kind)

    def write(self, expr: ex.Expr, scope: Scope) -> StringType:
        """Check an expression that is written out as a piece of text; return the piece's type."""
        kind = self.type_of(expr, scope)
        if isinstance(expr, ex.Text | ex.If | ex.For | ex.Include | ex.Join):
            return self._piece(expr, written_type(kind))
        if may_omit(kind):
            self.omit_inside(expr)
        else:
            self.found += text_faults(kind, expr.span)
        return self._piece(expr, written_type(present(kind)))

    def _piece(self, expr: ex.Expr, kind: StringType) -> StringType:
        """Keep the type of a piece; included words are met once for each place they stand at."""
        known = self.pieces.get(id(expr))
        self.pieces[id(expr)] = join_strings(known, kind) if known else kind
        return kind

    def omit_inside(self, expr: ex.Expr) -> None:
        """Report an `omit` that stands where only a piece of a value does."""
        what = "`omit` drops a whole value, not a piece of one"
        self.report("MSG219", what, expr, "Write it as the whole value: `{{ x | default(omit) }}`.")

    def report(
        self,
        code: str,
        what: str,
        where: ex.Expr,
        help: str | None = None,
        fix: Fix | None = None,
    ) -> None:
        """Add a finding at an expression."""
        self.found.append(finding(code, what, where.span, help=help, fix=fix))


Rules = Mapping[type[ex.Expr], Callable[[Inference, Any, Scope], Type]]


def there(kind: Type) -> Type:
    """Return the type without its "may be missing"; what may be omitted still may."""
    if not may_be_missing(kind):
        return kind
    return (
        OptionalType(present(kind), missing=False, omit=True) if may_omit(kind) else present(kind)
    )
