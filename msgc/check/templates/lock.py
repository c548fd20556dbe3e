"""A message's template against the lock: is it there, may it be sent, do its parameters fit."""

from __future__ import annotations

from msgc.check.templates.findings import TEMPLATE, Kinds, LockFindings
from msgc.check.templates.locales import check_locale
from msgc.check.templates.parameters import check_parameters
from msgc.check.templates.references import references
from msgc.lock.model import Lock
from msgc.plan import Hole, Object


def check_templates(payload: Object, lock: Lock, kinds: Kinds) -> LockFindings:
    """Return the findings of a payload that sends a template, none for another.

    `kinds` are the types of the payload's holes by `id(hole)`; one that isn't there can be
    anything. What can't be judged, because the lock lacks it or because it is known only with a
    row, is in `not_checked`.
    """
    findings = LockFindings()
    node = payload.get(TEMPLATE)
    if isinstance(node, Object):
        for reference in references(node, lock, kinds, findings):
            check_locale(node, reference, kinds, findings)
            check_parameters(node, reference, kinds, findings)
    elif isinstance(node, Hole):
        findings.leave("the template is known only with a row", node.span, (TEMPLATE,))
    return findings
