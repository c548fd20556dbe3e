"""A plan against the API's schema: all that is known before there is a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from msgc.check.abstract import abstract
from msgc.check.breach import Breach, Path
from msgc.check.causes import OF_PLATFORM
from msgc.check.kinds import Kinds
from msgc.check.misplaced import can_move, in_words
from msgc.check.possible import is_open
from msgc.check.rules.engine import Rules
from msgc.check.verifying import breaches
from msgc.diagnostics import Diagnostic, Fix, finding, pointer
from msgc.late import Late
from msgc.plan import Array, Member, Object, PlanNode, Region, Static, find
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.rewording import replaced

# Few findings have a place to move to.
if TYPE_CHECKING:
    from msgc.check import moves
else:
    moves = Late("msgc.check.moves")


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a payload surely breaks; `is_settled` where all of it is known, and keeps all."""

    found: list[Diagnostic]
    is_settled: bool


def check_plan(
    payload: Object, kinds: Kinds, rules: Rules, unread: Iterable[Span] = ()
) -> PlanCheck:
    """Return what a payload surely breaks, each at the author's words.

    `unread` are keys that nobody knows: what a platform's rule misses beside one may be what it
    was meant to be.
    """
    value = abstract(payload, kinds)
    found = breaches(value, rules)
    kept = [breach for breach in found if not _may_be_unread(breach, payload, unread)]
    told = [as_diagnostic(breach, payload) for breach in kept]
    return PlanCheck(told, is_settled=not found and not is_open(value))


def _may_be_unread(breach: Breach, payload: Object, unread: Iterable[Span]) -> bool:
    if breach.member is None or breach.at_key or not breach.code.startswith(OF_PLATFORM):
        return False
    around = span_of(payload, breach.path, False)
    return any(
        around.source is key.source and around.start <= key.start < around.end for key in unread
    )


def as_diagnostic(breach: Breach, payload: Object) -> Diagnostic:
    """Return a breach as a finding at the words that make it."""
    breach = in_words(_in_words(breach))
    span = span_of(payload, breach.path, breach.at_key)
    return finding(
        breach.code,
        breach.message,
        span,
        help=breach.help,
        fix=_fix(breach, span, payload),
        pointer=pointer(breach.path),
        severity=breach.severity,
    )


def _in_words(breach: Breach) -> Breach:
    """Say it in the language's word where the API's field has one of its own."""
    if breach.code != "MSG302" or breach.path or breach.member != "receiver":
        return breach
    what = "the message goes to nobody: `to` is missing"
    return replace(breach, message=what, help='Write `to:`, such as `to: "{{ phone }}"`.')


def _fix(breach: Breach, span: Span, payload: Object) -> Fix | None:
    """Return the mend of what the author wrote as it stands in the payload."""
    members = {member.name: member for member in payload.members}
    if can_move(breach, members):
        return _moved(breach, members)
    if breach.mend is None:
        return None
    written = find(payload, breach.path)
    if breach.at_key:
        return replaced(span, breach.path[-1], breach.mend)
    return replaced(span, written.value, breach.mend) if isinstance(written, Static) else None


def _moved(breach: Breach, members: dict[str, Member]) -> Fix | None:
    owner = members[str(breach.path[0])]
    inside = owner.value.members if isinstance(owner.value, Object) else ()
    stray = next((each for each in inside if each.name == breach.path[1]), None)
    return moves.moved_out(_place(stray), _place(owner)) if stray else None


def _place(member: Member) -> moves.Place:
    return moves.Place(member.key_span, member.value.span)


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
