"""Pictures, scenes and pages of tests, made by hand; and what is read off the HTML."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html.parser import HTMLParser
from types import FrameType

from msgc.check.breach import Path
from msgc.preview.elements import Html
from msgc.preview.frames import Frame
from msgc.preview.kinds import chat
from msgc.preview.model import Choice, Limit, Note, Picture, Place, Scene, SourceText

FILE = "templates/a.msg.yaml"
EVIL = '<script>alert("1")</script>'


def text_payload(words: object, **more: object) -> dict[str, object]:
    return {"body": {"type": "text", "text": {"text": words, **more}}}


def frame_of(payload: dict[str, object], **known: object) -> Frame:
    return Frame(Picture(payload, **known), "bubble", "line", {FILE: 0})  # type: ignore[arg-type]


def drawn(payload: dict[str, object], **known: object) -> str:
    """The chat of a payload as HTML."""
    return chat(frame_of(payload, **known)).text


def body_of(kind: str, **fields: object) -> str:
    return drawn({"body": {"type": kind, kind: fields}})


def place(line: int, last: int | None = None) -> Place:
    return Place(FILE, line, last or line)


def limit(path: Path, used: int, most: int | None, at: int) -> Limit:
    return Limit(path, "the text", used, most, at, "characters", "MSG401")


def note(path: Path | None, line: int = 1, severity: str = "error") -> Note:
    return Note("MSG401", severity, "It is too long", "Shorten it", place(line), path)


def scene(picture: Picture | None = None, name: str = "orders/a", **more: object) -> Scene:
    given: dict[str, object] = {
        "kind": "text",
        "description": "",
        "samples": ("one", "two"),
        "locales": ("nl",),
        "files": (SourceText(FILE, "text: |\n  Hi {{ name }}\n"),),
        "main": picture,
        **more,
    }
    return Scene(Choice(name, "one"), **given)  # type: ignore[arg-type]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str | Html) -> _Reader:
    reader = _Reader()
    reader.feed(html.text if isinstance(html, Html) else html)
    reader.close()
    return reader


def words(html: str | Html) -> str:
    """The words of HTML, without its tags."""
    return "".join(read(html).words)


def tags(html: str | Html) -> set[str]:
    return {name for name, _ in read(html).tags}


def links(html: str | Html) -> list[str | None]:
    return [given.get("href") for name, given in read(html).tags if name == "a"]


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work takes: the same each time, unlike its seconds."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count
