"""A row in a few lines: long texts and lists cut, with what they have in all."""

from __future__ import annotations

import json
from collections.abc import Mapping

MAX_TEXT = 24
MAX_ENTRIES = 1


def shortened_row(row: Mapping[str, object]) -> str:
    """Return a row as JSON-like text in which a long text or list tells its length instead."""
    return _value(row)


def _value(value: object) -> str:
    if isinstance(value, str) and len(value) > MAX_TEXT:
        return (
            f'{json.dumps(value[:MAX_TEXT], ensure_ascii=False)[:-1]}…" ({len(value):,} characters)'
        )
    if isinstance(value, list) and len(value) > MAX_ENTRIES:
        return f"[{_value(value[0])}, … ({len(value):,} entries)]"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_value(each)}" for name, each in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
