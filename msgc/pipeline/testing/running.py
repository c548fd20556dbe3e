"""Tests run: each row compiled as a recipient's would be, and held to what is expected of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path

from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.projects import Project
from msgc.pipeline.testing import FAILED
from msgc.pipeline.testing.attempts import Attempt, attempt
from msgc.pipeline.testing.comparing import Miss, misses
from msgc.pipeline.testing.files import written_tests
from msgc.pipeline.testing.model import Case, Check, Result
from msgc.pipeline.testing.places import orphans
from msgc.pipeline.testing.rows import misspelt, row_of
from msgc.pipeline.testing.samples import sample_results
from msgc.pipeline.testing.snapshots import Snapshots, snapshot_findings
from msgc.records import dataclass


@dataclass(slots=True)
class Tested:
    """What the tests of some messages came to; `found` is what keeps tests from being run."""

    results: list[Result] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def failures(self) -> list[Diagnostic]:
        """All that was found, in the order of the messages."""
        return [*self.found, *(each for result in self.results for each in result.found)]


def run_tests(project: Project, names: Iterable[str], everything: bool = False) -> Tested:
    """Run the samples and tests of messages.

    With `everything`, test files that belong to no message are told of too.
    """
    tested = Tested()
    if everything:
        tested.found += orphans(project)
    for name in names:
        _run_message(project, name, tested)
    return tested


def _run_message(project: Project, name: str, tested: Tested) -> None:
    message, written = project.message(name), written_tests(project, name)
    tested.found += written.found
    faults = project.ruled(with_context(message.found, message_name=name))
    if not message.is_sound:
        tested.found += [each for each in faults if each.is_error]
        return
    tested.results += sample_results(project, name)
    compiler, snapshots = Compiler(message), Snapshots.of(message.path)
    for path, cases in written.cases.items():
        for case in cases:
            result = _run(case, path, compiler, snapshots)
            odd = project.ruled(misspelt(case, message))
            tested.results.append(replace(result, found=(*odd, *result.found)))


def _run(case: Case, path: Path, compiler: Compiler, snapshots: Snapshots) -> Result:
    message = compiler.message
    data = row_of(case, message)
    result = Result(message.name, case.name, case.key.span, path)
    if isinstance(data, Diagnostic):
        return replace(result, found=tuple(with_context([data], message_name=message.name)))
    tried = attempt(compiler, data)
    found = [*_findings(case, tried), *_payloads(case, tried)]
    if case.snapshot is not None and tried.compiled is not None:
        found += snapshot_findings(case.name, case.snapshot, tried.compiled, snapshots)
    named = tuple(with_context(found, message_name=message.name))
    return replace(result, found=named, compiled=tried.compiled, row=tried.row)


def _findings(case: Case, tried: Attempt) -> Iterator[Diagnostic]:
    """Yield the findings that should have been raised and weren't."""
    for code in case.codes:
        if code.value not in tried.codes:
            found = ", ".join(sorted(tried.codes)) or "nothing"
            what = f"`{case.name}` should raise {code.value}, and raises {found}"
            help = "\n".join(tried.told) or "The row makes a payload, and nothing is found in it."
            yield finding(FAILED, what, code.span, help=help)


def _payloads(case: Case, tried: Attempt) -> Iterator[Diagnostic]:
    if tried.compiled is not None:
        for check in case.checks:
            yield from _check(check, tried)
    elif not case.codes or case.checks or case.snapshot:
        what = f"`{case.name}` has no payload"
        yield finding(FAILED, what, case.key.span, help="\n".join(tried.told))


def _check(check: Check, tried: Attempt) -> Iterator[Diagnostic]:
    assert tried.compiled is not None
    payload = tried.compiled.fallback if check.of_fallback else tried.compiled.payload
    if check.of_fallback and payload is None:
        help = "Write one, or take `fallback:` out of the test."
        span = check.wanted.span
        yield finding(FAILED, "the message has no fallback", span, help=help)
        return
    for miss in misses(check, payload):
        yield _missed(miss)


def _missed(miss: Miss) -> Diagnostic:
    return finding(FAILED, miss.what, miss.span, help=miss.help, pointer=miss.pointer)


def all_findings(project: Project) -> list[Diagnostic]:
    """Return all that the catalog's tests find, and what is wrong with how they are written."""
    return run_tests(project, project.paths(), everything=True).failures
