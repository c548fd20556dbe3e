"""What reads many rows for a kept plan, and what does its programs' work for as many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.check.quick_schema import quick_predicate
from msgc.emit.many_steps import Remembered, escaped, whole_numbers, woven, woven_pieces
from msgc.emit.sure_columns import SureFirst
from msgc.emit.sure_tests import PATTERN, sure_test
from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients.typed import RowReader
from msgc.warm.program import Find, Tools, mapping
from msgc.warm.types import object_type


def kept_reader(fields: Mapping[str, object]) -> RowReader:
    """Return the reader of a kept plan's fields. Raises UnusualError.

    What isn't sure to fit an author's schema counts as a row that can't be read at once.
    """
    kinds = object_type({name: mapping(spec) for name, spec in fields.items()})
    return RowReader(kinds, FORMATS, _never_sure, quick_predicate, ecma, PATTERNS)


def _never_sure(schema: Mapping[str, object], value: object) -> tuple[str]:
    return ("it isn't asked",)


def tools_of_many(find: Find) -> Tools:
    """Return the tools that are quick for many rows; see `Tools`."""
    return Tools(find, escaped, whole_numbers, woven, woven_pieces, _test, Remembered)


def _test(keyword: str, argument: Any, of_rule: bool) -> Callable[[Any], bool]:
    """Return a keyword's test, which is asked of whole columns first."""
    fits = sure_test(keyword, argument, of_rule)
    # A kept pattern is one of Python's, which has no way to ask a column.
    return fits if keyword == PATTERN else SureFirst(keyword, argument, fits, of_rule)
