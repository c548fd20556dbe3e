"""A variable renamed in every file that writes it: expressions, `vars`, samples, locales."""

from __future__ import annotations

from pathlib import Path

from msgc.diagnostics import Edit
from msgc.infer.declared import RESERVED
from msgc.infer.scope import LOCALE
from msgc.pipeline.editing import messages_of
from msgc.pipeline.editing_rows import has_unreadable_tests
from msgc.pipeline.editing_sharing import connected
from msgc.pipeline.editing_uses import expressions_of, words_of
from msgc.pipeline.editing_words import Role, Steps, Word, words_at
from msgc.pipeline.projects import Project
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex


class RenameError(Exception):
    """What is at the place can't be renamed so: one sentence."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A variable, or a field of one, at a place: the word there, and the row's steps to it.

    `message` is one that knows it.
    """

    word: Span
    steps: Steps
    message: str


def renaming_at(project: Project, path: Path, offset: int) -> Renaming:
    """Return the variable at an offset of a file. Raises RenameError where none is there."""
    for name in messages_of(project, path):
        for word in words_at(words_of(project, name), path, offset):
            return Renaming(word.span, _renamable(project, word), name)
    raise RenameError("only a variable can be renamed, and none is here")


def _renamable(project: Project, word: Word) -> Steps:
    written = word.span.text
    if word.role is Role.LOOP:
        raise RenameError(f"`{written}` is a loop's name, not a variable")
    if word.steps is None:
        raise RenameError(f"`vars` doesn't tell what `{written}` is a field of")
    if word.role is Role.USE and word.steps[0] in project.config.constants:
        raise RenameError(f"`{word.steps[0]}` is a constant of `msgc.yaml`, not a variable")
    if word.steps[0] in (*RESERVED, LOCALE):
        raise RenameError(f"`{word.steps[0]}` is a word of the language, not a variable")
    return word.steps


def rename(project: Project, renaming: Renaming, name: str) -> list[Edit]:
    """Return the edits that give a variable another name, in the order of files and places.

    Raises RenameError where the new name can't be one, or some use of the old one can't be seen.
    """
    _refuse_name(project, renaming.steps, name)
    old, edits = renaming.steps[-1], dict[Span, Edit]()
    by_message = connected(project, renaming.message, renaming.steps)
    for message, words in by_message.items():
        _refuse_taken(message, words, (*renaming.steps[:-1], name))
        _refuse_unseen(project, message, words, renaming.steps)
        same = (word.span for word in words if word.steps == renaming.steps)
        edits.update({span: Edit(span, name) for span in same})
    if any(span.text != old for span in edits):
        raise RenameError(f"`{old}` is written with escapes somewhere; write it plainly first")
    return sorted(edits.values(), key=lambda edit: (edit.span.source.name, edit.span.start))


def _refuse_name(project: Project, steps: Steps, name: str) -> None:
    if not name.isidentifier() or name.startswith("_"):
        raise RenameError(f"`{name}` can't be a variable's name: letters, digits and `_`")
    if name in (*RESERVED, LOCALE):
        raise RenameError(f"`{name}` is a word of the language, and no variable's name")
    if len(steps) == 1 and name in project.config.constants:
        raise RenameError(f"`{name}` is a constant of `msgc.yaml`")


def _refuse_taken(message: str, words: list[Word], taken: Steps) -> None:
    for word in words:
        is_loop = word.role is Role.LOOP and (word.span.text,) == taken
        if word.steps == taken or is_loop:
            raise RenameError(f"`{message}` has a `{taken[-1]}` already")


def _refuse_unseen(project: Project, message: str, words: list[Word], steps: Steps) -> None:
    """Refuse what a rename would leave half done."""
    parts = [part for each in expressions_of(project.message(message)) for part in ex.walk(each)]
    if not project.message(message).plans or any(isinstance(each, ex.Broken) for each in parts):
        raise RenameError(f"`{message}` can't be read whole: mend its errors first")
    if has_unreadable_tests(project, message):
        raise RenameError(f"a test file of `{message}` can't be read: mend its errors first")
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
