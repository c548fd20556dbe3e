"""Finding the catalog and choosing among its messages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from msgc.catalog import CONFIG, find_root
from msgc.cli.settings import settings
from msgc.cli.telling import tell
from msgc.nearby import near
from msgc.pipeline.projects import Project
from msgc.pipeline.selection import SelectionError, select


def catalog_root(start: Path | None = None) -> Path:
    """Return the catalog's folder; a usage error where there is none."""
    given = settings().catalog
    if given is not None:
        if not (given / CONFIG).is_file():
            raise click.UsageError(f"there is no `{CONFIG}` in `{given}`")
        return given.resolve()
    root = find_root(start or Path.cwd())
    if root is None:
        raise click.UsageError(
            f"there is no catalog here: no `{CONFIG}` in this folder or above it "
            "(`msgc init` makes one)"
        )
    return root


class ConfigError(click.ClickException):
    """The catalog's settings have errors, which have been told: nothing can be made with them."""

    def __init__(self) -> None:
        super().__init__(f"`{CONFIG}` has errors, so nothing was done")


def open_project() -> Project:
    """Open the catalog of the running command; ConfigError where its settings have errors."""
    project = Project.open(catalog_root())
    faults = [found for found in project.ruled(project.config.found) if found.is_error]
    if faults:
        tell(faults, 0)
        raise ConfigError
    return project


def chosen(project: Project, names: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """Return the selected messages' names; a usage error where a selector finds none."""
    try:
        return select(project, names, exclude)
    except SelectionError as error:
        meant = near(error.selector, project.paths())
        hint = f"; did you mean `{meant}`?" if meant else " (`msgc ls` lists them)"
        raise click.UsageError(f"there is no message `{error.selector}`{hint}") from None
