"""Where a message's tests stand: below `tests:` in its files, and in `*.test.yaml` beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from msgc.catalog import is_private
from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.nearby import near
from msgc.pipeline.projects import Project
from msgc.pipeline.testing.model import ORPHAN, TEST_ENDING, WRONG, Case
from msgc.pipeline.testing.reading import read_cases, repeated
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.decode import decode
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.template import split_name
from msgc.vocabulary import ENDING

TESTS = "tests"


@dataclass(slots=True)
class Written:
    """The tests of a message by the file that they stand in, and what is wrong with them."""

    cases: dict[Path, list[Case]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def all(self) -> list[Case]:
        """Return the tests of all files, in the order of these."""
        return [case for cases in self.cases.values() for case in cases]


def written_tests(project: Project, name: str) -> Written:
    """Return the tests of a message: those of the file without a locale first."""
    message, written = project.message(name), Written()
    own = (message.path, *project.index.locales.get(name, []))
    for path in own:
        _read_message_file(project, path, written)
    for path in (each for file in own if (each := file_beside(file)).is_file()):
        _read_test_file(project, path, written)
    written.found += [fault for path in project.sources(name) for fault in _in_base(project, path)]
    written.found += repeated(written.all())
    written.found = with_context(written.found, message_name=name)
    return written


def file_beside(path: Path) -> Path:
    """Return the path of the test file beside a message file."""
    return path.with_name(path.name.removesuffix(ENDING) + TEST_ENDING)


def _read_message_file(project: Project, path: Path, written: Written) -> None:
    template = project.files.template(path)[0]
    entry = template.entry(TESTS)
    if entry is not None:
        cases, found = read_cases(entry.value, template.name.locale)
        written.cases[path] = cases
        written.found += found


def _read_test_file(project: Project, path: Path, written: Written) -> None:
    source, found = decode(project.catalog.shown(path), path.read_bytes(), path)
    tree, faults = (None, found) if found else parse_yaml(source)
    written.found += faults
    if tree is not None:
        cases, found = read_cases(tree, _locale(project, path))
        written.cases[path] = cases
        written.found += found


def _locale(project: Project, path: Path) -> str | None:
    name = split_name(project.catalog.name_of(path).removesuffix(TEST_ENDING) + ENDING)
    return name.locale if name else None


def _in_base(project: Project, path: Path) -> Iterator[Diagnostic]:
    """Yield the fault of tests in a file that is no message, where nothing would run them."""
    entry = project.files.template(path)[0].root.entry(TESTS)
    if entry is not None and is_private(project.catalog.name_of(path)):
        help = "Write them in the messages that extend it."
        yield finding(WRONG, "a base has no tests of its own", entry.key.span, help=help)


def files_of_tests(project: Project) -> list[Path]:
    """Return the catalog's test files, sorted."""
    found = (
        Path(folder) / name
        for folder, _, names in os.walk(project.catalog.templates)
        for name in names
        if name.endswith(TEST_ENDING)
    )
    return sorted(found)


def orphans(project: Project) -> Iterator[Diagnostic]:
    """Yield the fault of each test file that stands beside no message file."""
    for path in files_of_tests(project):
        if not path.with_name(path.name.removesuffix(TEST_ENDING) + ENDING).is_file():
            yield _orphan(project, path)


def _orphan(project: Project, path: Path) -> Diagnostic:
    source = decode(project.catalog.shown(path), path.read_bytes(), path)[0]
    name = project.catalog.name_of(path).removesuffix(TEST_ENDING)
    meant = near(name, project.paths())
    help = (
        f"Did you mean `{meant}{TEST_ENDING}`?" if meant else f"Write `{name}{ENDING}`, or move it."
    )
    what = f"`{path.name}` has no message to belong to"
    return finding(ORPHAN, what, Span(source, 0, 0), help=help)
