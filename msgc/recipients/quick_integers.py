"""Integers of 64 bits as columns that know how JSON writes them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from msgc.codec import CodecError, decoder, encode
from msgc.late import Late
from msgc.recipients.quick_leaves import Column, require
from msgc.recipients.written_columns import SEPARATOR_BYTES, TextColumn, WholeColumn, Written

if TYPE_CHECKING:
    from msgc.native import whole
else:
    # The kernel takes what a start of a few rows needn't wait for.
    whole = Late("msgc.native.whole", "msgc.native.nothing")

_decode_integers = decoder(list[int])
_DIGITS, _COMMA = b"0123456789-,", b","


def known_integers(column: Column) -> WholeColumn:
    """Return integers of 64 bits. Raises an error where that isn't sure."""
    data = encode(column)[1:-1]
    # Neither a boolean nor a fraction, and none that is so large that it is no float.
    require(not data.translate(None, _DIGITS))
    _require_64_bits(column)
    return WholeColumn(column, Written(data.replace(_COMMA, SEPARATOR_BYTES)))


def _require_64_bits(column: Column) -> None:
    """Raise `struct.error` for integers of more. Packing them takes half as long as `array`."""
    struct.pack(f"{len(column)}q", *column)


def integers_in(cells: Column) -> WholeColumn | None:
    """Return integers of cells that are all written as JSON writes them, None for others."""
    if not isinstance(cells, TextColumn):
        return None
    written = cells.written
    if isinstance(written, Written) and whole.are_whole(written.data):
        return WholeColumn(None, written)
    pieces = cells.escaped()
    data = b",".join(pieces)
    # A comma in a cell would part it in two, and JSON takes `-0` for a zero without a sign.
    if not all(pieces) or data.translate(None, _DIGITS) or b"-0" in data:
        return None
    try:
        values = _decode_integers(b"[%b]" % data)
        _require_64_bits(values)
    except (CodecError, struct.error):
        return None
    return WholeColumn(values, pieces) if len(values) == len(pieces) else None
