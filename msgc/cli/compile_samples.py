"""`msgc compile` without recipients: `build/`, or the samples' payloads a line each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from msgc.catalog import Catalog as Places
from msgc.cli.settings import say_more, settings, write_out
from msgc.cli.telling import counted, tell_findings
from msgc.python.builds import Build
from msgc.python.catalogs import Catalog


def compile_to_build(catalog: Catalog, names: Sequence[str] | None, output: Path | None) -> int:
    """Write the samples' payloads, and take away what no sample makes."""
    build = catalog.build(names, output)
    _tell(build, catalog, names)
    for path in (*build.changed, *build.stale):
        is_stale = path in build.stale
        say_more(f"{Places(catalog.root).shown(path)}{' (removed)' if is_stale else ''}")
    build.write()
    _say_skipped(build)
    removed = f", {len(build.stale)} removed" if build.stale else ""
    where = build.folder.name if output is None else str(output)
    counts = f"{counted(len(build.files), 'payload')} of {counted(build.messages, 'message')}"
    left_out = f", {counted(len(build.faulty), 'message')} left out" if build.faulty else ""
    settings().say(f"{counts} in {where}/{removed}{left_out}")
    return 1 if build.has_errors else 0


def _tell(build: Build, catalog: Catalog, names: Sequence[str] | None) -> None:
    tell_findings(build.findings, len(catalog if names is None else names))


def _say_skipped(build: Build) -> None:
    for name in build.skipped:
        settings().say(f"note: {name} has variables and no samples, so nothing is compiled for it")


def check_build(catalog: Catalog, names: Sequence[str] | None) -> int:
    """Write nothing; tell which files of `build/` aren't what the samples make."""
    build = catalog.build(names)
    _tell(build, catalog, names)
    differ = [(path, "differs") for path in build.changed]
    for path, what in (*differ, *((path, "is left over") for path in build.stale)):
        word = what if path.exists() else "is missing"
        click.echo(f"{Places(catalog.root).shown(path)} {word}")
    if build.changed or build.stale:
        settings().say("build/ is stale: run `msgc compile` and commit what it writes")
        return 1
    if build.has_errors:
        return 1
    settings().say(f"build/ is up to date: {counted(len(build.files), 'payload')}")
    return 0


def print_payloads(catalog: Catalog, names: Sequence[str]) -> int:
    """Write the samples' payloads to standard output, a line each."""
    build = catalog.build(names)
    _tell(build, catalog, names)
    _say_skipped(build)
    for name in names:
        if name in (*build.faulty, *build.skipped):
            continue
        for sample in catalog[name].samples():
            if sample.payload is not None:
                write_out(sample.payload.decode("utf-8") + "\n")
    return 1 if build.has_errors else 0
