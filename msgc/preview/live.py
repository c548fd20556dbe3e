"""What keeps pages live: files are watched, the catalog is read anew, pages are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Protocol, TypeVar

import watchfiles

from msgc.preview.model import Choice, Overview, Scene
from msgc.records import dataclass

T = TypeVar("T")
# Saves that follow one another so soon are one, in milliseconds; and how often files are asked.
TOGETHER_MS = 120
STEP_MS = 30
# How often a folder is looked for that isn't there, in seconds; and how often one that is there is
# held to be the same, in milliseconds.
AWAITED_SECONDS = 0.25
LOOK_MS = 1_000
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
    """A folder, and which of its files matter (none: all of them, and those below it).

    It may come later, go, and come again.
    """

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
        is_new = not watched.folder.is_dir()
        while True:
            while not watched.folder.is_dir():
                await asyncio.sleep(AWAITED_SECONDS)
            with suppress(FileNotFoundError):
                await self._follow(watched, is_new)
            is_new = True

    async def _follow(self, watched: Watched, is_new: bool) -> None:
        """Read the catalog anew at each change in a folder, until it is another or gone.

        Where it is new, what was saved before it was watched is read, too.
        """
        began = _identity(watched.folder)
        async with aclosing(_changes(watched)) as groups:
            async for changes in groups:
                is_other = _identity(watched.folder) != began
                if changes or is_new or is_other:
                    await self._anew()
                if is_other:
                    return
                is_new = False

    async def _anew(self) -> None:
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


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from one that takes its place, None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _changes(watched: Watched) -> AsyncGenerator[set[watchfiles.main.FileChange], None]:
    """Yield the changes in a folder that is there, and an empty set where there are none so far."""

    def matters(change: watchfiles.Change, path: str) -> bool:
        return not watched.names or Path(path).name in watched.names

    return watchfiles.awatch(
        watched.folder,
        watch_filter=matters,
        debounce=TOGETHER_MS,
        step=STEP_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        recursive=not watched.names,
    )


async def _within(seconds: float, event: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
