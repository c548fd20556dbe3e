"""The check of URLs for a whole column; mostly they are filled with unreserved characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgc.emit.size_steps import decline
from msgc.late import regex
from msgc.recipients.written_columns import SEPARATOR_BYTES, TextColumn

# What may stand anywhere in a URL (RFC 3986, section 2.3).
_UNRESERVED = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_UNRESERVED_BYTES = _UNRESERVED.encode()
_TEXT = regex(rb"[^\x7f]+")

Column = Sequence[object]


def urls_fit(
    filled: Iterable[Sequence[str]],
    columns: Iterable[Column],
    urls: Callable[..., Sequence[str]],
    fits: Callable[[object], bool],
) -> None:
    """Decline the rows whose URL doesn't pass a test; `filled` are the texts in its path.

    A URL that is filled with unreserved characters alone passes. `urls` makes those of some rows,
    of these rows' values of `columns`.
    """
    odd = sorted({row for texts in filled for row in _odd(texts)})
    if odd:
        made = urls(*(_at(column, odd) for column in columns))
        decline(row for row, url in zip(odd, made, strict=True) if not fits(url))


def _at(column: Column, rows: Sequence[int]) -> Column:
    """Return the values of some rows."""
    return column.at(rows) if isinstance(column, TextColumn) else [column[row] for row in rows]


def _odd(column: Sequence[str]) -> list[int]:
    """Return the rows whose text has other characters than unreserved ones."""
    if not isinstance(column, TextColumn):
        return [row for row, text in enumerate(column) if text.strip(_UNRESERVED)]
    left = column.data.translate(None, _UNRESERVED_BYTES)
    if column.is_picked and left.strip(SEPARATOR_BYTES):
        # What a column was picked from may hold further texts.
        left = SEPARATOR_BYTES.join(column.escaped()).translate(None, _UNRESERVED_BYTES)
    return list(_rows_of(left))


def _rows_of(data: bytes) -> Iterator[int]:
    """Yield the rows whose text isn't empty; mostly there are few, or none."""
    row = end = 0
    for found in _TEXT.finditer(data):
        row, end = row + data.count(SEPARATOR_BYTES, end, found.start()), found.end()
        yield row
