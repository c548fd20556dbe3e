"""Plain CSV parted at its delimiters into columns, as JSON writes them; no cell is read for itself.

Quotes are taken away first, with all that they protect put behind masks. What isn't plain, such as
a record with too many cells or a cell that begins with a quote, is for the reader of single cells.
"""

from __future__ import annotations

from msgc.recipients.limits import MAX_CELL
from msgc.recipients.masks import BACKSLASH, BREAK, DELIMITER, QUOTE, RETURN, written
from msgc.recipients.quick_columns import TextColumn

_MARK, _TWICE, _LINE, _LINES = b'"', b'""', b"\n", b"\r\n"
# No control character but line breaks: the masks are free, and so is the columns' separator.
_PLAIN = bytes({*b"\r\n", *range(0x20, 0x7F), *range(0x80, 0x100)})


def plain_columns(data: bytes, width: int, delimiter: bytes) -> list[TextColumn] | None:
    """Return the columns of records of `width` cells each, None where that isn't sure.

    No record is blank, and each has been read to its end.
    """
    if width < 2 or len(data) >= MAX_CELL or data.translate(None, _PLAIN + delimiter):
        return None
    text = data.replace(b"\\", BACKSLASH)
    masked = _without_quotes(text, delimiter) if _MARK in text else text
    cells = _cells(masked, width, delimiter) if masked else None
    if cells is None:
        return None
    columns: list[TextColumn] = []
    for place in range(width):
        column = written(cells[place :: width + 1], delimiter)
        if column is None:
            return None
        columns.append(column)
    # Where a column is full, no record is blank.
    return columns if any(all(each.escaped()) for each in columns) else None


def _without_quotes(data: bytes, delimiter: bytes) -> bytes | None:
    """Return records without the quotes around cells, None where these stand anywhere else."""
    parts = QUOTE.join(data.split(_TWICE)).split(_MARK)
    outside = parts[::2]
    before = {part[-1:] for part in outside[1:-1]} | {outside[0][-1:] or _LINE}
    behind = {part[:1] for part in outside[1:-1]} | {outside[-1][:1] or _LINE}
    if len(parts) % 2 == 0 or QUOTE in b"".join(outside):
        return None
    if not before <= {delimiter, _LINE} or not behind <= {delimiter, _LINE, _LINES[:1]}:
        return None
    inside = _MARK.join(parts[1::2]).replace(delimiter, DELIMITER)
    inside = inside.replace(_LINE, BREAK).replace(_LINES[:1], RETURN)
    parts[1::2] = inside.split(_MARK)
    return b"".join(parts)


def _cells(data: bytes, width: int, delimiter: bytes) -> list[bytes] | None:
    """Return all cells, and a line break behind those of each record; None where they differ."""
    end = _LINES if _LINES in data else _LINE
    whole = data if data.endswith(end) else data + end
    records = whole.split(end)
    count = len(records) - 1
    returns = count if end == _LINES else 0
    if (whole.count(_LINE), whole.count(_LINES[:1])) != (count, returns):
        return None
    cells = (delimiter + _LINE + delimiter).join(records).split(delimiter)
    cells.pop()
    if len(cells) != count * (width + 1) or cells[width :: width + 1] != [_LINE] * count:
        return None
    return cells
