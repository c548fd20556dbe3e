"""A catalog's own settings, read."""

from __future__ import annotations

from msgc import __version__
from msgc.catalog import CONFIG
from msgc.config import Config
from msgc.config.reading import read_config
from msgc.pipeline.files import Files
from msgc.source import SourceFile
from msgc.syntax.decode import decode


def settings_of(files: Files) -> Config:
    """Read a catalog's `msgc.yaml`; OSError where it can't be read."""
    path = files.catalog.root / CONFIG
    source, found = decode(CONFIG, files.content(path), path)
    config = read_config(source if not found else SourceFile(CONFIG, ""), __version__)
    config.found[:0] = found
    return config
