"""A shell's text as commands of words: quotes, escapes and continued lines as a shell reads them.

What "Copy as cURL" writes is read: POSIX quotes, `$'...'`, and the carets of Windows' prompt.
"""

from __future__ import annotations

import re

from msgc.records import dataclass

_CARETS = re.compile(r"curl(?:\.exe)?[ \t]+(?:-\S+[ \t]+)*\^\"")
_CARET = re.compile(r"\^(?:(\r?\n)(\r?\n)?|(.))", re.DOTALL)
_PIECE = re.compile(
    r"(?P<skip>(?:[ \t]|[\\^]\r?\n)+)"
    r"|(?P<end>[\r\n;|]+|&&?(?=[ \t\r\n]|\Z))"
    r"|(?P<comment>(?<![^\s;|])#[^\n]*)"
    r"|\$'(?P<ansi>(?:[^'\\]|\\.)*)'"
    r"|'(?P<single>[^']*+)'"
    r"|\$?\"(?P<double>(?:[^\"\\]|\\.)*+)\""
    r"|\\(?P<escaped>.)"
    r"|(?P<bare>[^\s\\'\";|$]+|\$)",
    re.DOTALL,
)
_DOUBLE_ESCAPE = re.compile(r"\\(\r?\n|[\"\\$`])")
_ANSI_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9A-Fa-f]{1,2})|u(?P<u>[0-9A-Fa-f]{1,4})|U(?P<U>[0-9A-Fa-f]{1,8})"
    r"|(?P<octal>[0-7]{1,3})|(?P<sign>.))",
    re.DOTALL,
)
_ANSI_SIGNS = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command, and the line (from 1) on which it starts."""

    text: str
    line: int


def commands(text: str) -> list[list[Word]] | None:
    """Return the commands of a shell's text; None where a quote isn't closed."""
    if _CARETS.search(text):
        text = _CARET.sub(_without_caret, text)
    found: list[list[Word]] = [[]]
    offset, is_inside = 0, False
    while offset < len(text):
        piece = _PIECE.match(text, offset)
        if piece is None:
            return None
        offset = piece.end()
        is_inside = _add(found, piece, is_inside)
    return [words for words in found if words]


def _add(found: list[list[Word]], piece: re.Match[str], is_inside: bool) -> bool:
    """Add a piece to the commands; return whether a word goes on after it."""
    kind = piece.lastgroup
    if kind in ("skip", "comment", "end"):
        if kind == "end":
            found.append([])
        return False
    line = piece.string.count("\n", 0, piece.start()) + 1
    before = found[-1].pop() if is_inside else Word("", line)
    found[-1].append(Word(before.text + _text(piece), before.line))
    return True


def _text(piece: re.Match[str]) -> str:
    kind = piece.lastgroup or ""
    words = piece[kind]
    if kind == "double":
        return _DOUBLE_ESCAPE.sub(lambda m: m[1] if m[1] in '"\\$`' else "", words)
    if kind == "ansi":
        # Browsers write a character beyond U+FFFF as two escapes.
        return _SURROGATES.sub(_joined, _ANSI_ESCAPE.sub(_unescaped, words))
    return words


def _unescaped(escape: re.Match[str]) -> str:
    if sign := escape["sign"]:
        return _ANSI_SIGNS.get(sign, sign if sign in "\\'\"?" else f"\\{sign}")
    digits = escape["x"] or escape["u"] or escape["U"]
    code = int(digits, 16) if digits else int(escape["octal"], 8) & 0xFF
    return chr(min(code, _LAST_CHARACTER))


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _without_caret(escape: re.Match[str]) -> str:
    if escape[1]:
        # A caret and two line breaks are one break in the text; with one, the line goes on.
        return "\n" if escape[2] else " "
    return escape[3]
