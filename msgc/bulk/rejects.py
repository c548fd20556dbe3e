"""A rejected row as a line of the rejects' file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from math import isfinite
from typing import TYPE_CHECKING

from msgc.bulk.batches import RowResult
from msgc.diagnostics import Diagnostic
from msgc.late import Late

if TYPE_CHECKING:
    from msgc.emit import quick_dump
else:
    # A run without rejected rows doesn't import the encoder.
    quick_dump = Late("msgc.emit.quick_dump")

AsDict = Callable[[Diagnostic], dict[str, object]]

# What JSON has no number for raises ValueError.
_as_line = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False
).encode


def reject_line(result: RowResult, as_dict: AsDict) -> bytes:
    """Return a rejected row as a line: its number, its data as read, its diagnostics.

    Where the data couldn't be read, `raw` holds what was written. But for a witness, `as_dict`
    gives texts, integers, and what holds these.
    """
    told = [as_dict(each) for each in result.found]
    raw = {} if result.raw is None else {"raw": result.raw}
    document = {"row": result.row, "data": result.data, **raw, "diagnostics": told}
    try:
        return quick_dump.plain_line(document) if _is_plain(result) else _written(document)
    except UnicodeEncodeError:
        return _written(document)


def _is_plain(result: RowResult) -> bool:
    has_witness = any(each.witness is not None for each in result.found)
    return not has_witness and quick_dump.is_plain(result.data or {})


def _written(document: Mapping[str, object]) -> bytes:
    try:
        text = _as_line(document)
    except ValueError:
        text = _as_line(_finite(document))
    return text.encode("utf-8", errors="backslashreplace")


def _finite(value: object) -> object:
    """Return a value in which NaN and the infinities, which columns can have, are their names."""
    if isinstance(value, dict):
        return {name: _finite(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return json.dumps(value) if isinstance(value, float) and not isfinite(value) else value
