"""The catalog behind a preview's pages, read anew when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from msgc.catalog import CONFIG
from msgc.diagnostics import ordered
from msgc.lock.model import FILE as LOCK
from msgc.pipeline.preview_notes import note_of
from msgc.pipeline.previewing import listed, scene_of
from msgc.pipeline.projects import Project
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.preview.model import Choice, Listed, Note, Overview, Scene
from msgc.recipients.reading import file_source, open_rows
from msgc.recipients.rows import RawRow, RowsError
from msgc.records import dataclass

BRAND = "brand"
FIRST = 1


@dataclass(frozen=True, slots=True)
class RowsFile:
    """A file of recipients, and its format where the ending doesn't tell it."""

    path: str
    format: str | None = None

    def rows(self, project: Project, name: str) -> Iterator[RawRow]:
        """Yield the rows for a message. Raises RowsError."""
        variables = project.message(name).variables
        source = file_source(self.path, self.format, parse_yaml=parse_yaml_rows(variables))
        with closing(open_rows(replace(source, wanted=variables))) as rows:
            yield from rows


class PreviewDesk:
    """A catalog with what is known of its messages."""

    def __init__(self, open_project: Callable[[], Project], rows: RowsFile | None) -> None:
        self._open = open_project
        self._rows = rows
        self._known: dict[str, Listed] = {}
        self._stamps: dict[str, frozenset[object]] = {}
        self.project = open_project()

    def reload(self) -> None:
        """Read the catalog anew; what is known of messages whose files are as they were is kept."""
        try:
            self.project = self._open()
        except OSError:
            # `msgc.yaml` is gone for the moment that an editor takes to write it.
            return
        changed = (name for name in self._known if self._has_changed(name))
        for name in list(changed):
            del self._known[name]

    def _has_changed(self, name: str) -> bool:
        # A file that is included, and wasn't there, may be there now.
        if name not in self.project.paths() or self._known[name].errors:
            return True
        return self._stamp(name, self._stamps[name]) != self._stamps[name]

    def _stamp(self, name: str, known: frozenset[object] | None = None) -> frozenset[object]:
        """Return the state of a message's files, as last read or of those that are `known`."""
        project = self.project
        locales = project.index.locales.get(name, [])
        if known is None:
            files = {*project.files_of(name), *locales, project.catalog.root / LOCK}
        else:
            files = {*(each[0] for each in known if isinstance(each, tuple)), *locales}
        return frozenset((path, *_state(path)) for path in files)

    def survey(self) -> bool:
        """Check one more of the messages that haven't been; False where all have."""
        name = next((each for each in self.project.paths() if each not in self._known), None)
        if name is None:
            return False
        self._check(name)
        return True

    def _check(self, name: str) -> None:
        try:
            self._known[name] = listed(self.project, name)
            self._stamps[name] = self._stamp(name)
        except OSError:
            # The file is gone; the watcher will tell.
            self._known[name] = Listed(name, errors=1)

    def show(self, choice: Choice) -> tuple[Overview, Scene | None]:
        """Return the catalog, and the chosen message; the first where none is chosen."""
        names = list(self.project.paths())
        name = choice.message or next(iter(names), "")
        if name not in names:
            return self.overview(), None
        try:
            scene = self.scene(replace(choice, message=name))
            self.listed(name)
        except OSError:
            return self.overview(), None
        return self.overview(), scene

    def overview(self) -> Overview:
        """Return the catalog as its list shows it, with what is known so far."""
        project = self.project
        messages = tuple(self._known.get(name, Listed(name)) for name in project.paths())
        brand = project.config.constants.get(BRAND)
        name = brand if isinstance(brand, str) else project.catalog.root.name
        found = (each for each in project.ruled(project.config.found) if not each.is_error)
        return Overview(name, messages, tuple(note_of(each, ()) for each in ordered(found)))

    def scene(self, choice: Choice) -> Scene:
        """Return a message for a choice. Raises KeyError, OSError."""
        if self._rows is None:
            return scene_of(self.project, choice)
        number = choice.row or (FIRST if choice.sample is None else None)
        raw, notes = self._row(choice.message, number) if number else (None, ())
        scene = scene_of(self.project, choice, raw, Path(self._rows.path).name)
        return replace(scene, notes=(*notes, *scene.notes))

    def _row(self, name: str, number: int) -> tuple[RawRow | None, tuple[Note, ...]]:
        assert self._rows is not None
        try:
            rows = self._rows.rows(self.project, name)
            raw = next(islice(rows, number - 1, number), None)
        except RowsError as error:
            return None, tuple(Note(f.code, "error", f.message, f.help) for f in error.faults)
        if raw is None:
            return None, (Note("MSG501", "error", f"There is no row {number}", "Choose another."),)
        return raw, ()

    def listed(self, name: str) -> Listed:
        """Return a message as the catalog's list shows it, checked."""
        if name not in self._known:
            self._check(name)
        return self._known[name]

    def scenes(self, name: str, limit: int) -> Iterator[Scene]:
        """Yield a message for its rows, no more than `limit`; else for each sample and locale."""
        if self._rows is not None:
            try:
                for raw in islice(self._rows.rows(self.project, name), limit):
                    yield scene_of(self.project, Choice(name), raw, Path(self._rows.path).name)
            except RowsError as error:
                yield replace(scene_of(self.project, Choice(name)), notes=_faults(error))
            return
        first = scene_of(self.project, Choice(name))
        yield first
        for sample in first.samples[1:]:
            yield scene_of(self.project, Choice(name, sample))
        for locale in first.locales:
            yield scene_of(self.project, Choice(name, None, None, locale))


def _faults(error: RowsError) -> tuple[Note, ...]:
    return tuple(Note(fault.code, "error", fault.message, fault.help) for fault in error.faults)


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


WATCHED = frozenset({CONFIG, LOCK})
