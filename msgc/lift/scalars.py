"""One scalar of YAML: plain where every reader takes it for that text, quoted or a block else."""

from __future__ import annotations

import re

from msgc.lift.marks import Document, Expression, OneLine, escaped

# What YAML can't hold as it is, and what YAML 1.1 takes for a line break or a mark of its own.
_NEEDS_ESCAPE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_RESERVED_START = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.")
_ENDS_PLAIN = re.compile(r": | #|:\Z")
# Words, numbers and dates that some reader of YAML takes for something else than text.
_TYPED = re.compile(
    r"y|n|yes|no|on|off|true|false|null"
    r"|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
    r"|[-+]\.[0-9_]+(?:e[-+]?[0-9]+)?|[-+]\.(?:inf|nan)"
    r"|[-+]?0[box][0-9a-f_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
_ESCAPES = {
    "\0": "\\0",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
    '"': '\\"',
    "\\": "\\\\",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}
_TO_ESCAPE = re.compile(rf'["\\]|{_NEEDS_ESCAPE.pattern}')


def inline(value: Document) -> str:
    """Return a value on one line: a scalar, an empty list or mapping, or a `OneLine`."""
    if isinstance(value, str):
        return text(escaped(value))
    if isinstance(value, Expression):
        return quoted(value.text)
    if isinstance(value, OneLine):
        return f"[{', '.join(map(repr, value.items))}]"
    if isinstance(value, bool | None):
        return {True: "true", False: "false", None: "null"}[value]
    # Numbers are written as Python does: the readers take back what gives the same text again.
    return repr(value)


def text(words: str) -> str:
    """Return words as plain text where that is safe, else quoted."""
    return words if _is_plain(words) else quoted(words)


def _is_plain(words: str) -> bool:
    return (
        bool(words)
        and words[0] not in _RESERVED_START
        and words == words.strip()
        and "{" not in words
        and not _ENDS_PLAIN.search(words)
        and not _NEEDS_ESCAPE.search(words)
        and not _TYPED.fullmatch(words)
    )


def quoted(words: str) -> str:
    """Return words in quotes: single ones where they save escapes."""
    saves_escapes = '"' in words or "\\" in words
    if saves_escapes and "'" not in words and not _NEEDS_ESCAPE.search(words):
        return f"'{words}'"
    return '"' + _TO_ESCAPE.sub(_escape, words) + '"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    code = ord(sign)
    return _ESCAPES.get(sign) or (f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}")


def block_lines(value: Document) -> list[str] | None:
    """Return the lines of a text as a block scalar; None where it isn't one line by line.

    A block loses its final line break when it is read, and an editor may eat blanks at the end of
    a line; what hangs on either is quoted.
    """
    if not isinstance(value, str) or "\n" not in value:
        return None
    lines = escaped(value).split("\n")
    is_plain = not any(line != line.rstrip() or _NEEDS_ESCAPE.search(line) for line in lines)
    # The first line tells the indentation, the last one where the text ends.
    return lines if is_plain and lines[-1] and lines[0] and lines[0][0] != " " else None
