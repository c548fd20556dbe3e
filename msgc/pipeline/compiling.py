"""Rows to payloads: one compiler for a message, fallback and locales included."""

from __future__ import annotations

from dataclasses import dataclass, replace

from msgc.check.author_schema import AuthorSchemas
from msgc.check.breach import Breach
from msgc.check.plans import span_of
from msgc.diagnostics import Diagnostic, finding, pointer
from msgc.emit.reference import Failure, Origins, Reference
from msgc.facts.formats import FORMATS
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.plan import Object, Plan, Region
from msgc.recipients.typed import RowReader
from msgc.source import Span

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
    """Compiles the rows of one sound message."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.reader = RowReader(message.variables, FORMATS, AuthorSchemas())
        self._references: dict[int, Reference] = {}

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
        reference = self._references.setdefault(id(root), Reference(root, self.message.rules))
        outcome = reference.compile(names, locale)
        if not isinstance(outcome, Failure):
            return (outcome,)
        if outcome.error is not None:
            error = outcome.error
            help = error.help or HELPS.get(error.code)
            found = finding(error.code, error.message, error.span, help=help)
            return [replace(found, pointer=pointer(outcome.path))]
        origins = reference.origins(names, locale)
        return [_diagnostic(breach, origins, root) for breach in outcome.breaches]


def _diagnostic(breach: Breach, origins: Origins, root: Object) -> Diagnostic:
    """Return a row's breach as a finding at the author's words that made the value."""
    found = finding(breach.code, breach.message, _span(breach, origins, root), help=breach.help)
    return replace(found, pointer=pointer(breach.path))


def _span(breach: Breach, origins: Origins, root: Object) -> Span:
    path = breach.path
    while path and path not in origins:
        path = path[:-1]
    node = origins.get(path, root)
    rest = breach.path[len(path) :]
    if isinstance(node, Region):
        return node.span
    return span_of(node, rest, breach.at_key)
