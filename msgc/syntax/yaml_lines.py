"""The anatomy of one line of YAML, read without a parser: for lines that the parser refuses."""

from __future__ import annotations

from msgc.late import regex
from msgc.records import dataclass

_LINE = regex(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)"
    r"(?:(?P<key>(?:\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\r\n]|'')*'|\{\{[^\r\n]*?\}\})[ \t]*"
    r"|[^\s#:{}\[\]&*!|>'\"%@`,-](?:[^\r\n:#]|:(?=\S)|(?<=\S)\#)*?):(?=[ \t\r\n]|\Z))?"
    r"[ \t]*(?P<value>[^\r\n]*)"
)
_BREAK = regex(r"\r\n|\r|\n")
_COMMENT = regex(r"[ \t]#(?=[ \t]|$)")
_HASH_WORDS = regex(r"[ \t]+#[^\s#][^\r\n]*")
_BLOCK_HEADER = regex(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")
_FLOW_STOP = regex(r"[,\]}\r\n]")
_PARTNERS = {"{": "}", "[": "]"}
PREVIEW_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line: offsets into the text, `colon` is where the key's colon stands (None: no key).

    `value` to `value_end` are the words after the key (or after the dashes), without a comment.
    """

    start: int
    end: int
    indent: int
    dashes: str
    key: str
    colon: int | None
    value: int
    value_end: int

    @property
    def content(self) -> int:
        """Where the line's first character that isn't a space stands."""
        return self.start + self.indent


def line_at(text: str, offset: int) -> Line:
    """Return the line that holds `offset`."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    match = _LINE.match(text, start)
    assert match  # every part of the pattern may be empty
    key = (match["key"] or "").rstrip(" \t")
    colon = match.end("key") if key else None
    value = match.start("value")
    indent = len(match["indent"])
    end = value + len(match["value"])
    stop = value + len(without_comment(match["value"]))
    return Line(start, end, indent, match["dashes"], key, colon, value, stop)


def without_comment(words: str) -> str:
    """Cut a comment off; `#word` after words is taken for text that the author wants to keep."""
    match = _COMMENT.search(words)
    return (words[: match.start()] if match else words).rstrip(" \t")


def with_hash_words(text: str, end: int) -> int:
    """Return where a value that ends at `end` ends for its author: ` #5` belongs to it."""
    match = _HASH_WORDS.match(text, end)
    return end + len(without_comment(match[0])) if match else end


def next_line(text: str, line: Line) -> Line | None:
    """Return the next line that holds something, or None."""
    offset = line.end
    while match := _BREAK.match(text, offset):
        following = line_at(text, match.end())
        if text[following.start : following.end].strip():
            return following
        offset = following.end
    return None


def continues(text: str, line: Line) -> bool:
    """Tell whether deeper lines follow, which belong to this one."""
    following = next_line(text, line)
    own = line.indent + (len(line.dashes) if line.key else 0)
    return following is not None and following.indent > own


def flow_value_end(text: str, start: int) -> int:
    """Return where a value inside `[...]` or `{...}` ends, on its line."""
    closing = text.find("}}", start, line_at(text, start).end) if text[start] == "{" else -1
    match = _FLOW_STOP.search(text, closing + 2 if closing >= 0 else start + 1)
    end = match.start() if match else len(text)
    return start + len(text[start:end].rstrip(" \t"))


def closing_bracket(text: str, opening: int, end: int) -> int | None:
    """Return where the bracket at `opening` is closed before `end`; quotes aren't looked at."""
    depth, pair = 0, (text[opening], _PARTNERS[text[opening]])
    for offset in range(opening, end):
        if text[offset] in pair:
            depth += 1 if text[offset] == pair[0] else -1
            if depth == 0:
                return offset
    return None


def is_block_header(words: str) -> bool:
    """Tell whether the words are `|` or `>` with its indicators and nothing else."""
    return _BLOCK_HEADER.fullmatch(words) is not None


def quoted(words: str) -> str:
    """Write one line of text as a quoted YAML scalar that means exactly these words."""
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def preview(words: str) -> str:
    """Shorten words for a sentence."""
    words = words.strip()
    return words if len(words) <= PREVIEW_LENGTH else words[: PREVIEW_LENGTH - 3] + "..."
