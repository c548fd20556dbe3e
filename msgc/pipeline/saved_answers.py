"""Saved answers of the API read from files: JSON, lines of JSON, folders of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.lock.answers import AnswerError, Answers
from msgc.lock.model import Lock
from msgc.records import dataclass
from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.syntax.json_nodes import parse_json, parse_json_lines
from msgc.syntax.values import to_value

LINES = (".ndjson", ".jsonl")
ENDINGS = (".json", *LINES)


@dataclass(slots=True)
class Saved:
    """The lock of saved answers, and the faults of files that don't parse."""

    lock: Lock = field(default_factory=Lock)
    found: list[Diagnostic] = field(default_factory=list)


def read_answers(paths: Iterable[Path], project: str | None) -> Saved:
    """Read answers; `project` is that of templates which don't name theirs.

    Raises OSError for a file that can't be read, AnswerError for one that holds no answer.
    """
    saved, answers = Saved(), Answers(project)
    for file in (file for path in paths for file in _files(path)):
        source, found = decode(str(file), file.read_bytes(), file)
        documents, faults = _documents(source, file.suffix.lower())
        saved.found += [*found, *([] if found else faults)]
        _add(documents if not found else [], file, answers)
    saved.lock = answers.lock()
    if not saved.lock.projects and not saved.found:
        raise AnswerError("the answers hold no channel templates")
    return saved


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(each for each in path.iterdir() if each.suffix.lower() in ENDINGS)


def _documents(source: SourceFile, ending: str) -> tuple[list[object], list[Diagnostic]]:
    if ending in LINES:
        read = [(node, found) for _, node, found in parse_json_lines(source)]
    else:
        read = [parse_json(source)]
    documents = [to_value(node) for node, _ in read if node is not None]
    return documents, [fault for _, found in read for fault in found]


def _add(documents: Iterable[object], file: Path, answers: Answers) -> None:
    try:
        for document in documents:
            answers.add(document)
    except AnswerError as error:
        raise type(error)(f"{file}: {error}") from None
