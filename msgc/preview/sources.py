"""The files that a message is made of, line by line, with the findings below their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgc.preview.backs import Back
from msgc.preview.elements import Child, Html, element
from msgc.preview.frames import note_list
from msgc.preview.model import Note, SourceText

_COMMENT = re.compile(r"(?:^|(?<=\s))#(?=\s|$).*$")
_KEY = re.compile(r"^(?P<before>\s*(?:- )*)(?P<key>[A-Za-z_][\w.-]*)(?P<colon>:)(?=\s|$)")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_BLOCK = re.compile(r":\s+[|>][-+0-9]*\s*(?:#.*)?$")
_BREAK = re.compile(r"\r\n|\r|\n")
ARROW = "←"
# A file that is longer is cut: what stands below isn't what anybody looks for in a preview.
SHOWN = 5_000


def source_file(
    source: SourceText,
    name: str,
    notes: Iterable[Note],
    is_open: bool,
    backs: Mapping[int, Back],
) -> Html:
    """Return a file that opens and closes; its lines' ids are `NAME-LINE`.

    `backs` are the parts of the bubble that lines make, by the lines' numbers.
    """
    own = [note for note in notes if note.place and note.place.file == source.name]
    lines = _lines(source.text, own)
    cut = element("p", {"class": "aside"}, f"… and {len(lines) - SHOWN:,} more lines")
    title = element("summary", None, element("span", {"class": "path"}, source.name), _count(own))
    code = element("ol", {"class": "code", "translate": "no"}, _code(lines, name, own, backs))
    whole = [title, code, cut if len(lines) > SHOWN else None]
    return element("details", {"class": "source", "id": name, "open": is_open}, whole)


def _lines(text: str, notes: Iterable[Note]) -> list[str]:
    """Return the lines that findings count: those that YAML's other breaks end are none.

    What follows the last break is one where a finding stands there.
    """
    lines = _BREAK.split(text)
    is_noted = any(note.place and note.place.line == len(lines) for note in notes)
    return lines if lines[-1] or is_noted else lines[:-1]


def _code(
    lines: list[str], name: str, notes: Iterable[Note], backs: Mapping[int, Back]
) -> Iterator[Html]:
    told: dict[int, list[Note]] = {}
    noted: set[int] = set()
    for note in notes:
        if note.place:
            told.setdefault(note.place.line, []).append(note)
            noted.update(range(note.place.line, note.place.last + 1))
    for n, (line, is_text) in enumerate(zip(lines[:SHOWN], _in_blocks(lines), strict=False), 1):
        look = "code-line is-noted" if n in noted else "code-line"
        words: Child = list(_with_jinja(line) if is_text else _coloured(line))
        beside = [_back(backs.get(n), n), note_list(told.get(n, ()))]
        yield _line(words if line else element("br"), n, name, look, beside)


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


def _back(back: Back | None, number: int) -> Child:
    """Return the link from a line to its part of the bubble.

    Keys and screen readers are given one for each part, at its first line.
    """
    if back is None:
        return None
    quiet = {} if back.is_first else {"tabindex": "-1", "aria-hidden": "true"}
    arrow = element("span", {"aria-hidden": "true"}, ARROW)
    words = element("span", {"class": "unseen"}, f"line {number} in the bubble")
    return element("a", {"class": "back", "href": f"#{back.part}", **quiet}, arrow, words)


def _line(words: Child, number: int, name: str, look: str, beside: Child) -> Html:
    at = element("a", {"class": "at", "href": f"#{name}-{number}", "tabindex": "-1"}, str(number))
    attributes = {"class": look, "id": f"{name}-{number}", "tabindex": "-1"}
    return element("li", attributes, at, element("span", {"class": "text"}, words), beside)


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
