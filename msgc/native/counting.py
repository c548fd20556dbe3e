"""How often something stands in bytes, told by the kernel."""

from __future__ import annotations

import ctypes

from msgc.native.library import library


def count(data: bytes, byte: bytes) -> int | None:
    """Return how many times a byte stands in data, None where there is no kernel."""
    found = library()
    if found is None:
        return None
    found.msgc_count.restype = ctypes.c_size_t
    counted: int = found.msgc_count(data, ctypes.c_size_t(len(data)), ctypes.c_uint8(*byte))
    return counted


def count_lines(data: bytes) -> int | None:
    """Return how many lines end in data, by any of three line breaks; None without a kernel."""
    found = library()
    if found is None:
        return None
    found.msgc_count_lines.restype = ctypes.c_size_t
    counted: int = found.msgc_count_lines(data, ctypes.c_size_t(len(data)))
    return counted
