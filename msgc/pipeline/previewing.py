"""`preview`: a message for one row as plain data, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgc.catalog import CONFIG
from msgc.diagnostics import Diagnostic, ordered
from msgc.lock import FILE as LOCK
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.picturing import Drawn, draw
from msgc.pipeline.preview_notes import note_of, row_notes
from msgc.pipeline.preview_rows import Row, ShownRow, shown_row
from msgc.pipeline.projects import Project
from msgc.pipeline.samples import LOCALE
from msgc.plan import roots_of
from msgc.preview.model import Choice, Listed, Note, Picture, Scene, SourceText
from msgc.recipients.rows import RawRow
from msgc.syntax.decode import decode


def listed(project: Project, name: str) -> Listed:
    """Return a message as the catalog's list shows it, checked."""
    found = ordered(project.findings(name))
    errors = sum(each.is_error for each in found)
    return Listed(name, project.message(name).kind, errors, len(found) - errors)


def scene_of(
    project: Project, choice: Choice, raw: RawRow | None = None, rows: str | None = None
) -> Scene:
    """Return a message for a sample, or for the row `raw` of the file `rows`.

    KeyError for an unknown message. A sample that isn't there is the first that is.
    """
    message = project.message(choice.message)
    choice = _settled(message, choice, raw)
    shown = shown_row(message, choice, raw)
    drawn = _drawn(message, shown.row, choice.locale)
    found = _found(project, message, choice, shown)
    told = () if _is_known(choice, shown) else row_notes(shown.faults, message, choice, drawn)
    notes = (*(note_of(each, drawn) for each in found), *told)
    files = tuple(_files(project, message, drawn, notes))
    pictures = _pictures(drawn, notes)
    about = _about(message)
    return Scene(choice, *about, rows, shown.json, shown.made_up, *pictures, notes, files)


def _pictures(
    drawn: Sequence[Drawn], notes: Sequence[Note]
) -> tuple[Picture | None, Picture | None]:
    """Return a message's picture and its fallback's, each with the findings on its parts."""
    pictures = [_with_notes(each.picture, notes, bool(n)) for n, each in enumerate(drawn)]
    return (pictures[0] if pictures else None), (pictures[1] if len(pictures) > 1 else None)


def _is_known(choice: Choice, shown: ShownRow) -> bool:
    """Tell whether a row's faults are none of the author's, or have been found with the message."""
    return shown.made_up or (choice.sample is not None and choice.locale is None)


def _found(project: Project, message: Message, choice: Choice, shown: ShownRow) -> list[Diagnostic]:
    """Return what is wrong with a message, and with what is shown of it.

    What is wrong with a sample by itself has been found with the message.
    """
    checked = project.findings(message.name)
    own = [each for each in checked if each.sample in (None, choice.sample)]
    is_checked = choice.sample is not None and choice.locale is None
    broken = () if is_checked or shown.faults else _broken(message, shown.row)
    return ordered([*own, *project.ruled(message.ignores.kept(broken))])


def _about(message: Message) -> tuple[str | None, str, tuple[str, ...], tuple[str, ...]]:
    """Return a message's kind, description, samples and locales."""
    description = message.template.text("description")
    told = description.value if description else ""
    return message.kind, told, tuple(message.samples), tuple(message.locales)


def _settled(message: Message, choice: Choice, raw: RawRow | None) -> Choice:
    """Return the choice with a sample that is there, and a locale only where it has a file."""
    sample = (
        choice.sample if choice.sample in message.samples else next(iter(message.samples), None)
    )
    locale = choice.locale if choice.locale in message.locales else None
    row = raw.number if raw else None
    return Choice(message.name, None if raw else sample, row, locale)


def _broken(message: Message, row: Row) -> tuple[Diagnostic, ...]:
    outcome = Compiler(message).compile(row) if message.is_sound else Compiled({}, None)
    return () if isinstance(outcome, Compiled) else tuple(outcome)


def _drawn(message: Message, row: Row, locale: str | None) -> list[Drawn]:
    """Return the pictures of what is sent; none where the message can't be read that far."""
    written = locale or row.get(LOCALE)
    tag = written if isinstance(written, str) and written else None
    if None not in message.plans:
        return []
    names = {**message.config.constants, **row}
    plan = message.plan_for(tag)
    return [draw(message, root, names, tag or DEFAULT_LOCALE) for root in roots_of(plan)]


def _with_notes(picture: Picture, notes: Iterable[Note], is_fallback: bool) -> Picture:
    own = (n for n in notes if n.path is not None and n.is_fallback is is_fallback)
    return replace(picture, notes=tuple(own))


def _files(
    project: Project, message: Message, drawn: Sequence[Drawn], notes: Sequence[Note]
) -> Iterable[SourceText]:
    """Yield the message's own file, and then the others that anything shown comes from."""
    own = message.template.source
    yield SourceText(own.name, own.text)
    told = {note.place.file for note in notes if note.place}
    sources = (node.span.source for each in drawn for node in each.origins.values())
    # As they were read: an editor that is writing one may have taken it away for the moment.
    read = {each.name: each.text for each in sources}
    for path in sorted(project.files_of(message.name)):
        name = project.catalog.shown(path)
        if name in read and name != own.name:
            yield SourceText(name, read[name])
        elif name != own.name and (path.name not in (CONFIG, LOCK) or name in told):
            yield SourceText(name, decode(name, path.read_bytes(), path)[0].text)
