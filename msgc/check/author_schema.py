"""An author's JSON Schema object in `vars`, checked with jsonschema where it goes beyond our own.

Our checks know the keywords that the API's schemas use, and those that authors often write beside
them. A schema with another keyword is handed to jsonschema whole; it is imported only then, since
it takes seconds where the libraries for its formats are installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from msgc.check.author_keywords import AUTHORS, NOTES
from msgc.check.breach import Breach
from msgc.check.keywords import Check
from msgc.check.quick_schema import quick_predicate
from msgc.check.schema import SIMPLE, schema_check
from msgc.facts.formats import FORMATS

Reasons = Callable[[object], list[str]]
# What a reason calls the value that is checked.
VALUE = ("value",)


class AuthorSchemas:
    """Checks values against authors' schemas; each schema is read once."""

    def __init__(self) -> None:
        self._checks: dict[int, tuple[Mapping[str, object], Reasons]] = {}

    def __call__(self, schema: Mapping[str, object], value: object) -> Iterable[str]:
        """Return the reasons why a value doesn't fit the schema."""
        if id(schema) not in self._checks:
            self._checks[id(schema)] = (schema, reasons_of(schema))
        return self._checks[id(schema)][1](value)


def reasons_of(schema: Mapping[str, object]) -> Reasons:
    """Return what tells why a value doesn't fit a schema."""
    try:
        check = _own_check(schema)
    except (KeyError, ValueError, TypeError):
        return _by_library(schema)

    surely_fits = quick_predicate(schema)

    def reasons(value: object) -> list[str]:
        if surely_fits is not None and surely_fits(value):
            return []
        found: list[Breach] = []
        check(value, VALUE, found)
        return [breach.message for breach in found]

    return reasons


def _own_check(schema: Mapping[str, object]) -> Check:
    """Return our own check. Raises KeyError, ValueError or TypeError where there is none."""
    return schema_check(schema, {**SIMPLE, **AUTHORS}, NOTES)


def _by_library(schema: Mapping[str, object]) -> Reasons:
    library: Any = import_module("jsonschema")
    formats = library.FormatChecker(formats=())
    for name, is_format in FORMATS.items():
        formats.checks(name)(lambda value, ok=is_format: not isinstance(value, str) or ok(value))
    validator = library.Draft202012Validator(schema, format_checker=formats)
    return lambda value: [error.message for error in validator.iter_errors(value)]


def schema_fault(schema: Mapping[str, object]) -> str | None:
    """Return why a schema can't be used, None where it can."""
    try:
        _own_check(schema)
    except (KeyError, ValueError, TypeError):
        library: Any = import_module("jsonschema")
        try:
            library.Draft202012Validator.check_schema(schema)
        except library.SchemaError as error:
            return str(error.message)
    return None
