"""GitLab's Code Quality report, as its documentation of the report's format has it.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic, Severity
from msgc.report.documents import json_text
from msgc.report.fingerprints import fingerprints
from msgc.report.places import path_of, place_of
from msgc.report.public import public_sentence
from msgc.report.summary import Summary

# GitLab has five words, from `info` to `blocker`; its own linters' errors are `major`.
SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render_gitlab(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    """Return the report, an array; paths are relative to `root`, the repository's folder."""
    prints = fingerprints(diagnostics, root)
    found = zip(diagnostics, prints, strict=True)
    return json_text([_issue(each, print_, root) for each, print_ in found])


def _issue(diagnostic: Diagnostic, fingerprint: str, root: Path | None) -> dict[str, object]:
    return {
        "description": f"{diagnostic.code}: {public_sentence(diagnostic)}",
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[diagnostic.severity],
        "location": {
            "path": path_of(diagnostic.span.source, root),
            "lines": {"begin": place_of(diagnostic.span).line},
        },
    }
