"""What the goldens share: a case's catalog read, its findings as lines, its payloads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgc.catalog import CONFIG
from msgc.diagnostics import Diagnostic, ordered
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.payloads import ENDINGS, check_payload_file
from msgc.pipeline.rows import RowCompiler, RowResult, compile_rows, row_finding
from msgc.pipeline.testing import OF_TESTS
from msgc.pipeline.testing.running import all_findings
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.recipients.reading import file_source, open_rows
from msgc.recipients.rows import RowsError
from tests.golden.planning import plan_findings

HERE = Path(__file__).parent
DIAGNOSTICS = HERE / "diagnostics"
OK = HERE / "ok"
EXPECTED = "expected.txt"
# The time that rules about the clock take.
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def diagnostic_cases() -> list[Path]:
    """The folders `diagnostics/CODE/CASE`."""
    return sorted(path.parent for path in DIAGNOSTICS.glob("*/*/input"))


def ok_cases() -> list[Path]:
    """The folders `ok/CASE`."""
    return sorted(path.parent for path in OK.glob("*/input"))


def label(case: Path) -> str:
    return case.relative_to(HERE).as_posix()


def lines_of(folder: Path) -> list[str]:
    """Everything that is found in a case's folder, a line each."""
    return [line_of(found) for found in findings(folder)]


def findings(folder: Path) -> list[Diagnostic]:
    """Check the catalog, then the payload files beside it, then the rows for its one message,
    compiled (`rows.*`) or planned (`planned.*`).
    """
    found = [d for path in _payload_files(folder) for d in check_payload_file(path, path.name, NOW)]
    if (folder / CONFIG).is_file():
        project = Project.open(folder)
        found += project.check(now=NOW)
        found += [each for each in all_findings(project) if each.code in OF_TESTS]
        for rows in sorted(folder.glob("rows.*")):
            found += [d for result in compiled(project, rows) for d in result.found]
        for rows in sorted(folder.glob("planned.*")):
            found += plan_findings(project, rows, NOW)
    return ordered(found)


def _payload_files(folder: Path) -> list[Path]:
    named = (path for path in sorted(folder.iterdir()) if path.suffix in ENDINGS)
    return [path for path in named if not path.name.startswith(("rows.", "planned."))]


def compiled(project: Project, rows: Path) -> Iterator[RowResult]:
    """Yield what each row comes to for the catalog's one message."""
    (name,) = project.paths()
    compiler = Compiler(project.message(name))
    parse = parse_yaml_rows(compiler.message.variables)
    try:
        source = open_rows(file_source(str(rows), None, parse_yaml=parse))
        yield from compile_rows(RowCompiler(compiler, rows.name), iter(source))
    except RowsError as error:
        yield RowResult(0, found=tuple(row_finding(fault, rows.name) for fault in error.faults))


def line_of(found: Diagnostic) -> str:
    """`file:line:col-line:col code severity pointer | sentence | help`."""
    span = found.span
    start, end = (":".join(map(str, span.source.position(at))) for at in (span.start, span.end))
    where = f"{span.source.name}:{start}-{end}"
    words = [where, found.code, found.severity.value, _pointer(found), *_more(found)]
    help = (found.help or "-").replace("\n", "⏎")
    return f"{' '.join(words)} | {found.message} | {help}"


def _pointer(found: Diagnostic) -> str:
    return "-" if found.pointer is None else found.pointer or '""'


def _more(found: Diagnostic) -> Iterator[str]:
    for name in ("payload", "row", "sample"):
        value = getattr(found, name)
        if value is not None:
            yield f"{name}={value}"


def expected_lines(case: Path) -> list[str]:
    return (case / EXPECTED).read_text(encoding="utf-8").splitlines()
