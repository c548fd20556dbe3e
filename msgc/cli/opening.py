"""Finding the catalog and choosing among its messages, for what goes below the API itself."""

from __future__ import annotations

from collections.abc import Sequence

import click

from msgc.cli.roots import ConfigError
from msgc.cli.roots import catalog_root as catalog_root
from msgc.cli.telling import tell
from msgc.pipeline.projects import Project
from msgc.pipeline.selection import SelectionError, meant_by, select


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
        meant = meant_by(error.selector, project.paths())
        hint = f"; did you mean `{meant}`?" if meant else " (`msgc ls` lists them)"
        raise click.UsageError(f"there is no message `{error.selector}`{hint}") from None
