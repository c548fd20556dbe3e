"""What stands behind the public objects, for what keeps the outcome of runs: nothing here stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.pipeline.projects import Project
from msgc.python.messages import Message
from msgc.python.results import FileResult

if TYPE_CHECKING:
    from msgc.pipeline import specialising
else:
    # Rows that have had no programs don't import them.
    specialising = Late("msgc.pipeline.specialising")


def project_of(message: Message) -> Project:
    """Return the opened catalog of a message."""
    return message._project


def programs_of(result: FileResult) -> specialising.Specialised | None:
    """Return the programs that a file of recipients has had, None where it has had none."""
    programs = result.programs
    if programs is None or not isinstance(programs, specialising.Specialised):
        return None
    return programs
