"""The platform's rules as data: the rows of `schemas/bird/whatsapp.yaml`, derived to JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from msgc.codes import CODES, Code
from msgc.facts.files import schemas_folder
from msgc.records import dataclass
from msgc.texts import CODE_POINTS

PLATFORM = "whatsapp"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `must` has one keyword with its argument, `when` and `unless` one for each path."""

    id: str
    code: str
    title: str
    at: tuple[str, ...]
    keyword: str
    argument: Any
    what: str
    sure: str
    severity: str
    source: str
    unit: str = CODE_POINTS
    says: str | None = None
    help: str | None = None
    when: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unless: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    since: str | None = None


@cache
def platform_rows() -> tuple[Row, ...]:
    """Return the shipped rows, in the file's order (derived from `whatsapp.yaml`)."""
    path = schemas_folder() / "bird" / f"{PLATFORM}.json"
    return read_rows(json.loads(path.read_text(encoding="utf-8")))


def read_rows(written: list[dict[str, Any]]) -> tuple[Row, ...]:
    """Return rows from their written form; TypeError or ValueError for one not well-formed."""
    return tuple(_row(each) for each in written)


def _row(written: dict[str, Any]) -> Row:
    rest = dict(written)
    ((keyword, argument),) = rest.pop("must").items()
    at = rest.pop("at")
    places = tuple(at) if isinstance(at, list) else (at,)
    return Row(at=places, keyword=keyword, argument=argument, **rest)


def platform_codes() -> dict[str, Code]:
    """Return the rows' codes; the first row of a code gives its title and severity.

    What is off until it is asked for is best asked for as a warning.
    """
    found: dict[str, Code] = {}
    for row in platform_rows():
        severity = "warning" if row.severity == "off" else row.severity
        found.setdefault(row.code, Code(severity, row.title))
    return found


def all_codes() -> dict[str, Code]:
    """Return every code that a finding can have, in order: msgc's own and the platform's."""
    return dict(sorted({**CODES, **platform_codes()}.items()))
