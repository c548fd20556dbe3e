"""The files that a message is made of, line by line, with the findings below their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import note_list
from msgc.preview.model import Note, SourceText

_COMMENT = re.compile(r"(?:^|(?<=\s))#(?=\s|$).*$")
_KEY = re.compile(r"^(?P<before>\s*(?:- )*)(?P<key>[A-Za-z_][\w.-]*)(?P<colon>:)(?=\s|$)")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_BLOCK = re.compile(r":\s+[|>][-+0-9]*\s*(?:#.*)?$")
# A file that is longer is cut: what stands below isn't what anybody looks for in a preview.
SHOWN = 5_000


def source_file(source: SourceText, name: str, notes: Iterable[Note], is_open: bool) -> Html:
    """Return a file that opens and closes; its lines' ids are `NAME-LINE`."""
    own = [note for note in notes if note.place and note.place.file == source.name]
    lines = source.text.splitlines()
    told = zip(lines[:SHOWN], _in_blocks(lines), strict=False)
    shown = [_line(line, n, name, own, is_text) for n, (line, is_text) in enumerate(told, 1)]
    cut = element("p", {"class": "aside"}, f"… and {len(lines) - SHOWN:,} more lines")
    title = element("summary", None, element("span", {"class": "path"}, source.name), _count(own))
    code = element("ol", {"class": "code", "translate": "no"}, shown)
    whole = [title, code, cut if len(lines) > SHOWN else None]
    return element("details", {"class": "source", "id": name, "open": is_open}, whole)


def _count(notes: list[Note]) -> Child:
    count = len(notes)
    words = f"{count} finding{'' if count == 1 else 's'}"
    return element("span", {"class": "count"}, words) if count else None


def _in_blocks(lines: list[str]) -> Iterator[bool]:
    """Tell of each line whether it is one of a block scalar's, in which nothing is a key."""
    opened: int | None = None
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if opened is not None and line.strip() and depth <= opened:
            opened = None
        yield opened is not None
        if opened is None and _BLOCK.search(line):
            opened = depth


def _line(text: str, number: int, name: str, notes: list[Note], is_text: bool) -> Html:
    told = [note for note in notes if note.place and note.place.line == number]
    within = any(n.place and n.place.line <= number <= n.place.last for n in notes)
    at = element("a", {"class": "at", "href": f"#{name}-{number}", "tabindex": "-1"}, str(number))
    words = element(
        "span",
        {"class": "text"},
        list(_with_jinja(text) if is_text else _coloured(text)),
        element("br") if not text else None,
    )
    look = "code-line is-noted" if within else "code-line"
    attributes = {"class": look, "id": f"{name}-{number}", "tabindex": "-1"}
    return element("li", attributes, at, words, note_list(told))


def _coloured(text: str) -> Iterator[Child]:
    """Yield a line's words with the look of what they are: key, comment, Jinja."""
    comment = _COMMENT.search(text)
    end = comment.start() if comment else len(text)
    key = _KEY.match(text, 0, end)
    if key:
        yield key["before"]
        yield element("span", {"class": "key"}, key["key"])
        yield key["colon"]
    yield from _with_jinja(text[key.end() if key else 0 : end])
    if comment:
        yield element("span", {"class": "comment"}, comment.group())


def _with_jinja(text: str) -> Iterator[Child]:
    at = 0
    for found in _JINJA.finditer(text):
        yield text[at : found.start()]
        yield element("span", {"class": "jinja"}, found.group())
        at = found.end()
    yield text[at:]
