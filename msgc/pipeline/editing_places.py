"""What is being written at a place of a text that needn't be whole: read off the words before."""

from __future__ import annotations

import re
from enum import StrEnum

from msgc.records import dataclass

# How far back an opening mark is looked for.
MAX_EXPRESSION = 2_000
_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}")
_CLOSING = {"{{": " }}", "{%": " %}"}
_BARE = re.compile(r"^[ \t]*(?:-[ \t]+)*(if|for):[ \t]+([^\r\n]*)$")
_EXTENDS = re.compile(r"^extends:[ \t]+[\"']?([^\s\"']*)$")
_INCLUDE = re.compile(r"^-?[ \t]*include[ \t]+[\"']([^\"']*)$")
_FILTER = re.compile(r"\|[ \t]*(\w*)$")
_TEST = re.compile(r"\bis[ \t]+(?:not[ \t]+)?(\w*)$")
_NAME = re.compile(r"((?:[A-Za-z_]\w*(?:\[[^\]]*\])?\.)*)([A-Za-z_]\w*)?$")
_LOOP_HEAD = re.compile(r"^-?[ \t]*(?:for[ \t]+)?[\w, \t]*$")
_TAG = re.compile(r"^-?[ \t]*\w*$")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_REST = re.compile(r"\w*")


class Wanted(StrEnum):
    """What can stand at a place."""

    NAME = "name"
    FIELD = "field"
    FILTER = "filter"
    TEST = "test"
    MESSAGE = "message"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text: what is wanted there in place of `start:end`.

    `owner` are the words before it that a field is picked out of, with their dot; they begin at
    `owner_start`. `closing` is what the expression there lacks at its end.
    """

    text: str
    wanted: Wanted
    start: int
    end: int
    owner: str = ""
    closing: str = ""

    @property
    def owner_start(self) -> int:
        """Where the name begins that the words at the place belong to."""
        return self.start - len(self.owner)

    def with_words(self, words: str) -> str:
        """Return the text with a name for the one that is being written, its expression closed."""
        return self.text[: self.owner_start] + words + self.closing + self.text[self.end :]


def place_at(text: str, offset: int) -> Place | None:
    """Return what is being written at an offset; None in words and among YAML's keys."""
    line = text[_line_start(text, offset) : offset]
    end = offset + len(_REST.match(text, offset)[0])  # type: ignore[index]
    if match := _EXTENDS.search(line):
        return Place(text, Wanted.MESSAGE, offset - len(match[1]), end)
    if match := _BARE.search(line):
        return _in_expression(text, match[2], offset, end, "", match[1] == "for")
    opened = _opened(text, offset)
    if opened is None:
        return None
    mark, inside = opened
    if mark == "{%" and (match := _INCLUDE.search(inside)):
        return Place(text, Wanted.FILE, offset - len(match[1]), _path_end(text, offset))
    closing = "" if _is_closed(text, end) else _CLOSING[mark]
    is_loop = mark == "{%" and inside.lstrip("- \t").startswith("for")
    if mark == "{%" and _TAG.search(inside):
        return None
    return _in_expression(text, inside, offset, end, closing, is_loop)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _opened(text: str, offset: int) -> tuple[str, str] | None:
    """Return the mark of the expression that an offset is in, and what stands between them."""
    found = list(_MARKS.finditer(text, max(offset - MAX_EXPRESSION, 0), offset))
    if not found or found[-1][0] not in _CLOSING:
        return None
    return found[-1][0], text[found[-1].end() : offset]


def _is_closed(text: str, offset: int) -> bool:
    """Tell whether the expression is closed on its own line."""
    line_end = re.compile(r"[\r\n]|\Z").search(text, offset)
    found = _MARKS.search(text, offset, line_end.start() if line_end else len(text))
    return found is not None and found[0] not in _CLOSING


def _path_end(text: str, offset: int) -> int:
    match = re.compile(r"[^\"'\r\n}]*").match(text, offset)
    return match.end() if match else offset


def _in_expression(
    text: str, inside: str, offset: int, end: int, closing: str, is_loop: bool
) -> Place | None:
    bare = _QUOTED.sub("", inside)
    if '"' in bare or "'" in bare or (is_loop and _is_head(inside)):
        return None
    for pattern, wanted in ((_FILTER, Wanted.FILTER), (_TEST, Wanted.TEST)):
        if match := pattern.search(inside):
            return Place(text, wanted, offset - len(match[1]), end, "", closing)
    match = _NAME.search(inside)
    owner, word = (match[1], match[2] or "") if match else ("", "")
    wanted = Wanted.FIELD if owner else Wanted.NAME
    return Place(text, wanted, offset - len(word), end, owner, closing)


def _is_head(inside: str) -> bool:
    """Tell whether a loop's own names are being written, before its `in`."""
    return bool(_LOOP_HEAD.search(inside)) and not re.search(r"\bin\b", inside)
