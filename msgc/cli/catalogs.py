"""The catalog of the running command, and the messages that its words select."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from msgc.cli.roots import ConfigError, catalog_root
from msgc.cli.telling import tell_findings
from msgc.python.catalogs import Catalog
from msgc.python.errors import CatalogError, SelectionError


def open_catalog() -> Catalog:
    """Open the catalog of the running command; ConfigError where its settings have errors."""
    return loaded(catalog_root(), allow_errors=False)


def loaded(root: Path, allow_errors: bool) -> Catalog:
    """Open a catalog by its folder; ConfigError where its settings have errors, and mustn't."""
    try:
        return Catalog.load(root, allow_errors=allow_errors)
    except CatalogError as error:
        if not error.findings:
            raise click.ClickException(str(error)) from None
        tell_findings(error.findings, 0)
        raise ConfigError from None


def selected(
    catalog: Catalog, names: Sequence[str | Path], exclude: Sequence[str] = ()
) -> list[str]:
    """Return the selected messages' names; a usage error where a selector finds none."""
    try:
        return catalog.select(*names, exclude=exclude)
    except SelectionError as error:
        hint = "" if error.meant else " (`msgc ls` lists them)"
        raise click.UsageError(f"{error}{hint}") from None
