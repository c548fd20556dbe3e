"""What `mkdocs build` calls: the derived pages join those that are written."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from docs.derive.site import derived


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference; nothing of it is ever on disk."""
    for place, text in derived().items():
        files.append(File.generated(config, place, content=text))
    return files
