"""Where a run writes what it makes of recipients, and what it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgc.catalog import CONFIG
from msgc.pipeline.projects import Project
from msgc.python.errors import OutputError
from msgc.vocabulary import ENDING

OUT = "out"
GITIGNORE = "*\n"
OWNER_ONLY = 0o700


def payloads_path(project: Project, name: str, output: str | None) -> Path:
    """Return the payloads' file: the one that is named, or one in the catalog's `out/`.

    Raises OutputError where a pipe or a device is named.
    """
    if output is None:
        out = project.catalog.root / OUT
        out.mkdir(mode=OWNER_ONLY, exist_ok=True)
        ignore = out / ".gitignore"
        if not ignore.exists():
            ignore.write_text(GITIGNORE, encoding="utf-8")
        return out / f"{name}.ndjson"
    path = Path(output)
    if path.is_dir() or output.endswith("/"):
        return path / f"{name}.ndjson"
    # What `/dev/stdout` leads to is a pipe here, and nothing at the path that it resolves to.
    _require_plain(path)
    return path.resolve() if path.is_symlink() else path


def _require_plain(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise OutputError(f"`{path}` is no plain file")


def require_replaceable(paths: Iterable[Path], project: Project, name: str, rows: str) -> None:
    """Refuse to write over, or to take away, what the run reads or what is no plain file.

    Raises OutputError.
    """
    read = {each.resolve() for each in (*project.files_of(name), Path(rows))}
    for path in paths:
        _require_plain(path)
        if path.resolve() in read or path.name.endswith((ENDING, CONFIG)):
            raise OutputError(f"`{path}` is an input, which would be overwritten")


def hashes(project: Project, name: str) -> dict[str, str]:
    """Return the SHA-256 of every file that the message is made of, by its shown path."""
    paths = sorted(project.files_of(name))
    return {project.catalog.shown(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}
