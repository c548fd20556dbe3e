"""Rows that are written in a catalog: those of samples, and those of tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgc.pipeline.editing_words import ITEM, Role, Steps, Word, words_in
from msgc.pipeline.projects import Project
from msgc.pipeline.testing.files import TESTS
from msgc.pipeline.testing.places import file_beside, source_of
from msgc.pipeline.testing.reading import ROW
from msgc.syntax import nodes
from msgc.syntax.yaml_nodes import parse_yaml

SAMPLES = "samples"


def words_of_rows(root: nodes.Mapping) -> Iterator[Word]:
    """Yield the keys of the rows in a message file."""
    for sample in _entries(root.get(SAMPLES)):
        yield from _of_row(sample.value, ())
    yield from _of_tests(root.get(TESTS))


def words_of_test_files(project: Project, name: str) -> Iterator[Word]:
    """Yield the keys of the rows in the test files of a message; none of what isn't YAML."""
    for path in test_files(project, name):
        yield from _of_tests(_tree(project, path))


def has_unreadable_tests(project: Project, name: str) -> bool:
    """Tell whether a message has a test file whose rows can't be seen."""
    return any(_tree(project, path) is None for path in test_files(project, name))


def test_files(project: Project, name: str) -> list[Path]:
    """Return the test files beside a message's own files."""
    own = (project.paths()[name], *project.index.locales.get(name, []))
    return [path for each in own if project.files.has(path := file_beside(each))]


def _tree(project: Project, path: Path) -> nodes.Node | None:
    source, found = source_of(project, path)
    tree, faults = (None, found) if found else parse_yaml(source)
    return None if faults else tree


def _of_tests(node: nodes.Node | None) -> Iterator[Word]:
    for test in _entries(node):
        for member in _entries(test.value):
            if member.key.value == ROW:
                yield from _of_row(member.value, ())


def _entries(node: nodes.Node | None) -> Iterator[nodes.Entry]:
    yield from node if isinstance(node, nodes.Mapping) else ()


def _of_row(node: nodes.Node, steps: Steps) -> Iterator[Word]:
    """Yield the keys of a row."""
    if isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _of_row(item, (*steps, ITEM))
    elif isinstance(node, nodes.Mapping):
        for entry in node:
            yield Word(words_in(entry.key), (*steps, entry.key.value), Role.ROW)
            yield from _of_row(entry.value, (*steps, entry.key.value))
