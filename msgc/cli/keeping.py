"""What a run of `check` looks at, and whether what it says may be said again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgc.cache.keys import FILE, PLACE, TREE, Fact
from msgc.catalog import CONFIG, Catalog, find_root
from msgc.cli.replay import Recording, may_cache
from msgc.cli.running import settings
from msgc.lock import FILE as LOCK
from msgc.pipeline.payloads import ENDINGS


def recording_of(paths: Sequence[Path]) -> Recording | None:
    """Return what keeps a run over paths, begun before it; None where it isn't to be kept."""
    # What is said of payloads may quote people's data, which no cache holds.
    holds_data = any(path.suffix.lower() in ENDINGS for path in paths)
    if holds_data or not may_cache(settings().words, os.environ):
        return None
    with suppress(OSError):
        facts = facts_of(paths, _root(paths))
        return Recording(settings().words, facts) if facts else None
    return None


def _sources(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.suffix.lower() not in ENDINGS]


def _root(paths: Sequence[Path]) -> Path | None:
    """Return the catalog that a run over paths opens, None where it opens none."""
    sources = _sources(paths)
    if paths and not sources:
        return None
    given = settings().catalog
    return given.resolve() if given else find_root(sources[0] if sources else Path.cwd())


def facts_of(paths: Sequence[Path], root: Path | None) -> list[Fact]:
    """Return all that a run over paths looks at, of the catalog at `root` where there is one.

    There are none where that can't be told.
    """
    sources = _sources(paths)
    facts = [(kind, str(path)) for path in paths for kind in (PLACE, FILE)]
    if root is None:
        return [] if sources else facts
    if not all(_is_part(root, path) for path in sources):
        return []
    start = sources[0] if sources else Path.cwd()
    return [*facts, *_of_catalog(root), *_nearer(start.resolve(), root)]


def _is_part(root: Path, path: Path) -> bool:
    place, templates = path.resolve(), Catalog(root).templates.resolve()
    return place in (root, root / CONFIG) or place.is_relative_to(templates)


def _of_catalog(root: Path) -> Iterator[Fact]:
    templates = str(Catalog(root).templates)
    yield from ((PLACE, str(root)), (PLACE, templates), (TREE, templates))
    yield from ((FILE, str(root / name)) for name in (CONFIG, LOCK))


def _nearer(start: Path, root: Path) -> Iterator[Fact]:
    """Yield where another catalog may come to be that is nearer to where the run begins."""
    for folder in (start, *start.parents):
        if folder == root:
            return
        yield FILE, str(folder / CONFIG)
