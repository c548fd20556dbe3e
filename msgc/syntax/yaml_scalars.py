"""One scalar of YAML: its text as written, its style, its span and its map."""

from __future__ import annotations

from msgc.source import Span
from msgc.syntax.nodes import Scalar, Style, TextMap
from msgc.syntax.text_maps import block_text, double_quoted_text, plain_text, single_quoted_text
from msgc.syntax.yaml_draft import Draft

_STYLES = {"'": Style.QUOTED, '"': Style.QUOTED, "|": Style.BLOCK, ">": Style.BLOCK}
_QUOTES, _BLOCKS = ("'", '"'), ("|", ">")


def read_scalar(draft: Draft, value: str, sign: str, start: int, end: int) -> Scalar:
    """Make the scalar that the parser read as `value` from `start:end`.

    `sign` is the character that opens it (a quote, `|` or `>`), "" for plain text.
    """
    inner = start + 1 if sign in _QUOTES else start
    if len(value) == end - start - 2 * (inner - start) and draft.text.startswith(value, inner):
        where: TextMap | None = TextMap((0,), (inner,))
    else:
        where = _where(draft.text, value, sign, start, end)
    if sign in _BLOCKS:
        end = start + len(draft.text[start:end].rstrip(" \t\r\n"))
    if draft.restore:
        value = value.translate(draft.restore)
    return Scalar(value, _STYLES.get(sign, Style.PLAIN), Span(draft.source, start, end), where)


def words_at(span: Span) -> Scalar:
    """Make a text of the words at `span`, as if they were quoted."""
    value, where = plain_text(span.source.text, span.start, span.end)
    return Scalar(value, Style.QUOTED, span, where)


def _where(text: str, value: str, sign: str, start: int, end: int) -> TextMap | None:
    if sign in _BLOCKS:
        again, where = block_text(text, start, end, value)
    elif sign == "'":
        again, where = single_quoted_text(text, start, end)
    elif sign == '"':
        again, where = double_quoted_text(text, start, end)
    else:
        again, where = plain_text(text, start, end)
    return where if again == value else None
