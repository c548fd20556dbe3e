"""Where each character of a scalar's text stands in the file, for every way YAML writes scalars.

Each function reads a scalar again from the file's text and returns its text with the map, so the
two can be compared: where they differ, the caller does without a map.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgc.late import regex
from msgc.syntax.nodes import TextMap

_BREAK = r"(?:\r\n|\r|\n)"
_FOLD = rf"(?P<fold>[ \t]*+{_BREAK}(?:[ \t]*+{_BREAK})*[ \t]*+)|[ \t]{{2,}}+"
_PLAIN = regex(_FOLD)
_SINGLE = regex(rf"(?P<escape>'')|{_FOLD}")
_DOUBLE = regex(
    rf"\\(?P<joint>{_BREAK}(?:[ \t]*+{_BREAK})*[ \t]*+)"
    r"|\\(?P<escape>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
    rf"|{_FOLD}"
)
_BREAKS = regex(_BREAK)
_BLOCK_LINE = regex(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


class MapBuilder:
    """Collects a text piece by piece, with the file offset where each piece starts."""

    def __init__(self) -> None:
        self.size = 0
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._targets: list[int] = []

    def add(self, text: str, target: int) -> None:
        """Append `text`, which stands at `target` in the file."""
        if text:
            self._pieces.append(text)
            self._starts.append(self.size)
            self._targets.append(target)
            self.size += len(text)

    def finish(self, end: int) -> tuple[str, TextMap]:
        """Return the text and its map; the text's own end maps to the file offset `end`."""
        starts, targets = (*self._starts, self.size), (*self._targets, end)
        return "".join(self._pieces), TextMap(starts, targets)


def plain_text(text: str, start: int, end: int) -> tuple[str, TextMap]:
    """Read the plain scalar that stands at `text[start:end]`, over one or more lines."""
    return _flow_text(_PLAIN, text, start, end, lambda _: "")


def single_quoted_text(text: str, start: int, end: int) -> tuple[str, TextMap]:
    """Read the single-quoted scalar at `text[start:end]`, its quotes included in the range."""
    return _flow_text(_SINGLE, text, start + 1, end - 1, lambda _: "'")


def double_quoted_text(text: str, start: int, end: int) -> tuple[str, TextMap]:
    """Read the double-quoted scalar at `text[start:end]`, its quotes included in the range."""
    return _flow_text(_DOUBLE, text, start + 1, end - 1, _unescaped)


def _flow_text(
    pattern: re.Pattern[str],
    text: str,
    start: int,
    end: int,
    unescape: Callable[[re.Match[str]], str],
) -> tuple[str, TextMap]:
    builder = MapBuilder()
    for match in pattern.finditer(text, start, end):
        builder.add(text[start : match.start()], start)
        builder.add(_replacement(match, unescape), match.start())
        start = match.end()
    builder.add(text[start:end], start)
    return builder.finish(end)


def _replacement(match: re.Match[str], unescape: Callable[[re.Match[str]], str]) -> str:
    groups = match.groupdict()
    if groups["fold"] is not None:
        return "\n" * (len(_BREAKS.findall(groups["fold"])) - 1) or " "
    if groups.get("joint") is not None:
        return "\n" * (len(_BREAKS.findall(groups["joint"])) - 1)
    return unescape(match) if groups.get("escape") is not None else match[0]


def _unescaped(match: re.Match[str]) -> str:
    code = match["escape"]
    if len(code) == 1:
        return ESCAPES.get(code, code)
    return chr(min(int(code[1:], 16), 0x10FFFF))


def block_text(text: str, start: int, end: int, value: str) -> tuple[str, TextMap]:
    """Read the block scalar (`|` or `>`) at `text[start:end]`, knowing the `value` it has.

    The value tells the indentation and the chomping, which otherwise hang on the lines above.
    """
    lines = list(_BLOCK_LINE.finditer(text, start, end))[1:]
    indent = _block_indent(lines, value)
    builder = MapBuilder()
    waiting = _block_content(builder, lines, indent, folded=text[start] == ">")
    for offset in waiting[: max(len(value) - builder.size, 0)]:
        builder.add("\n", offset)
        end = offset + 1
    return builder.finish(min(end, len(text)))


def _block_indent(lines: list[re.Match[str]], value: str) -> int:
    blank_lines = len(value) - len(value.lstrip("\n"))
    if blank_lines >= min(len(value), len(lines)):
        return max((len(line[1]) for line in lines), default=0)
    first = lines[blank_lines][1]
    return _spaces(first) - _spaces(value[blank_lines:])


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _block_content(
    builder: MapBuilder, lines: list[re.Match[str]], indent: int, *, folded: bool
) -> list[int]:
    breaks: list[int] = []
    was_blank = True
    for line in lines:
        content = line[1][indent:]
        if content:
            is_blank = content[0] in " \t"
            _join(builder, breaks, fold=folded and not (was_blank or is_blank))
            builder.add(content, line.start() + indent)
            breaks, was_blank = [], is_blank
        if line[2]:
            breaks.append(line.start(2))
    return breaks


def _join(builder: MapBuilder, breaks: list[int], *, fold: bool) -> None:
    # The first break of a fold goes: alone it becomes a space, before blank lines nothing.
    if fold and len(breaks) == 1:
        builder.add(" ", breaks[0])
    else:
        for offset in breaks[1:] if fold else breaks:
            builder.add("\n", offset)
