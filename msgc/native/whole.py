"""Columns of integers, told by the kernel."""

from __future__ import annotations

import ctypes

from msgc.native.library import library


def are_whole(data: bytes) -> bool:
    """Tell whether a column's values are integers that 64 bits surely hold.

    `data` has them as JSON writes integers, with separators between them. Where there is no kernel,
    none is told.
    """
    kernel = library()
    return kernel is not None and bool(kernel.msgc_are_whole(data, ctypes.c_size_t(len(data))))
