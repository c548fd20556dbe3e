"""A message's plans checked: expressions by their types, payloads by schemas and rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgc.check.causes import unsaid
from msgc.check.plans import check_plan
from msgc.check.pointers import with_pointers
from msgc.check.sure import sure_breaches
from msgc.check.types import check_types
from msgc.diagnostics import Diagnostic, finding
from msgc.infer.types_of import new_inference
from msgc.late import Late
from msgc.pipeline.messages import Message, locales_of, scope_of
from msgc.plan import Object, roots_of
from msgc.source import Span
from msgc.syntax.nodes import Mapping

# Most messages declare their variables.
if TYPE_CHECKING:
    from msgc.pipeline import inferring
else:
    inferring = Late("msgc.pipeline.inferring")

UNKNOWN_KEY = "MSG110"
# Faults beside which every use of a variable has still been seen.
BESIDE_USES = (
    *("MSG114", "MSG115", "MSG117", "MSG124", "MSG204", "MSG205", "MSG206", "MSG207", "MSG208"),
    *("MSG209", "MSG219"),
)
# So are faults of the payload: the API's schema, the platform.
OF_PAYLOADS = ("MSG3", "MSG4")


def judge(message: Message) -> None:
    """Add what is wrong with a message's plans; without `vars`, infer its variables first."""
    if not message.declared:
        message.variables, found = inferring.inferred(message)
        message.found += found
    used: set[str] = set()
    unread = [each.span for each in message.found if each.code == UNKNOWN_KEY]
    for locale, plan in message.plans.items():
        inference = new_inference(locales_of(message, locale))
        for root in roots_of(plan):
            check_types(root, scope_of(message, message.variables), inference, message.kinds)
        message.kinds.pieces.update(inference.pieces)
        for root in roots_of(plan):
            _check_payload(message, root, unread)
        message.found += inference.found
        used |= inference.used
    message.found += _unused(message, used)
    message.found[:] = with_pointers(message.found, message.roots)


def _check_payload(message: Message, root: Object, unread: Sequence[Span]) -> None:
    checked = check_plan(root, message.kinds, message.rules, unread)
    if checked.is_settled:
        message.settled.add(id(root))
        return
    found = checked.found
    message.found += [*found, *unsaid(sure_breaches(root, message.kinds), found)]


def unsilenced(message: Message) -> list[Diagnostic]:
    """Return the findings that no comment silences, and what the schema says where one does.

    A rule's finding stands for the schema's of the same place.
    """
    kept = message.ignores.kept(message.found)
    silenced = {found.pointer for found in message.found if found not in kept} - {None}
    if silenced:
        schema = (d for root in message.roots for d in check_plan(root, message.kinds, ()).found)
        kept += [found for found in schema if found.pointer in silenced and found not in kept]
    return kept


def _hides_uses(found: list[Diagnostic]) -> bool:
    """Tell whether a fault may be a misspelt use, or may have kept a use from being read."""
    beside = (d.code in BESIDE_USES or d.code.startswith(OF_PAYLOADS) for d in found if d.is_error)
    return not all(beside)


def _unused(message: Message, used: set[str]) -> list[Diagnostic]:
    """Return a warning for each variable that the message itself declares and never uses."""
    entry = message.template.entry("vars")
    if entry is None or not isinstance(entry.value, Mapping) or _hides_uses(message.found):
        return []
    help = "Take it out of `vars`, or write it where it belongs."
    return [
        finding("MSG210", f"`{each.key.value}` is never used", each.key.span, help=help)
        for each in entry.value
        if each.key.value in message.variables.fields and each.key.value not in {*used, "locale"}
    ]
