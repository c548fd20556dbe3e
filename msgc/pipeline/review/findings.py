"""Findings that a version has and the other hasn't, wherever in their files they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgc.diagnostics import Diagnostic
from msgc.pipeline.review.model import FindingChange


class Identity(NamedTuple):
    """What makes two findings the same; lines move, and make none."""

    code: str
    severity: str
    file: str
    sample: str | None
    pointer: str | None
    message: str


def finding_changes(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic]
) -> Iterator[FindingChange]:
    """Yield the findings gained, then those lost."""
    old = {_identity(found): found for found in before}
    new = {_identity(found): found for found in after}
    yield from (FindingChange(new[key], True) for key in new if key not in old)
    yield from (FindingChange(old[key], False) for key in old if key not in new)


def _identity(found: Diagnostic) -> Identity:
    return Identity(
        *(found.code, found.severity.value, found.span.source.name),
        *(found.sample, found.pointer, found.message),
    )
