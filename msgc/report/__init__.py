"""Reports of diagnostics, by the name of their format.

`text` and `json` are for the one who runs msgc. The others are for a CI, whose reports many can
read: what they say of a finding comes from `msgc.report.public`, which keeps recipients' values
back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from msgc.diagnostics import Diagnostic
from msgc.report.github import render_github
from msgc.report.gitlab import render_gitlab
from msgc.report.json import render_json
from msgc.report.junit import render_junit
from msgc.report.rdjson import render_rdjson
from msgc.report.sarif import render_sarif
from msgc.report.summary import Summary
from msgc.report.text import render_text


class Format(Protocol):
    """A report's function: findings to text with a final line break."""

    def __call__(
        self,
        diagnostics: Sequence[Diagnostic],
        *,
        color: bool,
        width: int,
        summary: Summary,
        root: Path | None = None,
    ) -> str:
        """Return the report.

        `color` and `width` (in cells) hold where people read it. Paths in a CI's reports are
        relative to `root`, an absolute folder; without one they are the names that people see.
        """


def _text(
    diagnostics: Sequence[Diagnostic],
    *,
    color: bool,
    width: int,
    summary: Summary,
    root: Path | None = None,
) -> str:
    return render_text(diagnostics, color=color, width=width, summary=summary)


def _json(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    return render_json(diagnostics, summary)


Render = Callable[[Sequence[Diagnostic], Summary, Path | None], str]


def _for_programs(render: Render) -> Format:
    """Make a format of a function that needs neither colour nor width."""

    def render_plainly(
        diagnostics: Sequence[Diagnostic],
        *,
        color: bool,
        width: int,
        summary: Summary,
        root: Path | None = None,
    ) -> str:
        return render(diagnostics, summary, root)

    return render_plainly


FORMATS: dict[str, Format] = {
    "text": _text,
    "json": _for_programs(_json),
    "sarif": _for_programs(render_sarif),
    "github": _for_programs(render_github),
    "junit": _for_programs(render_junit),
    "gitlab": _for_programs(render_gitlab),
    "rdjson": _for_programs(render_rdjson),
}
