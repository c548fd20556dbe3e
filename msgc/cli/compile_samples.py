"""`msgc compile` without recipients: `build/`, or the samples' payloads a line each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from msgc.cli.settings import say_more, settings, write_out
from msgc.cli.telling import counted, tell
from msgc.diagnostics import has_errors
from msgc.emit.reference import dump
from msgc.pipeline.building import (
    BUILD,
    Build,
    build_of,
    changed_files,
    stale_files,
    write_build,
)
from msgc.pipeline.projects import Project


def compile_to_build(
    project: Project, names: Sequence[str], everything: bool, output: Path | None
) -> int:
    """Write the samples' payloads, and take away what no sample makes."""
    folder = output or project.catalog.root / BUILD
    build = build_of(project, names, folder)
    tell(build.found, len(names))
    stale = stale_files(build, names, everything) if output is None else []
    for path in (*changed_files(build), *stale):
        say_more(f"{project.catalog.shown(path)}{' (removed)' if path in stale else ''}")
    write_build(build, stale)
    _say_skipped(build)
    removed = f", {len(stale)} removed" if stale else ""
    where = folder.name if output is None else str(folder)
    counts = f"{counted(len(build.files), 'payload')} of {counted(build.messages, 'message')}"
    left_out = f", {counted(len(build.faulty), 'message')} left out" if build.faulty else ""
    settings().say(f"{counts} in {where}/{removed}{left_out}")
    return 1 if has_errors(build.found) else 0


def _say_skipped(build: Build) -> None:
    for name in build.skipped:
        settings().say(f"note: {name} has variables and no samples, so nothing is compiled for it")


def check_build(project: Project, names: Sequence[str], everything: bool) -> int:
    """Write nothing; tell which files of `build/` aren't what the samples make."""
    build = build_of(project, names, project.catalog.root / BUILD)
    tell(build.found, len(names))
    changed = changed_files(build)
    stale = stale_files(build, names, everything)
    for path, what in (*((p, "differs") for p in changed), *((p, "is left over") for p in stale)):
        word = what if path.exists() else "is missing"
        click.echo(f"{project.catalog.shown(path)} {word}")
    if changed or stale:
        settings().say("build/ is stale: run `msgc compile` and commit what it writes")
        return 1
    if has_errors(build.found):
        return 1
    settings().say(f"build/ is up to date: {counted(len(build.files), 'payload')}")
    return 0


def print_payloads(project: Project, names: Sequence[str]) -> int:
    """Write the samples' payloads to standard output, a line each."""
    build = build_of(project, names, project.catalog.root / BUILD)
    tell(build.found, len(names))
    _say_skipped(build)
    for name in names:
        if name in build.faulty:
            continue
        for result in project.samples(name):
            if result.compiled is not None:
                write_out(dump(result.compiled.payload).decode("utf-8") + "\n")
    return 1 if has_errors(build.found) else 0
