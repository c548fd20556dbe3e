"""A message's plan kept for the runs to come, with all that it hangs on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgc.cache.keys import FILE, NAMES, PLACE, Fact, evidence
from msgc.cache.store import Document, Store, default_folder
from msgc.catalog import CONFIG, Catalog
from msgc.cli.plan_document import plan_document
from msgc.cli.plan_merging import with_earlier
from msgc.cli.replay import looks, may_cache
from msgc.cli.settings import settings
from msgc.cli.telling import told
from msgc.cli.warm_asked import plan_key
from msgc.diagnostics import Diagnostic
from msgc.emit.portable import NotPortableError
from msgc.lock import FILE as LOCK
from msgc.pipeline.projects import Project
from msgc.pipeline.specialising import Specialised
from msgc.python.findings import diagnostics_of
from msgc.python.inside import programs_of, project_of
from msgc.python.messages import Message
from msgc.python.outputs import hashes
from msgc.python.results import FileResult


def keep_plan(message: Message, result: FileResult) -> None:
    """Keep the plan of a message with the programs that rows have had, where it can be kept.

    With it go the digests of the message's files, as the manifest has them, and the warnings that
    each run tells.
    """
    programs = programs_of(result)
    if programs is None or not may_cache(settings().words, os.environ):
        return
    project, name = project_of(message), message.name
    with suppress(NotPortableError, OSError):
        sources = hashes(project, name)
        found = diagnostics_of(message.findings)
        entry = {**_entry(project, name, programs, sources), **_told(found)}
        if not _changed_since(settings().began, project.catalog, entry["inputs"]):
            root = str(project.catalog.root.resolve())
            store, key = Store(default_folder(os.environ)), plan_key(root, name)
            store.write(key, with_earlier(entry, store.read(key)))


def _entry(
    project: Project, name: str, specialised: Specialised, sources: Mapping[str, str]
) -> Document:
    plan = plan_document(project.message(name), specialised)
    facts = facts_of(project, name)
    inputs = [os.path.realpath(path) for kind, path in facts if kind == FILE]
    kept: Document = {"facts": facts, "evidence": evidence(facts), "inputs": inputs}
    return {**kept, "plan": plan, "sources": sources}


def _told(found: Sequence[Diagnostic]) -> Document:
    """Return what is told of warnings, and for which terminal; None where that isn't kept."""
    is_plain = not settings().wants_color(sys.stderr)
    text = told(found, 1, color=False) if found and is_plain else None if found else ""
    return {"told": text, "looks": looks()}


def facts_of(project: Project, name: str) -> list[Fact]:
    """Return all that a message's plan hangs on: what was read, and what else could have been."""
    catalog = project.catalog
    files = {*project.files_of(name), *project.files.read()}
    files |= {catalog.root / each for each in (CONFIG, LOCK)}
    places = [(kind, str(catalog.templates)) for kind in (PLACE, NAMES)]
    return [*places, *((FILE, str(path)) for path in sorted(files))]


def _changed_since(began: float, catalog: Catalog, files: object) -> bool:
    """Tell whether a file, or a folder of messages, may have changed after it was read."""
    assert isinstance(files, list)
    there = [path for path in map(Path, files) if path.exists()]
    return any(path.stat().st_ctime >= began for path in (*there, *_folders(catalog)))


def _folders(catalog: Catalog) -> Iterator[Path]:
    return (Path(folder) for folder, _, _ in os.walk(catalog.templates))
