"""Where Jinja's nodes stand: from the offsets that their tokens carry to spans of the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.source import Span

if TYPE_CHECKING:
    from msgc.syntax import jinja_tokens as tokens_read
else:
    tokens_read = Late("msgc.syntax.jinja_tokens")

Locate = Callable[[int, int], Span]


class Spans:
    """Finds the spans of tokens in one text; `locate` maps the text's offsets to the file."""

    def __init__(self, tokens: Sequence[tokens_read.Token], locate: Locate) -> None:
        self._tokens = [token for token in tokens if token.kind != "whitespace"]
        self._starts = [token.start for token in self._tokens]
        self._locate = locate
        # From where a span ends in the file back to where it ends in the text.
        self._text_ends: dict[int, int] = {}

    def token(self, offset: int, further: int = 0) -> tokens_read.Token:
        """Return the token at an offset, or one that comes `further` behind it."""
        index = min(bisect_left(self._starts, offset) + further, len(self._tokens) - 1)
        return self._tokens[index]

    def at(self, offset: int, further: int = 0) -> Span:
        """Return the span of that token."""
        return self._span(self.token(offset, further))

    def _span(self, token: tokens_read.Token) -> Span:
        span = self._locate(token.start, token.end)
        self._text_ends[span.end] = token.end
        return span

    def around(self, offset: int, *others: Span) -> Span:
        """Return the span that holds the token at an offset and all the others."""
        spans = [self.at(offset), *others]
        start = min(span.start for span in spans)
        return Span(spans[0].source, start, max(span.end for span in spans))

    def balanced(self, span: Span) -> Span:
        """Return a span with the round brackets that it opens and doesn't close."""
        for _ in range(span.text.count("(") - span.text.count(")")):
            span = self.closed(span, ")")
        return span

    def closed(self, span: Span, closer: str) -> Span:
        """Return a span with the bracket that closes it, where that is the next token."""
        end = self._text_ends.get(span.end)
        index = bisect_left(self._starts, end) if end is not None else len(self._tokens)
        while index < len(self._tokens) and self._tokens[index].text == ",":
            index += 1
        if index < len(self._tokens) and self._tokens[index].text == closer:
            return span.to(self._span(self._tokens[index]))
        return span
