"""Tests' results as JUnit's XML: a suite for each message, a case for each sample and test.

The form is that of Jenkins' junit-10.xsd, which CI systems read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.pipeline.testing.model import Result
from msgc.pipeline.testing.running import Tested
from msgc.report.places import path_of, place_of
from msgc.report.xml import HEAD, element, text_content

NAME = "msgc test"
# Faults that keep tests from being run stand in a suite of their own.
CATALOG = "catalog"
# A run of the same files gives the same report, so nothing is timed.
TIME = "0"


def junit_report(tested: Tested, root: Path) -> str:
    """Return the report; paths are relative to `root`."""
    suites: dict[str, list[Result]] = {}
    for result in tested.results:
        suites.setdefault(result.message, []).append(result)
    written = "".join(_suite(name, results, root) for name, results in suites.items())
    failures = sum(not result.passed for result in tested.results)
    if tested.found:
        written += _faults(tested.found, root)
    counts = _counts(NAME, len(tested.results) + len(tested.found), failures, len(tested.found))
    return HEAD + element("testsuites", counts, f"\n{written}")


def _counts(name: str, tests: int, failures: int, errors: int) -> dict[str, str | int]:
    return {"name": name, "tests": tests, "failures": failures, "errors": errors, "time": TIME}


def _suite(name: str, results: list[Result], root: Path) -> str:
    failures = sum(not result.passed for result in results)
    cases = "".join(_case(result, root) for result in results)
    attributes = {**_counts(name, len(results), failures, 0), "skipped": 0}
    return element("testsuite", attributes, f"\n{cases}")


def _case(result: Result, root: Path) -> str:
    name = f"sample {result.name}" if result.of_sample else result.name
    attributes = {"classname": result.message, "name": name, "time": TIME}
    inside = _told("failure", result.found, root) if result.found else ""
    return element("testcase", attributes, f"\n{inside}" if inside else "")


def _faults(found: Sequence[Diagnostic], root: Path) -> str:
    cases = "".join(
        element(
            "testcase",
            {"classname": CATALOG, "name": _head(each, root), "time": TIME},
            "\n" + _told("error", [each], root),
        )
        for each in found
    )
    attributes = {**_counts(CATALOG, len(found), 0, len(found)), "skipped": 0}
    return element("testsuite", attributes, f"\n{cases}")


def _told(tag: str, found: Sequence[Diagnostic], root: Path) -> str:
    """One element for all: of several, many readers show the first and drop the others."""
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    attributes = {"type": found[0].code, "message": f"{found[0].message}{more}"}
    return element(tag, attributes, text_content("\n".join(_lines(each, root) for each in found)))


def _lines(each: Diagnostic, root: Path) -> str:
    help = each.help.split("\n") if each.help else []
    return "\n    ".join([f"{_head(each, root)}: {each.message}", *help])


def _head(each: Diagnostic, root: Path) -> str:
    place = place_of(each.span)
    return f"{path_of(each.span.source, root)}:{place.line}:{place.column}: [{each.code}]"
