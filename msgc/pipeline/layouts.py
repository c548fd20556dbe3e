"""How messages without variables are written, apart from their texts; read once for all alike."""

from __future__ import annotations

from typing import Any

from msgc.records import dataclass
from msgc.syntax.nodes import NULLS
from msgc.syntax.plain_layouts import Layout, laid_out, marked
from msgc.syntax.plain_values import UnsureError, Value
from msgc.syntax.plain_yaml import plain_document

# Far more than a catalog has; beyond, files are read one by one.
MAX_LAYOUTS = 1024
CHANNEL = "channel"

OBJECT, LIST, END, IS_PLAIN, IS_QUOTED, IS_BLOCK = range(6)
Token = int | str | tuple[str]
Tokens = tuple[Token, ...]
Values = dict[str, Value]
UNKNOWN: Tokens = ()


@dataclass(slots=True)
class Written:
    """A message: how it is written, its texts, and its words, read where they aren't `known`."""

    tokens: Tokens
    texts: list[str]
    known: Values | None = None
    text: str = ""

    @property
    def channel(self) -> Value | None:
        """What it says of its channel: a message whose words aren't known says nothing."""
        return self.known.get(CHANNEL) if self.known else None

    def words(self) -> Values:
        """Return the message's words. Raises UnsureError."""
        if self.known is None:
            self.known = plain_document(self.text)
        return self.known


def taken_apart(words: Values) -> Written:
    """Return how a message is written, which is all of it but its texts, and its texts."""
    tokens: list[Token] = []
    texts: list[str] = []
    _take_apart(words, tokens, texts)
    return Written(tuple(tokens), texts, words)


def _take_apart(value: Any, tokens: list[Token], texts: list[str]) -> None:
    kind = type(value)
    if kind is str:
        if value in NULLS:
            tokens.append((value,))
            return
        tokens.append(IS_PLAIN)
        texts.append(value)
    elif kind is tuple:
        tokens.append(IS_QUOTED if len(value) == 1 else IS_BLOCK)
        texts.append(value[0])
    elif kind is dict:
        tokens.append(OBJECT)
        for name, each in value.items():
            tokens.append(name)
            _take_apart(each, tokens, texts)
        tokens.append(END)
    else:
        tokens.append(LIST)
        for each in value:
            _take_apart(each, tokens, texts)
        tokens.append(END)


class Layouts:
    """The layouts that a catalog's files have, each with the tokens of its messages."""

    def __init__(self) -> None:
        self._tokens: dict[Layout, Tokens | None] = {}

    def read(self, text: str) -> Written:
        """Return the message of a file's text, one of `plain_text`. Raises UnsureError.

        Its words aren't read where the file has the layout of others, and names no channel.
        """
        layout, texts = laid_out(text)
        tokens = self._tokens_of(layout)
        if tokens and NULLS.isdisjoint(texts):
            return Written(tokens, texts, None, text)
        return taken_apart(plain_document(text))

    def _tokens_of(self, layout: Layout) -> Tokens | None:
        """Return the tokens of a layout; none when it is met first, as many are met but once."""
        if layout not in self._tokens:
            if len(self._tokens) < MAX_LAYOUTS:
                self._tokens[layout] = None
            return None
        tokens = self._tokens[layout]
        if tokens is None:
            tokens = self._tokens[layout] = _tokens(layout)
        return tokens


def _tokens(layout: Layout) -> Tokens:
    try:
        words, marks = marked(layout)
    except UnsureError:
        return UNKNOWN
    written = taken_apart(words)
    return written.tokens if written.texts == marks and CHANNEL not in words else UNKNOWN
