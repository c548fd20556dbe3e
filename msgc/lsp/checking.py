"""Checks while an editor's user types: begun after a moment of rest, dropped when they are stale.

A check goes message by message, so that a question about what is under the cursor never waits for
more than one of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgc.diagnostics import Diagnostic
from msgc.lsp.board import Board, Subject
from msgc.lsp.documents import Documents
from msgc.lsp.model import Buffers, Language
from msgc.lsp.worker import Worker

# Seconds without a keystroke before a check begins.
REST = 0.01

T = TypeVar("T")

Publish = Callable[[Path, Sequence[Diagnostic]], None]
Failed = Callable[[BaseException], None]


class Checking:
    """Keeps what is found in the open files up to date, and hands it to `publish`.

    `publish` gets a file and all its findings. `failed` gets what a check should never raise.
    """

    def __init__(
        self,
        language: Language,
        documents: Documents,
        worker: Worker,
        publish: Publish,
        failed: Failed,
    ) -> None:
        self.board = Board()
        self._language = language
        self._documents = documents
        self._worker = worker
        self._publish = publish
        self._failed = failed
        self._tasks: dict[Path, asyncio.Task[None]] = {}
        self._subjects: dict[Path, set[Subject]] = {}

    def changed(self, path: Path, rest: float = REST) -> None:
        """Check an open file anew, and what it takes part in; an earlier check of it is stale.

        Files of no catalog are left alone.
        """
        if self._language.catalog(path) is None:
            return
        if (stale := self._tasks.pop(path, None)) is not None:
            stale.cancel()
        task = asyncio.get_running_loop().create_task(self._check(path, rest))
        self._tasks[path] = task
        task.add_done_callback(lambda done: self._ended(path, done))

    def all_changed(self) -> None:
        """Check every open file anew."""
        for path in self._documents.paths():
            self.changed(path)

    def closed(self, path: Path) -> None:
        """Take away what was found in a file's messages, unless another open file has them."""
        if (stale := self._tasks.pop(path, None)) is not None:
            stale.cancel()
        self._subjects.pop(path, None)
        self._show({path, *self.board.keep(self._wanted())})

    async def settled(self, path: Path, most: float) -> None:
        """Wait for the check of a file that is under way, at most so many seconds."""
        task = self._tasks.get(path)
        if task is not None:
            await asyncio.wait({task}, timeout=most)

    def _ended(self, path: Path, task: asyncio.Task[None]) -> None:
        if self._tasks.get(path) is task:
            del self._tasks[path]
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._failed(error)

    async def _check(self, path: Path, rest: float) -> None:
        await asyncio.sleep(rest)
        own = await self._ask(self._language.own, path)
        beside = await self._ask(self._language.findings_beside, path)
        touched = self._put(path, (path, ""), beside)
        for name in own:
            touched |= await self._check_message(path, name)
        self._show({path, *touched})
        further = await self._ask(self._language.further, path)
        for name in further:
            self._show(await self._check_message(path, name))
        self._subjects[path] = {(path, ""), *(self._subject(path, n) for n in (*own, *further))}
        self._show(self.board.keep(self._wanted()))

    async def _check_message(self, path: Path, name: str) -> set[Path]:
        found = await self._ask(partial(self._language.findings, name=name), path)
        return self._put(path, self._subject(path, name), found)

    def _put(self, path: Path, subject: Subject, found: Sequence[Diagnostic]) -> set[Path]:
        # Another file's check may end before this one does, and forgets what no file asks for.
        self._subjects.setdefault(path, set()).add(subject)
        return self.board.put(subject, found)

    async def _ask(self, question: Callable[[Path, Buffers], T], path: Path) -> T:
        # Texts are taken at each step: what two files' checks both look at is never an old one.
        return await self._worker.run(question, path, self._documents.texts())

    def _subject(self, path: Path, name: str) -> Subject:
        return (self._language.catalog(path) or path, name)

    def _wanted(self) -> set[Subject]:
        return {subject for subjects in self._subjects.values() for subject in subjects}

    def _show(self, paths: Iterable[Path]) -> None:
        for path in sorted(paths):
            self._publish(path, self.board.at(path))
