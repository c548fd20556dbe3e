"""The parameters of a template message: each variable has a value, of its type, in its limit."""

from __future__ import annotations

from msgc.check.templates.findings import Kinds, LockFindings
from msgc.check.templates.given import (
    PARAMETERS,
    VARIABLES,
    AllGiven,
    Given,
    given_by,
    type_word,
)
from msgc.check.templates.limits import check_limit
from msgc.check.templates.references import Reference
from msgc.diagnostics import Fix
from msgc.facts.files import CREATE_MESSAGE, load_schema
from msgc.lock.model import LockedVariable
from msgc.nearby import near
from msgc.plan import Object

MISSING, EXTRA, WRONG_TYPE = "MSG493", "MSG494", "MSG495"
Variables = dict[str, LockedVariable]


def check_parameters(
    node: Object, reference: Reference, kinds: Kinds, findings: LockFindings
) -> None:
    """Check what a message gives against the variables of the template."""
    given = given_by(node, kinds)
    if reference.template.variables is None:
        what = f"`msgc.lock` doesn't tell the variables of {reference.shown}"
        findings.leave(what, given.span, given.path)
        return
    variables = dict(reference.template.variables)
    lacking = _lacking(variables, given)
    extra = [each for each in given.values if each.key not in variables]
    misspelt = _misspelt(extra, lacking)
    for each in extra:
        _report_extra(each, misspelt.get(each.key), variables, reference, findings)
    meant = set(misspelt.values())
    _report_lacking([k for k in lacking if k not in meant], given, reference, findings)
    _leave_unsure(variables, given, findings)
    for each in given.values:
        if each.key in variables:
            _check_type(each, variables[each.key], kinds, findings)
            check_limit(each, variables[each.key].limit, kinds, findings)


def _lacking(variables: Variables, given: AllGiven) -> list[str]:
    """Return the variables that surely get no value."""
    if given.is_open:
        return []
    keys = {each.key for each in given.values}
    return [key for key in variables if key not in keys]


def _misspelt(extra: list[Given], lacking: list[str]) -> dict[str, str]:
    """Return which variable without a value each unknown key is likely to stand for."""
    found: dict[str, str] = {}
    for each in extra:
        meant = near(each.key, set(lacking) - set(found.values()))
        if meant is not None:
            found[each.key] = meant
    return found


def _report_extra(
    given: Given,
    meant: str | None,
    variables: Variables,
    reference: Reference,
    findings: LockFindings,
) -> None:
    if meant is not None:
        what = f"`{meant}` of {reference.shown} has no value, and it has no variable `{given.key}`"
        # Quoted or escaped, the words in the file aren't the key itself.
        is_plain = given.key_span.text == given.key
        fix = Fix(given.key_span, meant) if is_plain else None
        help = f"Did you mean `{meant}`?"
        findings.report(MISSING, what, given.key_span, given.path, help, fix=fix)
        return
    known = ", ".join(f"`{key}`" for key in variables)
    help = f"Its variables are {known}." if known else "It has no variables: take this one away."
    what = f"{reference.shown} has no variable `{given.key}`"
    findings.report(EXTRA, what, given.key_span, given.path, help)


def _report_lacking(
    keys: list[str], given: AllGiven, reference: Reference, findings: LockFindings
) -> None:
    word = VARIABLES if VARIABLES in given.path else PARAMETERS
    for key in keys:
        what = f"the variable `{key}` of {reference.shown} has no value"
        help = f'Write it below `{word}:`, such as `{key}: "{{{{ ... }}}}"`.'
        findings.report(MISSING, what, given.span, given.path, help)


def _leave_unsure(variables: Variables, given: AllGiven, findings: LockFindings) -> None:
    sure = {each.key for each in given.values if each.is_sure}
    maybe = {each.key for each in given.values} - sure
    for key in variables:
        if key not in sure and (given.is_open or key in maybe):
            what = f"whether `{key}` always gets a value is known only with a row"
            findings.leave(what, given.span, given.path)


def _check_type(
    given: Given, variable: LockedVariable, kinds: Kinds, findings: LockFindings
) -> None:
    if variable.type not in parameter_types():
        said = "doesn't tell its type" if variable.type is None else f"says `{variable.type}`"
        what = f"the type of `{given.key}` can't be compared: `msgc.lock` {said}"
        findings.leave(what, given.key_span, given.path)
        return
    word = type_word(given, kinds)
    if word is None:
        what = f"the message doesn't tell the type of `{given.key}`"
        findings.leave(what, given.key_span, given.path)
    elif word != variable.type:
        what = (
            f"`{given.key}` is sent as `{word}`, and the template's variable is `{variable.type}`"
        )
        help = f"Write `{given.key}: {{type: {variable.type}, value: ...}}`."
        path = (*given.path, "type")
        findings.report(WRONG_TYPE, what, given.key_span, path, help)


def parameter_types() -> list[str]:
    """Return the words of the API for a parameter's type."""
    definitions = load_schema(CREATE_MESSAGE)["$defs"]
    assert isinstance(definitions, dict)
    words: list[str] = definitions["TemplateParameter"]["properties"]["type"]["enum"]
    return words
