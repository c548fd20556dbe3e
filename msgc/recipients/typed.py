"""A raw row to a row of the declared types, with all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgc.recipients.cells import cell_parts, is_empty
from msgc.recipients.leaves import Checks, Faults, FormatCheck, QuickCheck, SchemaCheck, plain
from msgc.recipients.objects import read_fields
from msgc.recipients.rows import LOCALE as LOCALE
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.sentences import wrong_type
from msgc.recipients.values import value_parts
from msgc.types import ObjectType

TypedRow = tuple[dict[str, object] | None, tuple[RowFault, ...]]


class RowReader:
    """Reads rows into the types of `vars`; made once for a message.

    `formats` are checks by JSON Schema's names (`date`, `date-time`, `uri`, `uuid`, `email`) and
    `phone`; a format that isn't there isn't checked. `check_schema` takes an author's JSON Schema
    and a value, and returns the reasons why it doesn't fit; `quick_schema` makes of one what tells
    that a value surely fits. `pattern` reads an ECMA-262 pattern; in a text of a format that is
    named in `sure`, such a pattern is found, and in no other.
    """

    def __init__(
        self,
        vars: ObjectType,
        formats: Mapping[str, FormatCheck],
        check_schema: SchemaCheck | None = None,
        quick_schema: QuickCheck | None = None,
        pattern: Callable[[str], re.Pattern[str]] | None = None,
        sure: Mapping[str, str] | None = None,
    ) -> None:
        self.vars = vars
        self.checks = Checks(formats, check_schema, quick_schema, pattern, sure or {})
        self._values = value_parts(vars, self.checks)
        self._cells = cell_parts(vars, self.checks)

    def read(self, raw: RawRow) -> TypedRow:
        """Return the typed row and no faults, or None and all faults of the row.

        Defaults are filled in; a missing optional field isn't there; fields that `vars` doesn't
        name are dropped, but for `locale`. Values are plain JSON and are shared: don't change them.
        """
        if raw.faults or raw.data is None:
            return None, raw.faults
        faults: Faults = []
        parts = self._cells if raw.cells else self._values
        row = read_fields(raw.data, "", parts, self.vars.open, faults)
        if LOCALE not in self.vars.fields:
            _keep_locale(raw, row, faults)
        if not faults:
            return row, ()
        return None, tuple([fault.at_line(raw.line) for fault in faults])


def _keep_locale(raw: RawRow, row: dict[str, object], faults: Faults) -> None:
    locale = (raw.data or {}).get(LOCALE)
    if locale is None or (raw.cells and is_empty(locale)):
        row.pop(LOCALE, None)
    elif isinstance(locale, str):
        row[LOCALE] = plain(locale, LOCALE, faults)
    else:
        faults.append(wrong_type(LOCALE, locale, "string"))
