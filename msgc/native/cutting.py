"""Columns without some of their texts, by the kernel."""

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
