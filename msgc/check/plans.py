"""A plan against the API's schema: all that is known before there is a row."""

from __future__ import annotations

from dataclasses import replace

from msgc.check.abstract import abstract
from msgc.check.breach import Breach, Path
from msgc.check.kinds import Kinds
from msgc.check.rules.engine import Rules, rule_breaches
from msgc.check.schema import verify
from msgc.diagnostics import Diagnostic, finding, pointer
from msgc.plan import Array, Object, PlanNode, Region
from msgc.source import Span


def check_plan(payload: Object, kinds: Kinds, rules: Rules) -> list[Diagnostic]:
    """Return what a payload surely breaks, each at the author's words."""
    value = abstract(payload, kinds)
    found = [*verify(value), *rule_breaches(value, rules)]
    return [as_diagnostic(breach, payload) for breach in found]


def as_diagnostic(breach: Breach, payload: Object) -> Diagnostic:
    """Return a breach as a finding at the words that make it."""
    breach = _in_words(breach)
    return finding(
        breach.code,
        breach.message,
        span_of(payload, breach.path, breach.at_key),
        help=breach.help,
        pointer=pointer(breach.path),
        severity=breach.severity,
    )


def _in_words(breach: Breach) -> Breach:
    """Say it in the language's word where the API's field has one of its own."""
    if breach.code != "MSG302" or breach.path or breach.member != "receiver":
        return breach
    what = "the message goes to nobody: `to` is missing"
    return replace(breach, message=what, help='Write `to:`, such as `to: "{{ phone }}"`.')


def span_of(node: PlanNode, path: Path, at_key: bool) -> Span:
    """Return the author's words for a place of the plan; the nearest around it that has some."""
    span = node.span
    at: PlanNode | Region | None = node
    for depth, part in enumerate(path):
        at = at.body if isinstance(at, Region) else at
        if isinstance(at, Object):
            member = next((m for m in at.members if m.name == part), None)
            if member is None:
                return span
            is_last = depth == len(path) - 1
            at, span = member.value, member.key_span if at_key and is_last else member.value.span
        elif isinstance(at, Array) and isinstance(part, int) and part < len(at.items):
            at = at.items[part]
            span = at.span
        else:
            return span
    return span
