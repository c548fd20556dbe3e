"""Comments that silence a finding: `# msgc: ignore=MSG412 why`, beside its line or right above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import yaml

from msgc.late import regex
from msgc.records import dataclass
from msgc.source import SourceFile, Span

_COMMENT = regex(r"(?:^|(?<=[ \t]))#[ \t]*msgc:[^\r\n]*", re.MULTILINE)
_IGNORE = regex(r"#[ \t]*msgc:[ \t]*ignore=(?P<codes>[^\s,]+(?:[ \t]*,[ \t]*[^\s,]+)*)")
_CODE = regex(r"[^\s,]+")
_BLOCKS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment: the line that it silences (from 1), the codes with their places, the reason.

    There are no codes where the comment isn't written as it should be.
    """

    span: Span
    line: int
    codes: tuple[Span, ...]
    reason: str


@lru_cache(maxsize=256)
def read_ignores(source: SourceFile) -> tuple[Ignore, ...]:
    """Return the comments for msgc of a YAML file, parsable or not."""
    # A search for the one word takes a tenth of the pattern's time, and most files have none.
    has_one = "msgc:" in source.text
    found = [match.span() for match in _COMMENT.finditer(source.text)] if has_one else []
    if not found:
        return ()
    texts = list(_texts(source.text))
    return tuple(_ignore(Span(source, *place)) for place in found if not _is_in(place[0], texts))


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the scalars are that a `#` may be part of: quoted ones, and blocks' own lines."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and not token.plain:
                start, end = token.start_mark.index, token.end_mark.index
                head = text.find("\n", start) if token.style in _BLOCKS else start
                yield max(head, start), end
    except yaml.YAMLError:
        return


def _is_in(offset: int, texts: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in texts)


def _ignore(span: Span) -> Ignore:
    match = _IGNORE.match(span.text)
    line = _silenced_line(span)
    if match is None:
        return Ignore(span, line, (), "")
    starts = (span.start + match.start("codes") + m.start() for m in _CODE.finditer(match["codes"]))
    words = _CODE.findall(match["codes"])
    codes = (Span(span.source, at, at + len(word)) for at, word in zip(starts, words, strict=True))
    return Ignore(span, line, tuple(codes), span.text[match.end() :].strip())


def _silenced_line(span: Span) -> int:
    """Return the comment's line, or for a comment of its own the next that is none."""
    source = span.source
    number, column = source.position(span.start)
    if source.line(number)[: column - 1].strip():
        return number
    number += 1
    while source.line(number).lstrip().startswith("#"):
        number += 1
    return number
