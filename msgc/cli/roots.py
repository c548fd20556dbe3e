"""Where the catalog of the running command is."""

from __future__ import annotations

from pathlib import Path

import click

from msgc.catalog import CONFIG
from msgc.cli.settings import settings
from msgc.python import opening
from msgc.python.errors import CatalogError


class ConfigError(click.ClickException):
    """The catalog's settings have errors, which have been told: nothing can be made with them."""

    def __init__(self) -> None:
        super().__init__(f"`{CONFIG}` has errors, so nothing was done")


def catalog_root() -> Path:
    """Return the catalog's folder; a usage error where there is none."""
    try:
        return opening.catalog_root(settings().catalog)
    except CatalogError as error:
        raise click.UsageError(str(error)) from None
