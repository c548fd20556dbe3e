"""What checking a template message against the lock comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from msgc.diagnostics import Diagnostic, Fix, Severity, finding, pointer
from msgc.plan import Hole, PlanNode, Static
from msgc.records import dataclass
from msgc.source import Span
from msgc.types import StringType, Type, present

Path = tuple[str | int, ...]
Kinds = Mapping[int, Type]
TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A check that couldn't be made, and why: nothing is claimed to have passed.

    `limit` is the most characters that the value at `path`, that of the parameter `key`, may have,
    where that is what is left.
    """

    what: str
    span: Span
    path: Path
    limit: int | None = None
    key: str | None = None


@dataclass(slots=True)
class LockFindings:
    """The findings of a template message, and the checks that are left."""

    found: list[Diagnostic] = field(default_factory=list)
    not_checked: list[NotChecked] = field(default_factory=list)

    def report(
        self,
        code: str,
        what: str,
        span: Span,
        path: Path,
        help: str | None = None,
        *,
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> None:
        """Add a finding at a place of the payload."""
        at = pointer(path)
        self.found.append(
            finding(code, what, span, help=help, pointer=at, severity=severity, fix=fix)
        )

    def leave(
        self,
        what: str,
        span: Span,
        path: Path,
        limit: int | None = None,
        key: str | None = None,
    ) -> None:
        """Add a check that is left."""
        self.not_checked.append(NotChecked(what, span, path, limit, key))


def values_of(node: PlanNode | None, kinds: Kinds) -> tuple[str, ...] | None:
    """Return all texts that a value can become; None where they aren't known."""
    if isinstance(node, Static):
        return (node.value,) if isinstance(node.value, str) else None
    if not isinstance(node, Hole):
        return None
    kind = kinds.get(id(node))
    kind = present(kind) if kind is not None else None
    return kind.enum if isinstance(kind, StringType) else None
