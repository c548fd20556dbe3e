"""Folders that come late, go, and come again are watched all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from msgc.preview.live import Live, Watched
from msgc.preview.model import Choice, Overview, Scene

SECONDS = 20.0


class Desk:
    """A desk that knows which files a folder holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()

    def show(self, choice: Choice) -> tuple[Overview, Scene | None]:
        return Overview("Acme", ()), None

    def reload(self) -> None:
        self.seen = {path.name for path in self.folder.rglob("*") if path.is_file()}

    def survey(self) -> bool:
        return False


def watch(folder: Path, use: Callable[[Callable[[str], Awaitable[None]]], Awaitable[None]]) -> None:
    """Watch a folder while a test uses it."""
    desk = Desk(folder)
    live = Live(desk, [Watched(folder)])

    async def seen(name: str) -> None:
        """Wait until a file is seen."""
        async with asyncio.timeout(SECONDS):
            while name not in desk.seen:
                await asyncio.sleep(0.02)

    async def main() -> None:
        running = asyncio.create_task(live.run())
        for _ in range(9):
            # Until it has looked whether the folder is there.
            await asyncio.sleep(0)
        try:
            await use(seen)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    asyncio.run(main())


def test_a_folder_that_is_made_later_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "templates"

    async def use(seen: Callable[[str], Awaitable[None]]) -> None:
        folder.mkdir()
        (folder / "first").write_text("1")
        await seen("first")
        (folder / "below").mkdir()
        (folder / "second").write_text("2")
        await seen("second")

    watch(folder, use)


def test_a_folder_that_another_takes_the_place_of_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()

    async def use(seen: Callable[[str], Awaitable[None]]) -> None:
        (folder / "first").write_text("1")
        await seen("first")
        for name in ("second", "third"):
            other = tmp_path / name
            other.mkdir()
            (other / name).write_text("1")
            folder.rename(tmp_path / f"before-{name}")
            other.rename(folder)
            await seen(name)
            (folder / f"{name}-more").write_text("2")
            await seen(f"{name}-more")

    watch(folder, use)
