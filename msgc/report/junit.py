"""JUnit's XML, in the form that Jenkins' junit-10.xsd describes and CI systems read.

A test case is a message that was checked, or a file whose findings belong to no message. It fails
by its errors; its warnings are its output.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.report.places import path_of, place_of
from msgc.report.public import public_help, public_sentence
from msgc.report.summary import Summary
from msgc.report.xml import HEAD, element, text_content

NAME = "msgc check"
# A run of the same files gives the same report, so nothing is timed.
TIME = "0"


def render_junit(diagnostics: Sequence[Diagnostic], summary: Summary, root: Path | None) -> str:
    """Return the report; paths are relative to `root`."""
    cases = {name: list[Diagnostic]() for name in summary.names}
    for each in diagnostics:
        cases.setdefault(each.message_name or each.span.source.name, []).append(each)
    written = "".join(_case(name, found, root) for name, found in sorted(cases.items()))
    failures = sum(any(each.is_error for each in found) for found in cases.values())
    counts: dict[str, str | int] = {
        "name": NAME,
        "tests": len(cases),
        "failures": failures,
        "errors": 0,
        "time": TIME,
    }
    suite = element("testsuite", {**counts, "skipped": 0}, f"\n{written}")
    return HEAD + element("testsuites", counts, f"\n{suite}")


def _case(name: str, found: list[Diagnostic], root: Path | None) -> str:
    errors = [each for each in found if each.is_error]
    warnings = [each for each in found if not each.is_error]
    inside = _failure(errors, root) if errors else ""
    if warnings:
        inside += element("system-out", {}, text_content(_told(warnings, root)))
    content = f"\n{inside}" if inside else ""
    return element("testcase", {"classname": "msgc", "name": name, "time": TIME}, content)


def _failure(errors: list[Diagnostic], root: Path | None) -> str:
    """One for all: of several, many readers show the first and drop the others."""
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    attributes = {"type": first.code, "message": f"{public_sentence(first)}{more}"}
    return element("failure", attributes, text_content(_told(errors, root)))


def _told(found: list[Diagnostic], root: Path | None) -> str:
    return "\n".join(_lines(each, root) for each in found)


def _lines(diagnostic: Diagnostic, root: Path | None) -> str:
    place = place_of(diagnostic.span)
    where = f"{path_of(diagnostic.span.source, root)}:{place.line}:{place.column}"
    head = f"{diagnostic.severity.value}[{diagnostic.code}]: {public_sentence(diagnostic)}"
    help = public_help(diagnostic)
    said = [f"{where}: {head}", *(help.split("\n") if help else ())]
    return "\n    ".join(said)
