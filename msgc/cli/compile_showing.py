"""`msgc compile MESSAGE --show-program`: the functions that its rows run through."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.cli.settings import write_out
from msgc.cli.telling import tell
from msgc.diagnostics import has_errors
from msgc.pipeline.projects import Project
from msgc.pipeline.showing import program_source


def print_programs(project: Project, names: Sequence[str]) -> int:
    """Write the generated functions of messages to standard output; returns the exit code."""
    code = 0
    for name in names:
        found = project.findings(name)
        tell(found, 1)
        if project.message(name).is_sound and not has_errors(found):
            write_out(f"# {name}\n\n{program_source(project.message(name))}\n")
        else:
            code = 1
    return code
