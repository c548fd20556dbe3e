"""How long a parameter can get, against the most characters that its variable may have."""

from __future__ import annotations

from msgc.check.templates.findings import Kinds, LockFindings, Path
from msgc.check.templates.given import Given
from msgc.diagnostics import Severity
from msgc.plan import Hole, PlanNode, Static
from msgc.types import StringType, Type, UnknownType, present

TOO_LONG = "MSG496"


def check_limit(given: Given, limit: int | None, kinds: Kinds, findings: LockFindings) -> None:
    """Check the length of a value; one that has no bound, or isn't text, is left for each row."""
    value = given.value
    path = given.path if given.type is None else (*given.path, "value")
    if value is None:
        return
    if limit is None:
        what = f"`msgc.lock` tells no character limit of `{given.key}`"
        findings.leave(what, value.span, path)
        return
    _compare(given.key, value, lengths(value, kinds), limit, path, findings)


def _compare(
    key: str,
    value: PlanNode,
    length: tuple[int, int | None],
    limit: int,
    path: Path,
    findings: LockFindings,
) -> None:
    least, most = length
    if least > limit:
        count = least if least == most else f"at least {least}"
        what = f"`{key}` has {count} characters, and the template allows {limit}"
        help = f"Shorten it to {limit} characters."
        findings.report(TOO_LONG, what, value.span, path, help, severity=Severity.ERROR)
    elif most is None or most > limit:
        what = f"how long `{key}` gets is known only with a row; it may have {limit}"
        findings.leave(what, value.span, path, limit, key)


def lengths(value: PlanNode, kinds: Kinds) -> tuple[int, int | None]:
    """Return the least and the most code points of a value; None for the most: not known."""
    if isinstance(value, Static):
        length = len(value.value) if isinstance(value.value, str) else None
        return (length or 0, length)
    if not isinstance(value, Hole):
        return (0, None)
    kind: Type = present(kinds.get(id(value), UnknownType()))
    if not isinstance(kind, StringType):
        return (0, None)
    if kind.enum:
        return (min(map(len, kind.enum)), max(map(len, kind.enum)))
    return (kind.min_length, kind.max_length)
