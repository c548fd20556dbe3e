"""Rows to payloads: one compiler for a message, fallback and locales included."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from msgc.check.abstract import literal
from msgc.check.author_schema import AuthorSchemas
from msgc.check.breach import UNKNOWN, Breach, Path
from msgc.check.plans import span_of
from msgc.check.quick_schema import quick_predicate
from msgc.check.rules.engine import Rules
from msgc.diagnostics import Diagnostic, finding, pointer
from msgc.emit.reference import Failure, Origins, Reference
from msgc.evaluate.values import EvalError
from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.pipeline.columns import columns_of
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.plan import Object, Plan, PlanNode, Region
from msgc.recipients.typed import RowReader
from msgc.records import dataclass

# The way out where an expression's own fault names none.
HELPS = {
    "MSG204": "Read it only where it is an object: put it inside an `if`.",
    "MSG206": "See what it takes with `msgc explain MSG206`.",
    "MSG207": "Convert one of the values, with `| int` or `| string`.",
    "MSG216": "Make it smaller.",
    "MSG217": "Guard it with an `if`, or give it a default.",
}
LOCALE = "locale"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A recipient's payload, and the fallback's where the message has one."""

    payload: object
    fallback: object | None


class Compiler:
    """Compiles the rows of one sound message; `reference` makes the reference of a payload."""

    def __init__(
        self,
        message: Message,
        reference: Callable[[Object, Rules], Reference] = Reference,
    ) -> None:
        self.message = message
        self._make = reference
        self.reader = RowReader(
            message.variables, FORMATS, AuthorSchemas(), quick_predicate, ecma, PATTERNS
        )
        self._references: dict[tuple[int, bool], Reference] = {}
        self._columns: dict[int, tuple[str, ...]] = {}

    def compile(self, row: dict[str, object]) -> Compiled | list[Diagnostic]:
        """Return what is sent for a typed row, or why nothing can be."""
        locale = row.get(LOCALE)
        locale = locale if isinstance(locale, str) and locale else None
        plan = self.message.plan_for(locale)
        names = {**self.message.config.constants, **row}
        return self._compile(plan, names, locale or DEFAULT_LOCALE)

    def _compile(
        self, plan: Plan, names: dict[str, object], locale: str
    ) -> Compiled | list[Diagnostic]:
        payload = self._payload(plan.payload, names, locale)
        if isinstance(payload, list):
            return payload
        if plan.fallback is None:
            return Compiled(payload[0], None)
        fallback = self._payload(plan.fallback, names, locale)
        return fallback if isinstance(fallback, list) else Compiled(payload[0], fallback[0])

    def _payload(
        self, root: Object, names: dict[str, object], locale: str
    ) -> tuple[object] | list[Diagnostic]:
        is_settled = id(root) in self.message.settled
        if is_settled and (payload := literal(root)) is not UNKNOWN:
            return (payload,)
        reference = self._reference(root, self.message.rules)
        if is_settled:
            # What is known of an expression's outcome doesn't say that it has one.
            with suppress(EvalError):
                return (reference.payload(names, locale),)
        outcome = reference.compile(names, locale)
        if not isinstance(outcome, Failure):
            return (outcome,)
        if outcome.error is not None:
            error = outcome.error
            help = error.help or HELPS.get(error.code)
            at = pointer(outcome.path)
            return [finding(error.code, error.message, error.span, help=help, pointer=at)]
        broken = [self._diagnostic(each, outcome.origins, root) for each in outcome.breaches]
        kept = self.message.ignores.kept(broken)
        return kept or self._unruled(root, names, locale)

    def _unruled(
        self, root: Object, names: dict[str, object], locale: str
    ) -> tuple[object] | list[Diagnostic]:
        """Return what the API's schema says, where comments silence all that the rules say."""
        reference = self._reference(root, ())
        outcome = reference.compile(names, locale)
        if not isinstance(outcome, Failure):
            return (outcome,)
        return [self._diagnostic(each, outcome.origins, root) for each in outcome.breaches]

    def _diagnostic(self, breach: Breach, origins: Origins, root: Object) -> Diagnostic:
        """Return a row's breach as a finding at the author's words that made the value."""
        node, rest = _made_by(breach, origins, root)
        span = node.span if isinstance(node, Region) else span_of(node, rest, breach.at_key)
        return finding(
            breach.code,
            breach.message,
            span,
            help=breach.help,
            pointer=pointer(breach.path),
            severity=breach.severity,
            columns=self._columns_of(node),
        )

    def _columns_of(self, node: PlanNode | Region) -> tuple[str, ...]:
        """Return the columns that make a node, which are the same for all rows."""
        if id(node) not in self._columns:
            self._columns[id(node)] = columns_of(node, self.message.variables)
        return self._columns[id(node)]

    def _reference(self, root: Object, rules: Rules) -> Reference:
        key = id(root), bool(rules)
        if key not in self._references:
            self._references[key] = self._make(root, rules)
        return self._references[key]


def _made_by(breach: Breach, origins: Origins, root: Object) -> tuple[PlanNode | Region, Path]:
    """Return what made the value that is at fault, and the way from there to it."""
    path = breach.path
    while path and path not in origins:
        path = path[:-1]
    return origins.get(path, root), breach.path[len(path) :]
