"""The row that a preview shows: all of it that can be read, whatever is wrong with the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from msgc.check.author_schema import AuthorSchemas
from msgc.facts.formats import FORMATS
from msgc.pipeline.made_up import made_up_row
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import with_column
from msgc.pipeline.samples import LOCALE, sample_data
from msgc.preview.model import Choice
from msgc.recipients.cells import cell_parts
from msgc.recipients.objects import read_fields
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.typed import RowReader
from msgc.recipients.values import value_parts
from msgc.records import dataclass

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it was given, as much of it as could be read, and what is wrong with it.

    `made_up` tells that no sample was there, and it was made from `vars`.
    """

    given: Row
    row: Row
    faults: tuple[RowFault, ...] = ()
    made_up: bool = False

    @property
    def json(self) -> str:
        """The row as it was given."""
        return json.dumps(self.given, ensure_ascii=False, indent=2, default=str)


def shown_row(message: Message, choice: Choice, raw: RawRow | None) -> ShownRow:
    """Return the row that a message is shown for: `raw`, or the chosen sample's."""
    made_up = raw is None and choice.sample not in message.samples
    raw = raw or _own_row(message, choice)
    data = dict(raw.data or {})
    if choice.locale is not None:
        data[LOCALE] = choice.locale
    raw = replace(raw, data=data if raw.data is not None else None)
    reader = RowReader(message.variables, FORMATS, _UsableSchemas())
    row, faults = reader.read(raw)
    told = tuple(with_column(fault, raw) for fault in faults)
    read = _readable(reader, raw) if row is None else row
    return ShownRow(data, read, told, made_up and bool(message.variables.fields))


def _own_row(message: Message, choice: Choice) -> RawRow:
    sample = message.samples.get(choice.sample or "")
    if sample is None:
        return RawRow(1, made_up_row(message))
    return RawRow(1, sample_data(sample, message.variables))


class _UsableSchemas:
    """Authors' schemas; one that can't be used keeps no row from being shown."""

    def __init__(self) -> None:
        self._schemas = AuthorSchemas()

    def __call__(self, schema: Mapping[str, object], value: object) -> Iterable[str]:
        """Return the reasons why a value doesn't fit a schema."""
        try:
            return tuple(self._schemas(schema, value))
        except Exception:
            # What a broken schema makes a library raise is open: a pattern's fault, a division by
            # zero, a missing key. The message's own findings tell what is wrong with it.
            return ()


def _readable(reader: RowReader, raw: RawRow) -> Row:
    """Return the fields of a row that could be read; the others that are there, as given."""
    given = raw.data or {}
    parts = (cell_parts if raw.cells else value_parts)(reader.vars, reader.checks)
    row = read_fields(given, "", parts, reader.vars.open, [])
    locale = {LOCALE: given[LOCALE]} if isinstance(given.get(LOCALE), str) else {}
    filled = {name: _filled(value, given.get(name)) for name, value in row.items()}
    return {**locale, **filled}


def _filled(value: object, given: object) -> object:
    """Return what was read with what was given for whatever couldn't be."""
    if value is None:
        return given
    if isinstance(value, dict) and isinstance(given, dict):
        return {name: _filled(each, given.get(name)) for name, each in value.items()}
    if isinstance(value, list) and isinstance(given, list):
        return [_filled(*pair) for pair in zip(value, given, strict=True)]
    return value
