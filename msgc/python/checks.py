"""What `msgc check` does: catalogs, folders, message files and payloads, and their faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.facts.platform import PLATFORM
from msgc.late import Late
from msgc.pipeline import checking
from msgc.pipeline.payloads import ENDINGS
from msgc.pipeline.projects import Project
from msgc.python.checked import Checked
from msgc.python.errors import PathError
from msgc.python.opening import Channel, PathLike, catalog_root, open_project, require_channel

if TYPE_CHECKING:
    from msgc.python import findings
else:
    findings = Late("msgc.python.findings")


def check_names(project: Project, names: Sequence[str] | None, now: datetime | None) -> Checked:
    """Check messages of an opened catalog, or all of it; the clock's rules where `now` is given."""
    catalog = project.catalog
    seen = checking.Checked(project=project, files=1 + len(catalog.message_files()))
    if names is not None:
        seen.files = len({path for name in names for path in project.sources(name)})
    seen.names = list(project.paths() if names is None else names)
    seen.found = project.check(names, now)
    return _checked(seen)


def _checked(seen: checking.Checked, paths: Sequence[Path] = ()) -> Checked:
    payloads = [str(path) for path in paths if path.suffix.lower() in ENDINGS]
    found = (findings.finding_of(each) for each in seen.found)
    return Checked(found, seen, paths, payloads)


def check_paths(
    *paths: PathLike,
    catalog: PathLike | None = None,
    channel: Channel | None = None,
    now: datetime | None = None,
    strict_proof: bool = False,
    fix: bool = False,
) -> Checked:
    """Check folders, message files or payloads (`.json`, `.ndjson`); without paths the catalog.

    `catalog` is its folder, else found upwards from the first path, or from the current folder;
    payload files need none. `channel` (`whatsapp` or `any`) stands in place of the catalog's, and
    is that of payloads. `now` (aware) is the time that rules about the clock take, else the
    present. With `strict_proof` what isn't proved for every recipient is an error. With `fix` what
    has one safe mend is mended in the files. Raises CatalogError, PathError, ValueError for another
    channel, and OSError for what can't be read or mended.
    """
    require_channel(channel)
    named = [Path(path) for path in paths]
    moment = datetime.now(UTC) if now is None else now

    def opened(start: Path) -> Project:
        root = catalog_root(catalog, start if start.exists() else None)
        project = open_project(root, channel, allow_errors=True)
        project.strict_proof = strict_proof
        return project

    def once() -> checking.Checked:
        return checking.check_paths(named, opened, moment, channel or PLATFORM)

    try:
        return _mended(once, named) if fix else _checked(once(), named)
    except checking.PathError as error:
        raise PathError(str(error)) from None


def _mended(check: Callable[[], checking.Checked], paths: Sequence[Path]) -> Checked:
    # What writes files is imported by those who ask for it.
    from msgc.pipeline.mending import mend

    seen, made = mend(check)
    checked = _checked(seen, paths)
    checked.mended = made
    return checked
