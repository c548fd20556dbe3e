"""What keeps pages live: files are watched, the catalog is read anew, pages are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

import watchfiles

from msgc.preview.model import Choice, Overview, Scene
from msgc.records import dataclass

T = TypeVar("T")
# Saves that follow one another so soon are one, in milliseconds; and how often files are asked.
TOGETHER_MS = 120
STEP_MS = 30
# Messages that are checked between two refreshes of the list's counts.
SURVEYED = 20
# How often a page is told that nothing has changed, so that both ends notice when one is gone.
HEARTBEAT_SECONDS = 15.0


class Desk(Protocol):
    """The catalog behind the pages; one thread uses it."""

    def show(self, choice: Choice) -> tuple[Overview, Scene | None]:
        """Return the catalog, and the chosen message; the first where none is chosen."""

    def reload(self) -> None:
        """Read the catalog anew."""

    def survey(self) -> bool:
        """Check one more of the messages that haven't been; False where all have."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder, and which of its files matter (none: all of them, and those below it)."""

    folder: Path
    names: frozenset[str] = frozenset()


class Live:
    """Pages that are told of changes; `watched` are the files that the catalog is read from."""

    def __init__(self, desk: Desk, watched: Sequence[Watched]) -> None:
        self._desk = desk
        self._watched = watched
        self._thread = ThreadPoolExecutor(1, "preview")
        self._pages: set[asyncio.Event] = set()
        self._surveying: asyncio.Task[None] | None = None

    async def show(self, choice: Choice) -> tuple[Overview, Scene | None]:
        """Return what a page shows for a choice."""
        return await self._do(lambda: self._desk.show(choice))

    async def changes(self) -> AsyncIterator[bool]:
        """Yield True at each change from now on, and False where there is none for a while."""
        changed = asyncio.Event()
        self._pages.add(changed)
        try:
            while True:
                yield await _within(HEARTBEAT_SECONDS, changed)
                changed.clear()
        finally:
            self._pages.discard(changed)

    async def run(self) -> None:
        """Watch the files until it is cancelled."""
        self._survey_anew()
        try:
            await asyncio.gather(*map(self._watch, self._watched))
        finally:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def _watch(self, watched: Watched) -> None:
        def matters(change: watchfiles.Change, path: str) -> bool:
            return not watched.names or Path(path).name in watched.names

        changes = watchfiles.awatch(
            watched.folder,
            watch_filter=matters,
            debounce=TOGETHER_MS,
            step=STEP_MS,
            recursive=not watched.names,
        )
        async for _ in changes:
            await self._do(self._desk.reload)
            self._tell()
            self._survey_anew()

    def _survey_anew(self) -> None:
        if self._surveying is not None:
            self._surveying.cancel()
        self._surveying = asyncio.create_task(self._survey())

    async def _survey(self) -> None:
        """Check the messages one by one: what a page asks for comes in between."""
        checked = 0
        while await self._do(self._desk.survey):
            checked += 1
            if checked % SURVEYED == 0:
                self._tell()
        if checked:
            self._tell()

    def _tell(self) -> None:
        for page in self._pages:
            page.set()

    async def _do(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


async def _within(seconds: float, event: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
