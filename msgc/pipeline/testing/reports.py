"""What the tests came to, for people in a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgc.diagnostics import Diagnostic
from msgc.pipeline.testing.arms import Arm
from msgc.pipeline.testing.coverage import Coverage
from msgc.pipeline.testing.model import Result
from msgc.pipeline.testing.running import Tested
from msgc.report.cells import visible_line
from msgc.report.documents import json_text
from msgc.report.json import diagnostic_dict
from msgc.report.paint import painter
from msgc.report.summary import Summary
from msgc.report.text import render_text
from msgc.source import Span

VERSION = 1


def text_report(
    tested: Tested, covered: Sequence[Coverage] | None, *, color: bool, width: int
) -> str:
    """Return the failures, what coverage found where it was asked for, and the counts."""
    paint, blocks = painter(color), list[str]()
    failures = tested.failures
    if failures:
        blocks.append(findings_text(failures, color=color, width=width))
    if covered is not None:
        blocks.append("\n".join(_coverage_lines(covered)) + "\n")
    style = "error" if failures else "good"
    return "\n".join([*blocks, paint(counts_line(tested), style) + "\n"])


def findings_text(found: list[Diagnostic], *, color: bool, width: int) -> str:
    """Return findings as a terminal shows them, with their count."""
    files = len({each.span.source.name for each in found})
    summary = Summary.of(found, files=files, messages=0)
    return render_text(found, color=color, width=width, summary=summary)


def counts_line(tested: Tested) -> str:
    """Say it in one line: `42 tests of 12 messages: 41 passed, 1 failed`."""
    passed = sum(result.passed for result in tested.results)
    failed = len(tested.results) - passed
    messages = len({result.message for result in tested.results})
    counts = f"{_counted(len(tested.results), 'test')} of {_counted(messages, 'message')}"
    outcomes = ", ".join([f"{passed} passed", *([f"{failed} failed"] if failed else [])])
    faults = len(tested.found)
    more = f"; {_counted(faults, 'fault')} beside them" if faults else ""
    return f"{counts}: {outcomes}{more}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _coverage_lines(covered: Sequence[Coverage]) -> Iterator[str]:
    for each in covered:
        if each.missed:
            taken = len(each.arms) - len(each.missed)
            yield f"{each.message}: {taken} of {len(each.arms)} branches taken"
        for arm in each.missed:
            yield f"  {_at(arm.span)}: {visible_line(arm.sentence)}"
    arms = sum(len(each.arms) for each in covered)
    missed = sum(len(each.missed) for each in covered)
    share = 100 * (arms - missed) // arms if arms else 100
    yield f"{arms - missed:,} of {arms:,} branches taken ({share}%)"


def _at(span: Span) -> str:
    line, column = span.source.position(span.start)
    return f"{visible_line(span.source.name)}:{line}:{column}"


def json_report(tested: Tested, covered: Sequence[Coverage] | None) -> str:
    """Return the document for programs; lines and columns count from 1."""
    passed = sum(result.passed for result in tested.results)
    more = {} if covered is None else {"coverage": [_coverage_dict(each) for each in covered]}
    document = {
        "version": VERSION,
        "tests": [_result_dict(result) for result in tested.results],
        "diagnostics": [diagnostic_dict(each) for each in tested.found],
        **more,
        "summary": {
            "tests": len(tested.results),
            "passed": passed,
            "failed": len(tested.results) - passed,
        },
    }
    return json_text(document)


def _result_dict(result: Result) -> dict[str, object]:
    return {
        "message_name": result.message,
        "name": result.name,
        "sample": result.of_sample,
        **_place(result.place),
        "outcome": "passed" if result.passed else "failed",
        "diagnostics": [diagnostic_dict(each) for each in result.found],
    }


def _coverage_dict(each: Coverage) -> dict[str, object]:
    return {
        "message_name": each.message,
        "branches": len(each.arms),
        "missed": _missed(each.missed),
    }


def _missed(arms: Iterable[Arm]) -> list[dict[str, object]]:
    return [{**_place(a.span), "way": a.way, "message": a.sentence} for a in arms]


def _place(span: Span) -> dict[str, object]:
    line, column = span.source.position(span.start)
    return {"file": span.source.name, "line": line, "column": column}
