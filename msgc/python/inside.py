"""What stands behind the public objects, for what keeps the outcome of runs: nothing here stays."""

from __future__ import annotations

from msgc.pipeline.projects import Project
from msgc.pipeline.specialising import Specialised
from msgc.python.messages import Message
from msgc.python.results import FileResult


def project_of(message: Message) -> Project:
    """Return the opened catalog of a message."""
    return message._project


def programs_of(result: FileResult) -> Specialised | None:
    """Return the programs that a file of recipients has had, None where the reference did all."""
    return result.programs if isinstance(result.programs, Specialised) else None
