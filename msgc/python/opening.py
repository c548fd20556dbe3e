"""Where a catalog is, and its settings read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from msgc.catalog import CONFIG, find_root
from msgc.late import Late
from msgc.pipeline.projects import Project
from msgc.python.errors import CatalogError

if TYPE_CHECKING:
    from msgc.python import findings
else:
    findings = Late("msgc.python.findings")

PathLike = str | os.PathLike[str]
Channel = Literal["whatsapp", "any"]
"""What payloads are held to: WhatsApp's limits too, or the API's schema alone."""


def catalog_root(given: PathLike | None = None, start: PathLike | None = None) -> Path:
    """Return the catalog's folder: the one that is given, or the nearest from `start` (else the
    current folder) upwards. Raises CatalogError.
    """
    if given is not None:
        if not (Path(given) / CONFIG).is_file():
            raise CatalogError(f"there is no `{CONFIG}` in `{os.fspath(given)}`")
        return Path(given).resolve()
    root = find_root(Path.cwd() if start is None else Path(start))
    if root is None:
        raise CatalogError(
            f"there is no catalog here: no `{CONFIG}` in this folder or above it "
            "(`msgc init` makes one)"
        )
    return root


def open_project(path: PathLike, channel: str | None, allow_errors: bool) -> Project:
    """Return the catalog whose `msgc.yaml` stands in a folder. Raises CatalogError, OSError.

    Settings with errors are one where `allow_errors` doesn't let them be. Raises ValueError for a
    channel that there isn't.
    """
    require_channel(channel)
    try:
        project = Project.open(Path(path).resolve(), channel)
    except (FileNotFoundError, NotADirectoryError):
        raise CatalogError(f"there is no `{CONFIG}` in `{os.fspath(path)}`") from None
    found = [each for each in project.ruled(project.config.found) if each.is_error]
    if found and not allow_errors:
        faults = findings.findings_of(found)
        raise CatalogError(str(faults[0]), faults)
    return project


def require_channel(channel: str | None) -> None:
    """Raise ValueError for what isn't the name of a channel; None names none."""
    if channel is not None and channel not in get_args(Channel):
        known = " and ".join(f"`{each}`" for each in get_args(Channel))
        raise ValueError(f"there is no channel `{channel}`; there are {known}")
