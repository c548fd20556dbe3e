"""Columns without some of their texts, and where some of them begin, by the kernel."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from msgc.native.library import library


def cut(data: bytes, places: Sequence[int]) -> bytes | None:
    """Return a column's data without the texts at some places, which are in order.

    None where there is no kernel, or nothing would be left of the column.
    """
    found = library()
    if found is None:
        return None
    found.msgc_cut.restype = ctypes.c_int64
    out = ctypes.create_string_buffer(len(data) + 1)
    given = (ctypes.c_uint32 * len(places))(*places)
    size = ctypes.c_size_t
    written = found.msgc_cut(data, size(len(data)), given, size(len(places)), out)
    return ctypes.string_at(out, written - 1) if written > 0 else None


def starts(data: bytes, separator: bytes, places: Sequence[int]) -> list[int] | None:
    """Return the offsets of what stands at some places, in order, between separators of one byte.

    None where there is no kernel, or there aren't as many.
    """
    found = library()
    if found is None:
        return None
    found.msgc_starts.restype = ctypes.c_int64
    given = (ctypes.c_uint32 * len(places))(*places)
    made, size = (ctypes.c_uint64 * len(places))(), ctypes.c_size_t
    asked = (data, size(len(data)), ctypes.c_uint8(ord(separator)), given, size(len(places)), made)
    return list(made) if found.msgc_starts(*asked) >= 0 else None
