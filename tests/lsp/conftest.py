"""A real client beside the real server, over standard input and output."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.lsp.editor import Editor, editing
from tests.lsp.shop import write_shop


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write_shop(tmp_path / "shop")


@pytest_asyncio.fixture
async def editor(shop: Path) -> AsyncIterator[Editor]:
    async with editing(shop) as editor:
        yield editor


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """An editor for tests that write nothing to disk."""
    async with editing(write_shop(tmp_path_factory.mktemp("shop"))) as editor:
        yield editor


@pytest.fixture
def desk(running: Editor) -> Editor:
    """The running editor, with nothing open."""
    for name in list(running.texts):
        running.close(name)
    return running
