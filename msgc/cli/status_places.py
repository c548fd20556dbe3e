"""The author's words that made a place of a payload, found without the recipient's row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgc.check.breach import Path
from msgc.check.plans import span_of
from msgc.cli.output_paths import hashes
from msgc.diagnostics import has_errors
from msgc.lock import FILE as LOCK
from msgc.pipeline.projects import Project
from msgc.plan import Array, Hole, Object, Plan, PlanNode, Region, Static, find
from msgc.push.failures import Failure, Refused
from msgc.push.plans import PlanSummary
from msgc.source import Span
from msgc.syntax.expr import Const, Expr, Join, Text


@dataclass(frozen=True, slots=True)
class AuthorPlace:
    """A place in a file, from 1; `column` is None where only the line is known."""

    file: str
    line: int
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class AuthorPlaces:
    """Finds places in the files that a run's plan was made from.

    `are_changed` tells that a file of the message isn't what it was, so that no place is told.
    """

    def __init__(self, project: Project, summary: PlanSummary) -> None:
        self._project, self._summary = project, summary
        self._changed = _changed_files(project, summary)
        # The catalog's settings and its lock change without any message being another.
        self.are_changed = bool(self._changed - {project.config.source.name, LOCK})
        self._plans = [] if self.are_changed else _plans_of(project, summary)

    def of(self, failure: Failure) -> AuthorPlace | None:
        """Return where the words of a failure's first row were written; None if it's unknown."""
        if failure.refused is None:
            return None
        if self._summary.message is None:
            return AuthorPlace(self._summary.rows, failure.rows[0])
        spans = {_span(root, failure.refused) for root in self._roots(failure.refused)}
        places = [_place(span) for span in spans if span.source.name not in self._changed]
        return places[0] if len(places) == 1 else None

    def _roots(self, refused: Refused) -> Iterator[Object]:
        """Yield what may have made a payload: the plans of the locales whose words it has."""
        for plan in self._plans:
            root = plan.fallback if refused.is_fallback else plan.payload
            if root is not None and _can_make(root, refused.payload):
                yield root


def _changed_files(project: Project, summary: PlanSummary) -> frozenset[str]:
    """Return the files of the message that aren't what they were."""
    if summary.message is None:
        return frozenset()
    if summary.message not in project.paths():
        return frozenset({summary.message})
    now = hashes(project, summary.message).items()
    return frozenset(name for name, _ in now ^ summary.sources.items())


def _plans_of(project: Project, summary: PlanSummary) -> list[Plan]:
    if summary.message is None or has_errors(project.config.found):
        return []
    return list(project.message(summary.message).plans.values())


def _span(root: Object, refused: Refused) -> Span:
    return span_of(root, plan_path(root, refused.path, refused.payload), at_key=False)


def _place(span: Span) -> AuthorPlace:
    line, column = span.source.position(span.start)
    return AuthorPlace(span.source.name, line, column)


def plan_path(root: PlanNode, path: Path, payload: object) -> Path:
    """Return the way in a plan to what made a place of a payload, as far as it is certain.

    Lists in the plan count entries as they are written, of which some are left out or repeated.
    """
    steps: list[str | int] = []
    node: PlanNode | Region | None = root
    at = payload
    for step in path:
        node = node.body if isinstance(node, Region) else node
        written = _written_step(node, at, step)
        if written is None:
            break
        steps.append(written)
        node = find(node, (written,)) if node is not None else None
        at = at[step] if isinstance(at, dict | list) else None  # type: ignore[index]
    return tuple(steps)


def _written_step(node: PlanNode | None, at: object, step: str | int) -> str | int | None:
    """Return the step in a plan that a step in its payload is; None where that isn't certain."""
    if isinstance(node, Object) and isinstance(at, dict):
        return step
    if isinstance(node, Array) and isinstance(at, list) and isinstance(step, int):
        return _written_index(node.items, step, len(at))
    return None


def _written_index(items: Sequence[PlanNode | Region], index: int, length: int) -> int | None:
    """Return which written entry made the entry at `index` of a list of this length."""
    varying = [place for place, item in enumerate(items) if isinstance(item, Region)]
    if not varying or index < varying[0]:
        return index
    behind = len(items) - 1 - varying[-1]
    if index >= length - behind:
        return len(items) - (length - index)
    return varying[0] if varying[0] == varying[-1] else None


def _can_make(node: PlanNode, value: object) -> bool:
    """Tell whether a value has the words that a plan always writes."""
    if isinstance(node, Object):
        members = value if isinstance(value, dict) else {}
        written = (each for each in node.members if each.name in members)
        return all(_can_make(each.value, members[each.name]) for each in written)
    if isinstance(node, Static):
        return node.value == value
    return not isinstance(node, Hole) or _is_written(node.expr, value)


def _is_written(expr: Expr, value: object) -> bool:
    """Tell whether a text has the literal pieces of an expression, one after another."""
    if not isinstance(value, str):
        return True
    parts = expr.parts if isinstance(expr, Join) else (expr,)
    at = 0
    for words in filter(None, map(_literal, parts)):
        at = value.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def _literal(part: Expr) -> str:
    """Return a piece's own words; those around it may take the space at its ends."""
    value = part.value if isinstance(part, Text | Const) else None
    return value.strip() if isinstance(value, str) else ""
