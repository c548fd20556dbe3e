"""The one number of a platform's rule, which an account may have otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgc.facts.platform import Row


def limit_of(row: Row) -> int | None:
    """Return the number that a row limits to, None where it has none or more than one."""
    values = row.argument.values() if isinstance(row.argument, dict) else (row.argument,)
    found = [value for value in values if type(value) is int]
    return found[0] if len(found) == 1 else None


def with_limit(row: Row, limit: int) -> Row:
    """Return a row with another number; one that has none stays as it is."""
    if limit_of(row) is None:
        return row
    if not isinstance(row.argument, dict):
        return replace(row, argument=limit)
    changed = {k: limit if type(v) is int else v for k, v in row.argument.items()}
    return replace(row, argument=changed)


def has_one_limit(rows: Iterable[Row], code: str) -> bool:
    """Tell whether the rows of a code limit to one number, the same wherever there is one."""
    return len({limit_of(row) for row in rows if row.code == code} - {None}) == 1
