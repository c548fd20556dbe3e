"""The pytest plugin: `pytest templates/` runs the samples and tests of messages.

It is loaded wherever pytest runs beside msgc, so it imports nothing of msgc until a message file
or a test file is collected.
"""

from __future__ import annotations

from pathlib import Path

import pytest

# The last three are nearly a test file's ending, and nothing else would tell that it isn't run.
ENDINGS = (".msg.yaml", ".test.yaml", ".test.yml", ".tests.yaml", ".tests.yml")
ITEMS = "msgc.pytest_items"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the collector of a message file or test file of a catalog, None for other files."""
    if not file_path.name.endswith(ENDINGS):
        return None
    # Imported by pytest, and only where it is needed: it brings the compiler with it.
    parent.config.pluginmanager.import_plugin(ITEMS)
    items = parent.config.pluginmanager.get_plugin(ITEMS)
    assert items is not None
    collector: pytest.Collector | None = items.collector_of(file_path, parent)
    return collector
