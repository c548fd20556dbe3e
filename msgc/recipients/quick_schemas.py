"""Columns held to an author's own schema, as far as their type doesn't hold them to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.recipients.held import left_of
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_leaves import UNUSUAL, Column, Convert, has_unusual
from msgc.recipients.quick_texts import all_match
from msgc.types import Type


def with_quick_schema(kind: Type, convert: Convert, checks: Checks) -> Convert:
    """Return what also holds a column that it read to its type's schema, if there is one."""
    check = checks.schema
    schema = left_of(kind.schema, kind, checks) if kind.schema is not None else None
    if schema is None or check is None:
        return convert
    surely_fit = _schema_test(schema, checks)

    def checked(column: Column) -> Column:
        made = convert(column)
        if surely_fit is not None and not has_unusual(made) and surely_fit(made):
            return made
        return [
            UNUSUAL if value is UNUSUAL or list(check(schema, value)) else value for value in made
        ]

    return checked


def _schema_test(schema: Mapping[str, Any], checks: Checks) -> Callable[[Column], bool] | None:
    """Return what tells whether all values of a column surely fit a schema."""
    if checks.pattern is not None and set(schema) == {"type", "pattern"}:
        return all_match(checks.pattern(schema["pattern"]))
    surely_fits = checks.quick(schema) if checks.quick else None
    return None if surely_fits is None else lambda column: all(map(surely_fits, column))
