"""`preview`: a message for one row as plain data, whatever is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from msgc.catalog import CONFIG
from msgc.diagnostics import Diagnostic, ordered
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.pipeline.messages import DEFAULT_LOCALE, Message
from msgc.pipeline.picturing import Drawn, draw
from msgc.pipeline.preview_notes import note_of, row_note
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import with_column
from msgc.pipeline.samples import LOCALE, sample_data
from msgc.plan import roots_of
from msgc.preview.model import Choice, Listed, Note, Picture, Scene, SourceText
from msgc.recipients.describe import sample_row
from msgc.recipients.rows import RawRow
from msgc.records import dataclass
from msgc.syntax.decode import decode

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The row that is shown: as it was given, as it was read, and what is wrong with it."""

    given: Row
    row: Row
    found: tuple[Diagnostic, ...] = ()
    notes: tuple[Note, ...] = ()
    made_up: bool = False

    @property
    def json(self) -> str:
        """The row as it was given."""
        return json.dumps(self.given, ensure_ascii=False, indent=2, default=str)


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
    shown = _shown(message, choice, raw)
    drawn = _drawn(message, shown.row, choice.locale)
    found = _found(project, message, choice, shown)
    notes = (*(note_of(each, drawn) for each in found), *shown.notes)
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


def _found(project: Project, message: Message, choice: Choice, shown: _Shown) -> list[Diagnostic]:
    """Return what is wrong with a message, and with what is shown of it."""
    checked = project.findings(message.name)
    own = [each for each in checked if each.sample in (None, choice.sample)]
    return ordered([*own, *project.ruled(message.ignores.kept(shown.found))])


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


def _shown(message: Message, choice: Choice, raw: RawRow | None) -> _Shown:
    if raw is None:
        raw, is_made_up = _sample_row(message, choice)
    else:
        is_made_up = False
    data = dict(raw.data or {})
    if choice.locale is not None:
        data[LOCALE] = choice.locale
    compiler = Compiler(message)
    row, faults = compiler.reader.read(replace(raw, data=data if raw.data is not None else None))
    told = tuple(row_note(with_column(fault, raw), message, choice) for fault in faults)
    is_checked = choice.sample is not None and choice.locale is None
    if row is None or is_checked:
        # What is wrong with a sample by itself has been found with the message.
        return _Shown(data, row or data, (), () if is_checked else told, is_made_up)
    return _Shown(data, row, _broken(message, compiler, row), told, is_made_up)


def _sample_row(message: Message, choice: Choice) -> tuple[RawRow, bool]:
    sample = message.samples.get(choice.sample or "")
    if sample is not None:
        return RawRow(1, sample_data(sample, message.variables)), False
    return RawRow(1, sample_row(message.variables)), bool(message.variables.fields)


def _broken(message: Message, compiler: Compiler, row: Row) -> tuple[Diagnostic, ...]:
    outcome = compiler.compile(row) if message.is_sound else Compiled({}, None)
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
    told |= {place.file for each in drawn for place in each.picture.places.values()}
    for path in sorted(project.files_of(message.name)):
        name = project.catalog.shown(path)
        if name != own.name and (path.name != CONFIG or name in told):
            yield SourceText(name, decode(name, path.read_bytes(), path)[0].text)
