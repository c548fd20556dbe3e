"""Cells as JSON writes their texts, with what is in the way of parting them put out of the way.

A control character, a mask, stands in for it; what is masked holds none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgc.recipients.quick_columns import SEPARATOR_BYTES, TextColumn

QUOTE, BACKSLASH, BREAK, RETURN, DELIMITER = b"\x01", b"\x02", b"\x03", b"\x04", b"\x05"
_WRITTEN = ((QUOTE, b'\\"'), (BACKSLASH, b"\\\\"), (BREAK, b"\\n"), (RETURN, b"\\r"))
_MASKS = QUOTE + BACKSLASH + BREAK + RETURN + DELIMITER
_TAB = b"\t"
# Characters of UTF-8 that no row may hold, beside the control characters of ASCII.
_HIDDEN = tuple(
    re.compile(each)
    for each in (rb"\xc2[\x80-\x9f]", rb"\xe2\x80[\xaa-\xae]", rb"\xe2\x81[\xa6-\xa9]")
)


def written(pieces: Sequence[bytes], delimiter: bytes) -> TextColumn | None:
    """Return masked texts as a column.

    None where they aren't UTF-8, or where one holds what a row may not; of ASCII's control
    characters they have the masks alone.
    """
    data = SEPARATOR_BYTES.join(pieces)
    if not (data.isascii() or _is_shown(data)):
        return None
    if len(data) == len(data.translate(None, _MASKS)):
        return TextColumn(None, data, pieces)
    for mask, text in (*_WRITTEN, (DELIMITER, b"\\t" if delimiter == _TAB else delimiter)):
        # Looking for one byte is far quicker than replacing none.
        data = data.replace(mask, text) if mask in data else data
    return TextColumn(None, data)


def _is_shown(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not any(each.search(data) for each in _HIDDEN)
