"""Reports of diagnostics, by the name of their format.

`text` and `json` are for the one who runs msgc. The others are for a CI, whose reports many can
read: what they say of a finding comes from `msgc.report.public`, which keeps recipients' values
back. All are imported when one is asked for: a run makes one report, or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgc.diagnostics import Diagnostic
from msgc.late import Late
from msgc.report.summary import Summary

if TYPE_CHECKING:
    from msgc.report import json, text
else:
    json, text = Late("msgc.report.json"), Late("msgc.report.text")


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
    return text.render_text(diagnostics, color=color, width=width, summary=summary)


def _for_ci(name: str) -> Format:
    """Return the format of a module for a CI, which needs neither colour nor width."""

    def render(
        diagnostics: Sequence[Diagnostic],
        *,
        color: bool,
        width: int,
        summary: Summary,
        root: Path | None = None,
    ) -> str:
        report: str = getattr(import_module(f"msgc.report.{name}"), f"render_{name}")(
            diagnostics, summary, root
        )
        return report

    return render


def _json(
    diagnostics: Sequence[Diagnostic],
    *,
    color: bool,
    width: int,
    summary: Summary,
    root: Path | None = None,
) -> str:
    return json.render_json(diagnostics, summary)


FOR_CI = ("sarif", "github", "junit", "gitlab", "rdjson")

FORMATS: dict[str, Format] = {
    "text": _text,
    "json": _json,
    **{name: _for_ci(name) for name in FOR_CI},
}
