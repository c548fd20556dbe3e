"""What a plan finds of a catalog's one message and the rows of a file, without writing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from datetime import datetime
from pathlib import Path

from msgc.cli.planning_notes import WindowFields
from msgc.cli.planning_rows import PlannedRows, RowsAsked
from msgc.diagnostics import Diagnostic
from msgc.pipeline import Project
from msgc.push.candidates import Refusal
from msgc.push.entries import Entry
from msgc.push.planner import Planner, Rules

# The field of a row that tells when its recipient last wrote, where a file has it.
LAST_INBOUND = "lastInbound"


def plan_findings(project: Project, rows: Path, now: datetime) -> Iterator[Diagnostic]:
    """Plan the rows; findings name the file as it stands in its folder."""
    (name,) = project.paths()
    has_field = LAST_INBOUND in rows.read_text(encoding="utf-8")
    fields = WindowFields(LAST_INBOUND if has_field else None)
    planner = Planner(Rules(name, rows.name, now.timestamp()))
    with chdir(rows.parent):
        asked = RowsAsked(rows.name, fields=fields)
        for item in PlannedRows(project.message(name), asked, now).items():
            outcome = item.found if isinstance(item, Refusal) else planner.take(item)
            if outcome is not None and not isinstance(outcome, Entry):
                yield from outcome
