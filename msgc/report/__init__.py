"""Reports of diagnostics, by the name of their format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgc.diagnostics import Diagnostic
from msgc.report.json import render_json
from msgc.report.summary import Summary
from msgc.report.text import render_text


class Format(Protocol):
    """A report's function: findings to text with a final line break."""

    def __call__(
        self, diagnostics: Sequence[Diagnostic], *, color: bool, width: int, summary: Summary
    ) -> str:
        """Return the report; `color` and `width` (in cells) hold where people read it."""


def _json(diagnostics: Sequence[Diagnostic], *, color: bool, width: int, summary: Summary) -> str:
    return render_json(diagnostics, summary)


FORMATS: dict[str, Format] = {"text": render_text, "json": _json}
