"""A catalog's samples and tests run: what `msgc test` does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.pipeline.projects import Project
from msgc.pipeline.testing import coverage, running
from msgc.pipeline.testing.junit import junit_report
from msgc.pipeline.testing.model import Result
from msgc.pipeline.testing.reports import json_report, text_report
from msgc.pipeline.testing.updating import update as update
from msgc.python.findings import Note, findings_of, place_of
from msgc.python.outcomes import JSON, JUNIT, Coverage, Outcome, Outcomes


def run_tests(project: Project, names: Sequence[str], everything: bool) -> Outcomes:
    """Run the tests of messages; with `everything`, tell of those that belong to none."""
    tested = running.run_tests(project, names, everything)
    results = tuple(map(_outcome, tested.results))
    faults = findings_of(tested.found)
    return Outcomes(results, faults, lambda: _coverage(project, tested), _Renderer(project, tested))


def _outcome(result: Result) -> Outcome:
    return Outcome(result.message, result.name, result.of_sample, findings_of(result.found))


def _coverage(project: Project, tested: running.Tested) -> tuple[Coverage, ...]:
    found = coverage.coverage_of(project, tested.results)
    return tuple(Coverage(each.message, len(each.arms), _missed(each)) for each in found)


def _missed(covered: coverage.Coverage) -> tuple[Note, ...]:
    return tuple(Note(place_of(arm.span), arm.sentence) for arm in covered.missed)


class _Renderer:
    def __init__(self, project: Project, tested: running.Tested) -> None:
        self._project, self._tested = project, tested

    def __call__(self, format: str, cover: bool, color: bool, width: int, root: Path) -> str:
        if format == JUNIT:
            return junit_report(self._tested, root)
        covered = coverage.coverage_of(self._project, self._tested.results) if cover else None
        if format == JSON:
            return json_report(self._tested, covered)
        return text_report(self._tested, covered, color=color, width=width)
