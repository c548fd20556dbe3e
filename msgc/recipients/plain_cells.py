"""Plain CSV parted at its delimiters into columns, as JSON writes them; no cell is read for itself.

Quotes are taken away first, and what they protect is escaped or masked. What isn't plain, such as
a record with too many cells, is for the reader of single cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from msgc.recipients.limits import MAX_CELL
from msgc.recipients.quick_texts import is_hidden_in
from msgc.recipients.written_columns import SEPARATOR_BYTES, TextColumn

_QUOTE, _TAB, _LINE, _RETURN, _LINES = b'"', b"\t", b"\n", b"\r", b"\r\n"
_ESCAPED = {_QUOTE: b'\\"', b"\\": b"\\\\", _LINE: b"\\n", _RETURN: b"\\r", _TAB: b"\\t"}
# No control character but line breaks: the mask is free, and so is the columns' separator.
_PLAIN = bytes({*b"\r\n", *range(0x20, 0x7F), *range(0x80, 0x100)})
# Stands for a delimiter in a cell, where JSON doesn't escape it.
_MASK = b"\x01"

_last_byte, _first_byte = itemgetter(-1), itemgetter(0)


def plain_columns(data: bytes, width: int, delimiter: bytes) -> list[TextColumn] | None:
    """Return the columns of records of `width` cells each, None where that isn't sure.

    No record is blank, and each has been read to its end.
    """
    if width < 2 or len(data) >= MAX_CELL or data.translate(None, _PLAIN + delimiter):
        return None
    text = data.replace(b"\\", _ESCAPED[b"\\"])
    bare = _without_quotes(text, delimiter) if _QUOTE in text else text
    if bare is None:
        return None
    # A file's last line may lack its break.
    end = b"" if data.endswith(_LINE) else _LINES if _RETURN in bare else _LINE
    cells = _cells(bare + end, width, delimiter)
    if cells is None:
        return None
    found = [_column(cells[place :: width + 1], delimiter) for place in range(width)]
    columns = [each for each in found if each is not None]
    # Where a column is full, no record is blank.
    is_sure = len(columns) == width and any(all(each.escaped()) for each in columns)
    return columns if is_sure else None


def _without_quotes(data: bytes, delimiter: bytes) -> bytes | None:
    """Return records without the quotes around cells, None where these stand anywhere else."""
    parts = data.split(_QUOTE)
    if len(parts) % 2 == 0:
        return None
    first, *between, last = parts[::2]
    # Nothing is outside of quotes where two stand for one.
    outside = [part for part in between if part]
    before = {*map(_last_byte, [first or _LINE, *outside])}
    behind = {*map(_first_byte, [*outside, last or _LINE])}
    if not before <= {*delimiter, *_LINE} or not behind <= {*delimiter, *_LINES}:
        return None
    inside = _QUOTE.join(parts[1::2]).replace(delimiter, _ESCAPED.get(delimiter, _MASK))
    inside = inside.replace(_LINE, _ESCAPED[_LINE]).replace(_RETURN, _ESCAPED[_RETURN])
    parts[1::2] = inside.split(_QUOTE)
    parts[2:-1:2] = [part or _ESCAPED[_QUOTE] for part in between]
    return b"".join(parts)


def _cells(data: bytes, width: int, delimiter: bytes) -> list[bytes] | None:
    """Return the cells of records, a line break behind those of each; None where any differ."""
    lines = data.replace(_RETURN, b"")
    # Replacing single bytes there and back is five times as fast as replacing pairs.
    if len(lines) < len(data) and lines.replace(_LINE, _LINES) != data:
        return None
    parted = lines.replace(_LINE, delimiter + _LINE + delimiter)
    cells = parted.split(delimiter)
    # Counting the line breaks themselves takes three times as long.
    count = (len(parted) - len(lines)) // 2
    # Behind the last line break stands nothing.
    cells.pop()
    if len(cells) != count * (width + 1) or cells[width :: width + 1] != [_LINE] * count:
        return None
    return cells


def _column(pieces: Sequence[bytes], delimiter: bytes) -> TextColumn | None:
    """Return texts as a column, None where they aren't UTF-8 or hold what a row may not."""
    data = SEPARATOR_BYTES.join(pieces)
    if not data.isascii() and (not _is_utf_8(data) or is_hidden_in(data)):
        return None
    if _MASK in data:
        return TextColumn(None, data.replace(_MASK, delimiter))
    return TextColumn(None, data, pieces)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
