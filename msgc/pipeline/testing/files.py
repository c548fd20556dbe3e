"""Where a message's tests stand: below `tests:` in its files, and in `*.test.yaml` beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.catalog import is_private
from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.late import Late
from msgc.pipeline.testing import TEST_ENDING, WRONG
from msgc.pipeline.testing.places import misnamed, misnamed_beside, read_beside, source_of
from msgc.records import dataclass
from msgc.syntax.yaml_nodes import parse_yaml
from msgc.template import split_name
from msgc.vocabulary import ENDING

# Most messages have no tests.
if TYPE_CHECKING:
    from msgc.pipeline.testing import model, reading, rows
else:
    model = Late("msgc.pipeline.testing.model")
    reading, rows = Late("msgc.pipeline.testing.reading"), Late("msgc.pipeline.testing.rows")

TESTS = "tests"


@dataclass(slots=True)
class Written:
    """The tests of a message by the file that they stand in, and what is wrong with them."""

    cases: dict[Path, list[model.Case]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def all(self) -> list[model.Case]:
        """Return the tests of all files, in the order of these."""
        return [case for cases in self.cases.values() for case in cases]


def written_tests(project: model.Opened, name: str) -> Written:
    """Return the tests of a message: those of the file without a locale first."""
    message, written = project.message(name), Written()
    own = (message.path, *project.index.locales.get(name, []))
    for path in own:
        _read_message_file(project, path, written)
    for path in (each for file in own if (each := read_beside(project, file))):
        _read_test_file(project, path, written)
    written.found += [fault for path in project.sources(name) for fault in _in_base(project, path)]
    written.found += [
        misnamed(project, path) for file in own for path in misnamed_beside(project, file)
    ]
    if written.cases:
        written.found += reading.repeated(written.all())
    written.found = with_context(written.found, message_name=name)
    return written


def faults_of_tests(project: model.Opened, name: str) -> list[Diagnostic]:
    """Return what is wrong with how a message's tests are written; none of them is run."""
    message, written = project.message(name), written_tests(project, name)
    if not message.is_sound:
        return written.found
    missing = [fault for case in written.all() if (fault := rows.missing_sample(case, message))]
    odd = [fault for case in written.all() for fault in rows.misspelt(case, message)]
    return [*written.found, *with_context(missing, message_name=name), *odd]


def _read_message_file(project: model.Opened, path: Path, written: Written) -> None:
    template = project.files.template(path)[0]
    entry = template.entry(TESTS)
    if entry is not None:
        cases, found = reading.read_cases(entry.value, template.name.locale)
        written.cases[path] = cases
        written.found += found


def _read_test_file(project: model.Opened, path: Path, written: Written) -> None:
    source, found = source_of(project, path)
    tree, faults = (None, found) if found else parse_yaml(source)
    written.found += faults
    if tree is not None:
        cases, found = reading.read_cases(tree, _locale(project, path))
        written.cases[path] = cases
        written.found += found


def _locale(project: model.Opened, path: Path) -> str | None:
    name = split_name(project.catalog.name_of(path).removesuffix(TEST_ENDING) + ENDING)
    return name.locale if name else None


def _in_base(project: model.Opened, path: Path) -> Iterator[Diagnostic]:
    """Yield the fault of tests in a file that is no message, where nothing would run them."""
    entry = project.files.template(path)[0].root.entry(TESTS)
    if entry is not None and is_private(project.catalog.name_of(path)):
        help = "Write them in the messages that extend it."
        yield finding(WRONG, "a base has no tests of its own", entry.key.span, help=help)
