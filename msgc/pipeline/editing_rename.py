"""A variable renamed in every file that writes it: expressions, `vars`, samples, locales."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgc.diagnostics import Edit
from msgc.infer.declared import RESERVED
from msgc.pipeline.editing import messages_of
from msgc.pipeline.editing_uses import (
    Role,
    Steps,
    Word,
    expressions_of,
    words_at,
    words_of,
)
from msgc.pipeline.projects import Project
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex


class RenameError(Exception):
    """What is at the place can't be renamed so: one sentence."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A variable, or a field of one, at a place: the word there, and the row's steps to it."""

    word: Span
    steps: Steps
    messages: tuple[str, ...]


def renaming_at(project: Project, path: Path, offset: int) -> Renaming:
    """Return the variable at an offset of a file, and the messages that know it.

    Raises RenameError where no variable is there, or where some of its uses can't be seen.
    """
    for name in messages_of(project, path):
        for word in words_at(words_of(project, name), path, offset):
            steps = _renamable(project, word)
            return Renaming(word.span, steps, _connected(project, name, steps))
    raise RenameError("only a variable can be renamed, and none is here")


def _renamable(project: Project, word: Word) -> Steps:
    written = word.span.text
    if word.role is Role.LOOP:
        raise RenameError(f"`{written}` is a loop's name, not a variable")
    if word.steps is None:
        raise RenameError(f"`vars` doesn't tell what `{written}` is a field of")
    if word.role is Role.USE and word.steps[0] in project.config.constants:
        raise RenameError(f"`{word.steps[0]}` is a constant of `msgc.yaml`, not a variable")
    if word.steps[0] in (*RESERVED, "locale"):
        raise RenameError(f"`{word.steps[0]}` is a word of the language, not a variable")
    return word.steps


def _connected(project: Project, first: str, steps: Steps) -> tuple[str, ...]:
    """Return the messages that share a file in which the variable is written, and so on."""
    found, waiting = list[str](), [first]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += _sharing(project, name, steps)
    return tuple(found)


def _sharing(project: Project, name: str, steps: Steps) -> Iterator[str]:
    paths = {word.span.source.path for word in words_of(project, name) if word.steps == steps}
    for path in sorted(path for path in paths if path is not None):
        yield from messages_of(project, path)


def rename(project: Project, renaming: Renaming, name: str) -> list[Edit]:
    """Return the edits that give a variable another name, in the order of files and places.

    Raises RenameError where the new name can't be one, or some use of the old one can't be seen.
    """
    old = renaming.steps[-1]
    _refuse_name(project, renaming, name)
    edits: dict[Span, Edit] = {}
    for message in renaming.messages:
        words = words_of(project, message)
        _refuse_unseen(project, message, words, renaming.steps)
        same = (word.span for word in words if word.steps == renaming.steps)
        edits.update({span: Edit(span, name) for span in same})
    if any(span.text != old for span in edits):
        raise RenameError(f"`{old}` is written with escapes somewhere; write it plainly first")
    return sorted(edits.values(), key=lambda edit: (edit.span.source.name, edit.span.start))


def _refuse_name(project: Project, renaming: Renaming, name: str) -> None:
    if not name.isidentifier() or name.startswith("_") or name in (*RESERVED, "locale"):
        raise RenameError(f"`{name}` can't be a variable's name: letters, digits and `_`")
    if len(renaming.steps) == 1 and name in project.config.constants:
        raise RenameError(f"`{name}` is a constant of `msgc.yaml`")
    taken = (*renaming.steps[:-1], name)
    for message in renaming.messages:
        for word in words_of(project, message):
            is_loop = word.role is Role.LOOP and len(taken) == 1 and word.span.text == name
            if word.steps == taken or is_loop:
                raise RenameError(f"`{message}` has a `{name}` already")


def _refuse_unseen(project: Project, message: str, words: list[Word], steps: Steps) -> None:
    """Refuse what a rename would leave half done."""
    parts = [part for each in expressions_of(project.message(message)) for part in ex.walk(each)]
    if not project.message(message).plans or any(isinstance(each, ex.Broken) for each in parts):
        raise RenameError(f"`{message}` can't be read whole: mend its errors first")
    if any(w.steps == steps and w.span.source is project.config.source for w in words):
        raise RenameError(f"`{steps[0]}` stands in `msgc.yaml` too, which all messages share")
    if len(steps) > 1:
        _refuse_unsure(words, parts, steps, message)


def _refuse_unsure(words: list[Word], parts: list[ex.Expr], steps: Steps, message: str) -> None:
    """Refuse a field's new name where it may be meant by words that don't tell whose it is."""
    field = steps[-1]
    loose = any(w.steps is None and w.role is Role.USE and w.span.text == field for w in words)
    texts = (each.value for each in parts if isinstance(each, ex.Const))
    if loose or any(field in text.split(".") for text in texts if isinstance(text, str)):
        raise RenameError(f"`{message}` names a `{field}` whose owner can't be told; do it by hand")
    if any(word.steps == steps and word.is_schema for word in words):
        raise RenameError(f"`{field}` is declared by a JSON Schema in `vars`; rename it by hand")
