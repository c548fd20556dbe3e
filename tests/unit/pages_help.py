"""The pages of `msgc explain` read, and their examples run in a scratch catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgc
from msgc.cli.lock_check import changed
from msgc.diagnostics import Diagnostic
from msgc.lift.sources import payloads_of
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.fetching import Fetched
from msgc.pipeline.locking import lock_file
from msgc.pipeline.payloads import ENDINGS, check_payload_file
from msgc.pipeline.rows import RowCompiler, compile_rows, row_finding
from msgc.pipeline.saved_answers import read_answers
from msgc.pipeline.testing import OF_TESTS
from msgc.pipeline.testing.running import all_findings
from msgc.recipients.reading import file_source, open_rows
from msgc.recipients.rows import RowsError
from tests.golden.planning import plan_findings

PAGES = Path(msgc.__file__).parent / "pages"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
DEFAULT_PATH = "templates/example.msg.yaml"
MESSAGE = "example"
BOTH = "both"
_HEAD = r"^```(\w+)(?: (bad|good|both)(?: (\S+))?)?\n"
_FENCE = re.compile(_HEAD + r"(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """A file of an example. `case` is bad, good or both; None for a fence that isn't run."""

    language: str
    case: str | None
    path: str
    text: str

    @property
    def content(self) -> bytes:
        """The file's bytes; a `bytes` fence is written with Python's escapes."""
        if self.language != "bytes":
            return self.text.encode()
        written = self.text.removesuffix("\n").encode("ascii")
        return written.decode("unicode_escape").encode("latin-1")


def fences(page: str) -> list[Fence]:
    return [Fence(m[1], m[2], m[3] or DEFAULT_PATH, m[4]) for m in _FENCE.finditer(page)]


def write(page: str, case: str, root: Path) -> list[Path]:
    """Write a case's files below `root`, return their paths."""
    chosen = [fence for fence in fences(page) if fence.case in (BOTH, case)]
    (root / "templates").mkdir()
    (root / "msgc.yaml").write_text("channel: whatsapp\n")
    for fence in chosen:
        path = root / fence.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(fence.content)
    return [root / fence.path for fence in chosen]


def run(page: str, case: str, root: Path) -> list[Diagnostic]:
    """Return all that is found in a case: of the catalog, of payloads, of recipients' rows,
    compiled (`recipients`) or planned (`planned`)."""
    paths = write(page, case, root)
    project = Project.open(root)
    found = [*project.check(now=NOW), *_of_tests(project)]
    for path in paths:
        if path.stem == "payload" and path.suffix in ENDINGS:
            found += check_payload_file(path, path.name, NOW)
        elif path.stem == "import":
            found += [d for p in payloads_of(path.read_text(), path.name) for d in p.found]
        elif path.stem == "recipients":
            found += _rows(path, root)
        elif path.stem == "planned":
            found += plan_findings(Project.open(root), path, NOW)
        elif path.stem == "answer":
            found += _changes(path, root)
    return found


def _of_tests(project: Project) -> list[Diagnostic]:
    """Return what tests find; what keeps a message from being run has been told by `check`."""
    return [each for each in all_findings(project) if each.code in OF_TESTS]


def _changes(path: Path, root: Path) -> list[Diagnostic]:
    """Hold a saved answer against the example's `msgc.lock`."""
    lock = lock_file(root)
    assert lock is not None
    return changed(lock, Fetched(read_answers([path], None).lock))


def _rows(path: Path, root: Path) -> Iterator[Diagnostic]:
    message = Project.open(root).message(MESSAGE)
    assert message.is_sound
    compiler = RowCompiler(Compiler(message), path.name)
    try:
        for result in compile_rows(compiler, open_rows(file_source(str(path)))):
            yield from result.found
    except RowsError as error:
        yield from (row_finding(fault, path.name) for fault in error.faults)
