"""Many rows by a message's kept programs, chunk by chunk; what isn't plain is left to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from msgc.bulk.batches import Batch, RowResult
from msgc.bulk.compilers import RowsCompiler
from msgc.check.quick_schema import quick_predicate
from msgc.emit.many_steps import Remembered, escaped, whole_numbers
from msgc.emit.sure_columns import SureFirst
from msgc.emit.sure_tests import PATTERN, sure_test
from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients.chunks import Chunk
from msgc.recipients.rows import LOCALE, RawRow
from msgc.recipients.tables import Table
from msgc.recipients.typed import RowReader
from msgc.warm.plans import EVERY
from msgc.warm.program import Find, KeptProgram, Tools, items, mapping
from msgc.warm.types import object_type
from msgc.warm.unusual import UnusualError

Written = tuple[bytes, bytes]
"""The payloads of rows and their fallbacks, each with a line break."""


def kept_reader(fields: Mapping[str, object]) -> RowReader:
    """Return the reader of a kept plan's fields. Raises UnusualError.

    What isn't sure to fit an author's schema counts as a row that can't be read at once.
    """
    kinds = object_type({name: mapping(spec) for name, spec in fields.items()})
    return RowReader(kinds, FORMATS, _never_sure, quick_predicate, ecma, PATTERNS)


def _never_sure(schema: Mapping[str, object], value: object) -> tuple[str]:
    return ("it isn't asked",)


def _test(keyword: str, argument: Any, of_rule: bool) -> Callable[[Any], bool]:
    """Return a keyword's test, which is asked of whole columns first."""
    fits = sure_test(keyword, argument, of_rule)
    # A kept pattern is one of Python's, which has no way to ask a column.
    return fits if keyword == PATTERN else SureFirst(keyword, argument, fits, of_rule)


class KeptCompiler:
    """Compiles chunks by kept programs, until one of them isn't plain.

    From there on `whole` does all rows, which is made when it is needed: it takes a start's time.
    """

    def __init__(
        self, programs: Mapping[str, object], find: Find, whole: Callable[[], RowsCompiler]
    ) -> None:
        self._pairs = {locale: items(pair) for locale, pair in programs.items()}
        self._tools = Tools(find, escaped, whole_numbers, _test, Remembered)
        self._made: dict[str, tuple[KeptProgram, KeptProgram | None]] = {}
        self._make_whole = whole
        self._whole: RowsCompiler | None = None

    @property
    def has_fallback(self) -> bool:
        """Whether each payload has a fallback."""
        return any(fallback is not None for _, fallback in self._pairs.values())

    @property
    def is_alone(self) -> bool:
        """Whether no row has needed the whole, in this process."""
        return self._whole is None

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Return what rows come to, in their order."""
        return self._other().many(rows)

    def chunk(self, chunk: Chunk) -> Batch:
        """Return what the rows of a chunk come to."""
        if self._whole is None and len(chunk.places) == chunk.count:
            try:
                return Batch(chunk.count, *self._written(chunk.table))
            except UnusualError:
                pass
        return self._other().chunk(chunk)

    def _other(self) -> RowsCompiler:
        self._whole = self._whole or self._make_whole()
        return self._whole

    def _written(self, table: Table) -> Written:
        if not len(table):
            return b"", b""
        if EVERY in self._pairs:
            return self._of_locale(EVERY, table)
        groups: dict[str, list[int]] = {}
        for place, locale in enumerate(table.column((LOCALE,), True)):
            groups.setdefault(locale or "", []).append(place)
        if len(groups) == 1:
            return self._of_locale(next(iter(groups)), table)
        made = {k: self._of_locale(k, table.take(places)) for k, places in groups.items()}
        return _in_order(groups, made, 0), _in_order(groups, made, 1)

    def _of_locale(self, locale: str, table: Table) -> Written:
        payload, fallback = self._programs(locale)
        return payload.written(table), fallback.written(table) if fallback else b""

    def _programs(self, locale: str) -> tuple[KeptProgram, KeptProgram | None]:
        if locale not in self._made:
            if locale not in self._pairs:
                raise UnusualError
            payload, fallback = self._pairs[locale]
            other = None if fallback is None else KeptProgram(fallback, self._tools)
            self._made[locale] = KeptProgram(payload, self._tools), other
        return self._made[locale]


def _in_order(
    groups: Mapping[str, Sequence[int]], made: Mapping[str, Written], which: int
) -> bytes:
    """Return the lines that groups of rows have come to, in the order of all rows."""
    lines = [b""] * sum(map(len, groups.values()))
    for locale, places in groups.items():
        written = made[locale][which]
        if written:
            for place, line in zip(places, BytesIO(written), strict=True):
                lines[place] = line
    return b"".join(lines)
