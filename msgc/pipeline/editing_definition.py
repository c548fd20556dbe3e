"""Where what is written at a place was made: variables, constants, bases, included files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgc.pipeline.editing import messages_of
from msgc.pipeline.editing_seen import holds
from msgc.pipeline.editing_uses import expressions_of, words_of
from msgc.pipeline.editing_words import Role, Word, words_at
from msgc.pipeline.files import EXTENDS
from msgc.pipeline.projects import Project
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar
from msgc.vocabulary import ENDING


@dataclass(frozen=True, slots=True)
class Definition:
    """Where something is made, and the words at the place asked about that name it."""

    target: Span
    origin: Span


def definition_at(project: Project, path: Path, offset: int) -> Definition | None:
    """Return where what is at an offset of a file is made; None where nothing is known of it."""
    for name in messages_of(project, path):
        searches = (_variable, _included, _extended, _beneath)
        found = (search(project, name, path, offset) for search in searches)
        if answer := next((each for each in found if each is not None), None):
            return answer
    return None


def _variable(project: Project, name: str, path: Path, offset: int) -> Definition | None:
    words = words_of(project, name)
    for word in words_at(words, path, offset):
        target = word.head or _declaration(words, word) or _constant(project, word)
        if target is not None and target != word.span:
            return Definition(target, word.span)
    return None


def _declaration(words: list[Word], word: Word) -> Span | None:
    """Return where a variable or a field of one is declared; the nearest file counts."""
    declared = [w for w in words if w.role is Role.DECLARED and w.steps == word.steps]
    return declared[-1].span if declared else None


def _constant(project: Project, word: Word) -> Span | None:
    place = project.config.constant_places.get(word.steps[0]) if word.steps else None
    return place.span if place and word.role is Role.USE and len(word.steps or ()) == 1 else None


def _included(project: Project, name: str, path: Path, offset: int) -> Definition | None:
    for expr in expressions_of(project.message(name)):
        for part in ex.walk(expr):
            if isinstance(part, ex.Include) and part.body is not None:
                is_here = part.path_span.source.path == path and holds(part.path_span, offset)
                source = project.files.text(part.path)
                if is_here and source is not None:
                    return Definition(source.span(), part.path_span)
    return None


def _extended(project: Project, name: str, path: Path, offset: int) -> Definition | None:
    if not path.name.endswith(ENDING):
        return None
    base = project.files.template(path)[0].text(EXTENDS)
    if base is None or not holds(base.span, offset):
        return None
    file = project.files.inside(base.value + ENDING)
    return Definition(project.files.template(file)[0].source.span(), base.span) if file else None


def _beneath(project: Project, name: str, path: Path, offset: int) -> Definition | None:
    """Return the key of a base, or of the file without a locale, that a key stands over."""
    if not path.name.endswith(ENDING):
        return None
    keys = _keys_to(project.files.template(path)[0].root, offset)
    for layer in _layers_below(project, name, path) if keys else ():
        entry = _entry(project.files.template(layer)[0].root, [key.value for key in keys])
        if entry is not None:
            return Definition(entry.key.span, keys[-1].span)
    return None


def _layers_below(project: Project, name: str, path: Path) -> Iterator[Path]:
    """Yield the files that a file is laid over, the nearest first."""
    chain = project.files.chain(project.paths()[name])[0]
    own = next((each for each in chain if path in _localised(project, each)), None)
    start = path if own is None else own
    if own is not None:
        yield own
    yield from reversed(chain[: chain.index(start)] if start in chain else [])


def _localised(project: Project, path: Path) -> list[Path]:
    name = project.files.template(path)[0].name.name
    return project.index.locales.get(name, [])


def _keys_to(node: Node | None, offset: int) -> list[Scalar]:
    """Return the keys of mappings that lead to the key at an offset; none where no key is there."""
    for entry in node if isinstance(node, Mapping) else ():
        if holds(entry.key.span, offset):
            return [entry.key]
        if inner := _keys_to(entry.value, offset):
            return [entry.key, *inner]
    return []


def _entry(node: Node | None, keys: list[str]) -> Entry | None:
    entry = node.entry(keys[0]) if isinstance(node, Mapping) else None
    return entry if entry is None or len(keys) == 1 else _entry(entry.value, keys[1:])
