"""What of a finding may stand in a CI's reports, which many can read and which are kept for long.

Values from recipients' rows never get there. `check` meets no rows: its findings are about message
files, payload files and the samples that are committed with them. A finding about a row (`row` is
set) may quote the row's values, so its code's title is shown in place of its own sentence, and
its help, labels and fix are left out. All CI formats take what they say of a finding from here.
"""

from __future__ import annotations

from msgc.diagnostics import Diagnostic, Fix, Label
from msgc.facts.platform import all_codes
from msgc.report.cells import visible, visible_line


def public_sentence(diagnostic: Diagnostic) -> str:
    """Return a finding's sentence, on one line, with nothing in it that acts on a terminal."""
    if _is_private(diagnostic):
        return f"{all_codes()[diagnostic.code].title} (row {diagnostic.row})"
    return visible_line(diagnostic.message)


def public_help(diagnostic: Diagnostic) -> str | None:
    """Return a finding's help, which may have several lines."""
    if _is_private(diagnostic) or not diagnostic.help:
        return None
    return visible(diagnostic.help)


def public_labels(diagnostic: Diagnostic) -> tuple[Label, ...]:
    """Return a finding's other places."""
    return () if _is_private(diagnostic) else diagnostic.labels


def public_fix(diagnostic: Diagnostic) -> Fix | None:
    """Return a finding's mend."""
    return None if _is_private(diagnostic) else diagnostic.fix


def _is_private(diagnostic: Diagnostic) -> bool:
    return diagnostic.row is not None
