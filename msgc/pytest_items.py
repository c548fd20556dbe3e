"""What pytest collects of a catalog: files of messages and tests, in them an item for each test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from msgc.catalog import TEMPLATES, find_root, is_private
from msgc.diagnostics import Diagnostic
from msgc.pipeline.projects import Project
from msgc.pipeline.testing import TEST_ENDINGS
from msgc.pipeline.testing.model import Result
from msgc.pipeline.testing.places import orphans, stem_of
from msgc.pipeline.testing.reports import findings_text
from msgc.pipeline.testing.running import Tested, run_tests
from msgc.template import split_name
from msgc.vocabulary import ENDING

WIDTH = 80
FAULTS = "faults"


@dataclass(slots=True)
class Catalogs:
    """The catalogs that a session has opened, and what the tests of their messages came to."""

    projects: dict[Path, Project] = field(default_factory=dict)
    tested: dict[tuple[Path, str], Tested] = field(default_factory=dict)

    def results(self, root: Path, name: str) -> Tested:
        """Return what the tests of a message came to; they run once, for all of its files."""
        if root not in self.projects:
            self.projects[root] = Project.open(root)
        if (root, name) not in self.tested:
            self.tested[root, name] = _tested(self.projects[root], name)
        return self.tested[root, name]


def _tested(project: Project, name: str) -> Tested:
    faults = [each for each in project.ruled(project.config.found) if each.is_error]
    if faults:
        return Tested(found=faults)
    return run_tests(project, [name] if name in project.paths() else [])


_CATALOGS = pytest.StashKey[Catalogs]()


def collector_of(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return what collects a file; None where it is in no catalog, or is a base."""
    root = find_root(path.parent)
    templates = root / TEMPLATES if root else None
    if root is None or templates is None or not path.resolve().is_relative_to(templates):
        return None
    relative = path.resolve().relative_to(templates).as_posix()
    if is_private(relative) and not relative.endswith(TEST_ENDINGS):
        return None
    collector: TestedFile = TestedFile.from_parent(parent, path=path)
    collector.root, collector.relative = root, relative
    return collector


class TestedFile(pytest.File):
    """A message file or test file: its samples and tests, and one item for its own faults."""

    # A class that pytest collects with, not one that it collects.
    __test__ = False
    root: Path
    relative: str

    def collect(self) -> Iterator[pytest.Item]:
        catalogs = self.config.stash.setdefault(_CATALOGS, Catalogs())
        stem = stem_of(self.relative.removesuffix(ENDING))
        name = split_name(stem + ENDING)
        tested = catalogs.results(self.root, name.name if name else stem)
        faults = self._faults(tested, catalogs.projects[self.root])
        if faults:
            yield CatalogItem.of(self, FAULTS, faults)
        for result in tested.results:
            if result.path.resolve() == self.path.resolve():
                yield CatalogItem.of(self, _name(result), list(result.found))

    def _faults(self, tested: Tested, project: Project) -> list[Diagnostic]:
        """Return the faults to tell of this file: all, where they keep any test from being run."""
        strays = orphans(project) if self.relative.endswith(TEST_ENDINGS) else ()
        own = [each for each in strays if self._is_mine(each)]
        if not tested.results:
            return [*tested.found, *own]
        return own + [each for each in tested.found if self._is_mine(each)]

    def _is_mine(self, found: Diagnostic) -> bool:
        """Tell whether a fault stands in this file, or in a base of the message that it holds."""
        shown = found.span.source.name.removeprefix(f"{TEMPLATES}/")
        is_of_base = is_private(shown) and self.relative.endswith(ENDING)
        return shown == self.relative or is_of_base


def _name(result: Result) -> str:
    return f"sample {result.name}" if result.of_sample else result.name


class FailedError(Exception):
    """A test that isn't met: what msgc says of it."""


class CatalogItem(pytest.Item):
    """One sample or test, or the faults of a file; it has been run when it was collected."""

    found: list[Diagnostic]
    # There are no fixtures here; pytest-lsp 1.0 breaks on an item that doesn't say so.
    funcargs: dict[str, object]

    @classmethod
    def of(cls, parent: TestedFile, name: str, found: list[Diagnostic]) -> CatalogItem:
        """Return the item of a test; it fails where anything was found."""
        item: CatalogItem = cls.from_parent(parent, name=name)
        item.found, item.funcargs = found, {}
        return item

    def runtest(self) -> None:
        if self.found:
            raise FailedError(findings_text(self.found, color=False, width=WIDTH))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: None = None) -> str:  # type: ignore[override]
        """Return what msgc says; a traceback would show msgc's own code."""
        if isinstance(excinfo.value, FailedError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"{self.parent.name if self.parent else ''}: {self.name}"
