"""GitHub's workflow commands, which it shows as annotations at the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.facts.platform import all_codes
from msgc.report.cells import visible_line
from msgc.report.places import path_of, place_of
from msgc.report.public import public_help, public_sentence
from msgc.report.summary import Summary, summary_line

# GitHub shows ten errors and ten warnings of a step, and drops the others without a word.
SHOWN = 10
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render_github(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    """Return the step's log: commands, errors first; then findings beyond GitHub's limits as lines.

    Paths are relative to `root`, the repository's folder. The last line says it in numbers.
    """
    errors = [each for each in diagnostics if each.is_error]
    warnings = [each for each in diagnostics if not each.is_error]
    commands = [_command(each, root) for each in (*errors[:SHOWN], *warnings[:SHOWN])]
    others = [_line(each, root) for each in (*errors[SHOWN:], *warnings[SHOWN:])]
    return "\n".join((*commands, *others, summary_line(summary))) + "\n"


def workflow_command(name: str, properties: dict[str, str], data: str) -> str:
    """Write a command: `::NAME KEY=VALUE,KEY=VALUE::DATA`, values and data escaped."""
    written = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {written}::{data.translate(_DATA)}"


def _command(diagnostic: Diagnostic, root: Path | None) -> str:
    properties = {
        "file": path_of(diagnostic.span.source, root),
        **_lines(diagnostic),
        "title": f"{diagnostic.code}: {all_codes()[diagnostic.code].title}",
    }
    said = (public_sentence(diagnostic), public_help(diagnostic))
    data = "\n".join(text for text in said if text)
    return workflow_command(diagnostic.severity.value, properties, data)


def _lines(diagnostic: Diagnostic) -> dict[str, str]:
    place = place_of(diagnostic.span)
    lines = {"line": str(place.line), "endLine": str(place.last_line)}
    if place.line != place.end_line:
        # GitHub takes columns only where they are of one line.
        return lines
    return {**lines, "col": str(place.column), "endColumn": str(place.end_column)}


def _line(diagnostic: Diagnostic, root: Path | None) -> str:
    """A line of the log that can't be taken for a command, whatever the file is called."""
    place = place_of(diagnostic.span)
    path = visible_line(path_of(diagnostic.span.source, root))
    where = f"{path}:{place.line}:{place.column}"
    line = f"{diagnostic.severity.value}[{diagnostic.code}] {where} {public_sentence(diagnostic)}"
    # `##[` begins an older form of command, anywhere in a line.
    return line.replace("##[", "##\\u005b")
