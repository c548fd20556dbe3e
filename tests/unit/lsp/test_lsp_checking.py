"""Checks are begun, dropped and shown as they should be, with a language that only counts."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from pathlib import Path

from msgc.diagnostics import Diagnostic, finding
from msgc.lsp.checking import Checking
from msgc.lsp.documents import Documents
from msgc.lsp.worker import Worker
from msgc.source import SourceFile

ROOT, FILE, BASE = Path("/c"), Path("/c/templates/a.msg.yaml"), Path("/c/templates/_b.msg.yaml")


def found_in(path: Path, text: str, what: str) -> Diagnostic:
    return finding("MSG203", what, SourceFile(path.name, text, path).span())


@dataclass
class Counting:
    """A language whose messages say what text they were checked with."""

    more: tuple[str, ...] = ()
    asked: list[tuple[str, str]] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def catalog(self, path):
        return ROOT

    def own(self, path, buffers):
        return ["a"] if path == FILE else []

    def further(self, path, buffers):
        return self.more

    def findings_beside(self, path, buffers):
        return []

    def findings(self, path, buffers, name):
        self.asked.append((name, buffers[path]))
        self.begun.set()
        self.go.wait(10)
        text = buffers[path]
        return [found_in(path, text, f"{name} in {text}")] if text else []


class Desk:
    """The checking under test; `shown` is what was published, newest last."""

    def __init__(self, language):
        self.documents, self.shown, self.failed = Documents(), [], []
        self.language, self.version = language, 0
        words = (language, self.documents, Worker(), self._show, self.failed.append)
        self.checking = Checking(*words)

    def _show(self, path, found):
        self.shown.append((path, [each.message for each in found]))

    def type(self, path, text):
        self.version += 1
        self.documents.put(path.as_uri(), self.version, text)
        self.checking.changed(path, rest=0)

    async def rest(self, path=FILE):
        await self.checking.settled(path, 10)


def play(scene, language):
    desk = Desk(language)
    asyncio.run(scene(desk))
    assert desk.failed == []
    return desk


def test_what_is_found_is_shown_and_a_clean_file_too():
    async def scene(desk):
        desk.language.go.set()
        desk.type(FILE, "x")
        await desk.rest()
        desk.type(FILE, "")
        await desk.rest()

    assert play(scene, Counting()).shown == [(FILE, ["A in x"]), (FILE, [])]


def test_keystrokes_at_once_are_one_check():
    async def scene(desk):
        desk.language.go.set()
        for text in ("x", "xy", "xyz"):
            desk.type(FILE, text)
        await desk.rest()

    assert play(scene, Counting()).language.asked == [("a", "xyz")]


def test_a_stale_check_is_dropped_and_shows_nothing():
    async def scene(desk):
        desk.type(FILE, "old")
        await asyncio.to_thread(desk.language.begun.wait, 10)
        desk.type(FILE, "new")
        desk.language.go.set()
        await desk.rest()

    assert play(scene, Counting(more=("b", "c"))).shown[0] == (FILE, ["A in new"])


def test_a_stale_check_goes_no_further_than_its_message():
    async def scene(desk):
        desk.type(FILE, "old")
        await asyncio.to_thread(desk.language.begun.wait, 10)
        desk.type(FILE, "new")
        desk.language.go.set()
        await desk.rest()

    asked = play(scene, Counting(more=("b", "c"))).language.asked
    assert asked == [("a", "old"), ("a", "new"), ("b", "new"), ("c", "new")]


def test_the_loop_hears_while_a_check_is_under_way():
    async def scene(desk):
        desk.type(FILE, "x")
        await asyncio.to_thread(desk.language.begun.wait, 10)
        assert desk.shown == []
        desk.language.go.set()
        await desk.rest()

    assert play(scene, Counting()).shown == [(FILE, ["A in x"])]


def test_what_closes_takes_its_findings_with_it():
    async def scene(desk):
        desk.language.go.set()
        desk.type(FILE, "x")
        await desk.rest()
        desk.documents.close(FILE.as_uri())
        desk.checking.closed(FILE)

    assert play(scene, Counting()).shown[-1] == (FILE, [])


def test_a_message_of_two_open_files_is_told_once():
    async def scene(desk):
        desk.language.go.set()
        desk.type(FILE, "x")
        await desk.rest()
        desk.language.more = ("a",)
        desk.type(BASE, "y")
        await desk.rest(BASE)

    assert play(scene, Counting()).shown[-2:] == [(BASE, ["A in y"]), (FILE, [])]


def test_a_check_that_ends_takes_nothing_from_one_that_is_under_way():
    async def scene(desk):
        desk.language.go.set()
        desk.type(FILE, "x")
        desk.type(BASE, "y")
        await desk.rest(BASE)
        await desk.rest()

    shown = play(scene, Counting()).shown
    assert {tuple(found) for path, found in shown if path == FILE} == {("A in x",)}


def test_what_a_check_should_never_raise_is_told():
    async def scene(desk):
        desk.language.own = None
        desk.type(FILE, "x")
        await desk.rest()
        await asyncio.sleep(0)

    desk = Desk(Counting())
    asyncio.run(scene(desk))
    assert [type(each) for each in desk.failed] == [TypeError]
