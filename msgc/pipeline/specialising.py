"""The fast copies of a message's payloads: a program for each plan and each locale of rows."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.bulk.batches import Lines
from msgc.check.kinds import Kinds
from msgc.check.types import check_types
from msgc.emit.attempts import Line, parts_of
from msgc.emit.program import CHUNK, Program, specialise
from msgc.emit.world import World
from msgc.filters import FILTERS
from msgc.infer.types_of import new_inference
from msgc.pipeline.messages import DEFAULT_LOCALE, Message, scope_of
from msgc.plan import Object, expressions, roots_of
from msgc.recipients.tables import Row, RowTable, Table
from msgc.syntax.expr import Filter, walk

# Programs of one message; the rows of further locales are the reference's.
MAX_PROGRAMS = 64
LOCALE = "locale"

Written = Lines | list[Lines | None]
"""All rows' payloads and fallbacks, each with a line break; or each row's, None for one that the
reference must do."""

_Key = tuple[int, str]


class Specialised:
    """Compiles rows of one sound message by programs, which are made when they are needed."""

    def __init__(self, message: Message) -> None:
        self._message = message
        self._programs: dict[tuple[int, str], Program] = {}
        self._by_locale = {
            id(root): _uses_locale(root)
            for plan in message.plans.values()
            for root in roots_of(plan)
        }

        # All rows are done alike, whatever their locale.
        self._is_alone = len(message.plans) == 1 and not self.uses_locale()

    def lines(self, rows: Sequence[Row]) -> list[Lines | None]:
        """Return what is sent for each typed row; None for those that the reference must do."""
        lines: list[Lines | None] = []
        for start in range(0, len(rows), CHUNK):
            lines += lines_of(self.written(RowTable(rows[start : start + CHUNK])))
        return lines

    def prepare(self) -> None:
        """Generate what rows without a locale need, as far as none of them decides it."""
        self._of_locale(RowTable(()), self._key(""))

    def written(self, table: Table) -> Written:
        """Return what is sent for a table's rows, in one piece if they could be done so."""
        groups = self._groups(table)
        if len(groups) == 1:
            return self._of_locale(table, next(iter(groups)))
        made: list[Lines | None] = [None] * len(table)
        for key, places in groups.items():
            lines = lines_of(self._of_locale(table.take(places), key))
            for place, line in zip(places, lines, strict=True):
                made[place] = line
        return made

    def _groups(self, table: Table) -> dict[_Key, list[int]]:
        """Return the places of the rows that the same programs do."""
        if self._is_alone:
            return {(0, ""): []}
        column = table.column((LOCALE,), True)
        if not set(map(type, column)) <= {str}:
            column = [locale if isinstance(locale, str) else "" for locale in column]
        keys = {locale: self._key(locale) for locale in set(column)}
        if len(set(keys.values())) == 1:
            return {next(iter(keys.values())): []}
        groups: dict[_Key, list[int]] = {}
        for index, locale in enumerate(column):
            groups.setdefault(keys[locale], []).append(index)
        return groups

    def _key(self, locale: str) -> _Key:
        plan = self._message.plan_for(locale or None)
        is_used = any(self._by_locale[id(root)] for root in roots_of(plan))
        number = next(i for i, each in enumerate(self._message.plans.values()) if each is plan)
        return number, locale if is_used else ""

    def _of_locale(self, table: Table, key: _Key) -> Written:
        number, locale = key
        plan = list(self._message.plans.values())[number]
        payloads = self._written(plan.payload, table, locale)
        fallbacks = self._written(plan.fallback, table, locale) if plan.fallback else None
        if isinstance(payloads, bytes) and (fallbacks is None or isinstance(fallbacks, bytes)):
            return payloads, fallbacks
        first = _listed(payloads)
        if fallbacks is None:
            return [None if each is None else (each, None) for each in first]
        return [
            None if payload is None or fallback is None else (payload, fallback)
            for payload, fallback in zip(first, _listed(fallbacks), strict=True)
        ]

    def _written(self, root: Object, table: Table, locale: str) -> bytes | list[Line]:
        program = self._program(root, locale or DEFAULT_LOCALE)
        return [None] * len(table) if program is None else program.written(table)

    def _program(self, root: Object, locale: str) -> Program | None:
        key = (id(root), locale if self._by_locale[id(root)] else DEFAULT_LOCALE)
        if key not in self._programs:
            if len(self._programs) >= MAX_PROGRAMS:
                return None
            self._programs[key] = program_of(self._message, root, key[1])
        return self._programs[key]

    def uses_locale(self) -> bool:
        """Tell whether what is made depends on the locale that filters format for."""
        return any(self._by_locale.values())

    def known(self, root: Object, locale: str) -> Program | None:
        """Return the program of a payload's plan for rows of a locale, if they have had one."""
        used = locale or DEFAULT_LOCALE if self._by_locale[id(root)] else DEFAULT_LOCALE
        return self._programs.get((id(root), used))

    @property
    def source(self) -> str:
        """The generated functions, of all that rows have needed so far."""
        return "\n\n".join(program.source for program in self._programs.values())


def lines_of(written: Written) -> list[Lines | None]:
    """Return what is sent for each row."""
    if isinstance(written, list):
        return written
    payloads, fallbacks = written
    if fallbacks is None:
        return [(line, None) for line in _listed(payloads) if line is not None]
    both = zip(_listed(payloads), _listed(fallbacks), strict=True)
    return [(line, other) for line, other in both if line is not None]


def _listed(written: bytes | list[Line]) -> list[Line]:
    return parts_of(written) if isinstance(written, bytes) else written


def program_of(message: Message, root: Object, locale: str) -> Program:
    """Return the program of one of a sound message's payloads, for rows of a locale."""
    kinds, inference = Kinds(), new_inference((locale,))
    check_types(root, scope_of(message, message.variables), inference, kinds)
    kinds.pieces.update(inference.pieces)
    world = World(message.variables, message.config.constants, locale)
    return specialise(root, kinds, message.rules, world)


def _uses_locale(root: Object) -> bool:
    """Tell whether what a plan makes depends on what its filters format for."""
    parts = (part for expr in expressions(root) for part in walk(expr))
    filters = (FILTERS.get(part.name) for part in parts if isinstance(part, Filter))
    return any(row is not None and row.uses_locale for row in filters)
