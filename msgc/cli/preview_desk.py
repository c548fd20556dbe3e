"""The catalog behind a preview's pages, read anew when it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from msgc.catalog import CONFIG
from msgc.cli.preview_faults import scene_of_fault
from msgc.cli.preview_rows import FIRST, RowsFile, faults_of
from msgc.diagnostics import ordered
from msgc.lock import FILE as LOCK
from msgc.pipeline.preview_notes import note_of
from msgc.pipeline.previewing import listed, scene_of
from msgc.pipeline.projects import Project
from msgc.preview.model import Choice, Listed, Note, Overview, Scene
from msgc.recipients.rows import RowsError

BRAND = "brand"
WATCHED = frozenset({CONFIG, LOCK})


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
        except Exception:
            # The file is gone, and the watcher will tell; or the fault is our own, and the
            # message's page tells it.
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
        """Return a message for a choice, whatever is wrong with it. Raises KeyError, OSError."""
        try:
            return self._scene(choice)
        except OSError:
            raise
        except Exception as error:
            return scene_of_fault(self.project, choice, error)

    def _scene(self, choice: Choice) -> Scene:
        if self._rows is None:
            return scene_of(self.project, choice)
        number = choice.row or (FIRST if choice.sample is None else None)
        wanted = (self.project, choice.message, number or FIRST)
        raw, notes = self._rows.row(*wanted) if number else (None, ())
        scene = scene_of(self.project, choice, raw, self._rows.name)
        return replace(scene, notes=(*notes, *scene.notes))

    def listed(self, name: str) -> Listed:
        """Return a message as the catalog's list shows it, checked."""
        if name not in self._known:
            self._check(name)
        return self._known[name]

    def scenes(self, name: str, limit: int) -> Iterator[Scene]:
        """Yield a message for its rows, no more than `limit`; else for each sample and locale."""
        try:
            yield from self._scenes(name) if self._rows is None else self._of_rows(name, limit)
        except OSError:
            raise
        except Exception as error:
            yield scene_of_fault(self.project, Choice(name), error)

    def _scenes(self, name: str) -> Iterator[Scene]:
        first = scene_of(self.project, Choice(name))
        yield first
        for sample in first.samples[1:]:
            yield scene_of(self.project, Choice(name, sample))
        for locale in first.locales:
            yield scene_of(self.project, Choice(name, None, None, locale))

    def _of_rows(self, name: str, limit: int) -> Iterator[Scene]:
        assert self._rows is not None
        notes: tuple[Note, ...] = (self._rows.no_rows(),)
        try:
            for raw in islice(self._rows.rows(self.project, name), limit):
                notes = ()
                yield scene_of(self.project, Choice(name), raw, self._rows.name)
        except RowsError as error:
            notes = faults_of(error)
        if notes:
            scene = scene_of(self.project, Choice(name))
            yield replace(scene, notes=(*notes, *scene.notes))


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
