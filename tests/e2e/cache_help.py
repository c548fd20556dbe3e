"""What the tests of the caches share: runs with a cache of their own, and its entries."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from msgc.cache import store
from tests.e2e.cli_help import Outcome, environment

# Runs the command line, then tells on standard error what it has imported.
TELLING = """
import sys, runpy
sys.argv = ["msgc", *sys.argv[1:]]
try:
    runpy.run_module("msgc", run_name="__main__")
finally:
    print("\\n" + " ".join(sorted(sys.modules)), file=sys.stderr)
"""
HEAVY = {"yaml", "jinja2", "jsonschema", "click", "pathlib", "dataclasses", "msgspec"}
Run = Callable[..., Outcome]
Document = Mapping[str, object]


def entries(cache: Path) -> dict[Path, bytes]:
    """The entries' files, with their content."""
    return {path: path.read_bytes() for path in cache.glob("*")} if cache.is_dir() else {}


def change(cache: Path, make: Callable[[Document], Document]) -> None:
    """Put other documents into the entries, as their owner could."""
    kept = store.Store(str(cache))
    for path in cache.glob("*"):
        key = path.name.removesuffix(store.ENDING)
        document = kept.read(key)
        assert document is not None
        kept.write(key, dict(make(document)))


def imported(*words: str, cwd: Path, cache: Path) -> set[str]:
    """The modules of a run that uses a cache, by their first names."""
    return {name.split(".")[0] for name in all_imported(*words, cwd=cwd, cache=cache)}


def all_imported(*words: str, cwd: Path, cache: Path) -> set[str]:
    """The modules of a run that uses a cache."""
    done = subprocess.run(
        [sys.executable, "-c", TELLING, *words],
        cwd=cwd,
        env=environment(MSGC_NO_CACHE="", XDG_CACHE_HOME=str(cache.parent)),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return set(done.stderr.splitlines()[-1].split())
