"""The locale of a template message: the template must be approved in it."""

from __future__ import annotations

from msgc.check.templates.findings import TEMPLATE, Kinds, LockFindings, Path, values_of
from msgc.check.templates.references import NOT_SENDABLE, Reference
from msgc.diagnostics import Severity
from msgc.lock.model import MIXED, PAUSED_WORDS, LockedTemplate, is_usable, same_locale
from msgc.plan import Object
from msgc.source import Span

NOT_APPROVED = "MSG491"
PATH: Path = (TEMPLATE, "locale")


def check_locale(node: Object, reference: Reference, kinds: Kinds, findings: LockFindings) -> None:
    """Check every locale that the message can ask for."""
    written = node.get("locale")
    if written is None:
        what = f"the message names no locale, so none of {reference.shown} is checked"
        findings.leave(what, reference.span, (TEMPLATE,))
        return
    values = values_of(written, kinds)
    if values is None:
        findings.leave("the locale is known only with a row", written.span, PATH)
        return
    # Where only some rows ask for a locale, the message can be right for the others.
    severity = Severity.WARNING if len(values) > 1 else None
    for tag in values:
        _check_one(tag, written.span, reference, findings, severity)


def _check_one(
    tag: str, span: Span, reference: Reference, findings: LockFindings, severity: Severity | None
) -> None:
    locales = reference.template.locales
    if locales is None:
        what = f"`msgc.lock` doesn't tell the locales of {reference.shown}"
        findings.leave(what, span, PATH)
        return
    known = next((each for each in locales if same_locale(each, tag)), None)
    if known is None:
        what = f"{reference.shown} has no locale `{tag}`"
        help = _approved(reference.template)
        findings.report(NOT_APPROVED, what, span, PATH, help, severity=severity)
    else:
        _check_approval(tag, locales[known], span, reference, findings, severity)


def _check_approval(
    tag: str,
    word: str | None,
    span: Span,
    reference: Reference,
    findings: LockFindings,
    severity: Severity | None,
) -> None:
    usable = is_usable(word)
    if usable is False:
        code = NOT_SENDABLE if word in PAUSED_WORDS else NOT_APPROVED
        what = f"{reference.shown} is `{word}` in the locale `{tag}`"
        findings.report(code, what, span, PATH, _approved(reference.template), severity=severity)
    elif usable is None:
        said = {None: "doesn't tell it", MIXED: "says both yes and no"}.get(word, f"says `{word}`")
        what = f"whether {reference.shown} is approved in `{tag}` isn't known: `msgc.lock` {said}"
        findings.leave(what, span, PATH)


def _approved(template: LockedTemplate) -> str:
    approved = [tag for tag, word in (template.locales or {}).items() if is_usable(word)]
    if not approved:
        return "Have it approved in the account, then run `msgc lock` again."
    return f"It is approved in {', '.join(f'`{tag}`' for tag in approved)}: write one of these."
