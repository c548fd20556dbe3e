"""Jinja's own lexer, with the offset of every token in place of its line.

Jinja's nodes know lines, not columns. Its parser copies each token's `lineno` into the node it
makes and never reads it otherwise; so tokens that carry an offset there make nodes that know
exactly where they stand. That is the one liberty taken with Jinja here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.records import dataclass

if TYPE_CHECKING:
    import jinja2
    from jinja2 import lexer as jinja_lexer
else:
    jinja2, jinja_lexer = Late("jinja2"), Late("jinja2.lexer")

BLOCK_TAGS = ("block_begin", "raw_begin", "raw_end", "comment_begin")
CLOSERS = {"block_begin": "block_end", "comment_begin": "comment_end"}


@dataclass(frozen=True, slots=True)
class Token:
    """One raw token: Jinja's name for it, its text, and where it stands in the template."""

    start: int
    kind: str
    text: str

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)


def same_length(text: str) -> str:
    """Return the text as Jinja's lexer can take it without moving an offset.

    Jinja folds `\\r\\n` to `\\n` before it reads; two line feeds keep every offset where it was.
    """
    return text.replace("\r", "\n")


def raw_tokens(environment: jinja2.Environment, text: str) -> Iterator[Token]:
    """Yield Jinja's tokens with offsets; literal text is taken from `text`, byte for byte.

    Raises:
        jinja2.TemplateSyntaxError: its `lineno` is an offset.
    """
    lexed = same_length(text)
    position = 0
    try:
        for _, kind, value in environment.lexer.tokeniter(lexed, None):
            if kind != "data":
                position = lexed.index(value, position)
            yield Token(position, kind, text[position : position + len(value)])
            position += len(value)
    except jinja2.TemplateSyntaxError as error:
        error.lineno = position
        raise


def drop_tag_lines(tokens: list[Token]) -> list[Token]:
    """Take away the lines that hold nothing but block tags and spaces.

    An `include` counts as text, and so does anything written out.
    """
    kept: dict[int, list[_Piece]] = {}
    for line in _lines(tokens):
        for piece in () if _is_tag_line(line) else line:
            kept.setdefault(id(piece.token), []).append(piece)
    return [
        _literal(token, kept.get(id(token), [])) if token.kind == "data" else token
        for token in tokens
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A part of a line: literal text of a data token, or a tag."""

    token: Token
    kind: str
    start: int
    text: str


def _lines(tokens: list[Token]) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    for piece in _pieces(tokens):
        lines[-1].append(piece)
        if piece.kind == "text" and piece.text.endswith("\n"):
            lines.append([])
    return lines


def _pieces(tokens: list[Token]) -> Iterator[_Piece]:
    """Yield literal text line by line, and one piece for each tag or output."""
    closer: str | None = None
    for index, token in enumerate(tokens):
        if closer is not None:
            closer = None if token.kind == closer else closer
        elif token.kind == "data":
            yield from _data_pieces(token)
        elif token.kind in BLOCK_TAGS:
            yield _Piece(token, _tag_kind(tokens, index), token.start, token.text)
            closer = CLOSERS.get(token.kind)
        else:
            yield _Piece(token, "output", token.start, token.text)
            closer = "variable_end"


def _data_pieces(token: Token) -> Iterator[_Piece]:
    start = token.start
    for line in token.text.split("\n"):
        text = line + "\n" if start + len(line) < token.end else line
        if text:
            yield _Piece(token, "text", start, text)
        start += len(text)


def _tag_kind(tokens: list[Token], index: int) -> str:
    words = (t for t in tokens[index + 1 : index + 3] if t.kind == "name")
    return "output" if next((t.text for t in words), "") == "include" else "tag"


def _is_tag_line(line: list[_Piece]) -> bool:
    blank = all(piece.text.isspace() for piece in line if piece.kind == "text")
    return blank and {piece.kind for piece in line} in ({"tag"}, {"tag", "text"})


def _literal(token: Token, pieces: list[_Piece]) -> Token:
    start = pieces[0].start if pieces else token.start
    return Token(start, "data", "".join(piece.text for piece in pieces))


def parser_stream(environment: jinja2.Environment, tokens: list[Token]) -> jinja_lexer.TokenStream:
    """Return the stream that Jinja's parser reads, each token's offset standing as its line."""
    return jinja_lexer.TokenStream(_wrapped(environment, tokens), None, None)


def _wrapped(environment: jinja2.Environment, tokens: list[Token]) -> Iterator[jinja_lexer.Token]:
    for token in tokens:
        if token.kind == "data":
            # Jinja's `wrap` would make a line feed of every line break in literal text.
            yield jinja_lexer.Token(token.start, token.kind, token.text)
        else:
            yield from environment.lexer.wrap([(token.start, token.kind, token.text)])
