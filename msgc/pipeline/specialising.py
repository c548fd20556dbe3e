"""The fast copies of a message's payloads: a program for each plan and each locale of rows."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.check.kinds import Kinds
from msgc.check.types import check_types
from msgc.emit.program import Program, specialise
from msgc.emit.world import World
from msgc.filters import FILTERS
from msgc.infer.types_of import new_inference
from msgc.pipeline.messages import DEFAULT_LOCALE, Message, scope_of
from msgc.plan import Object, expressions, roots_of
from msgc.syntax.expr import Filter, walk

# Programs of one message; the rows of further locales are the reference's.
MAX_PROGRAMS = 64
LOCALE = "locale"

Row = dict[str, object]
Lines = tuple[bytes, bytes | None]
"""A row's payload, and its fallback's where the message has one."""


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

    def lines(self, rows: Sequence[Row]) -> list[Lines | None]:
        """Return what is sent for each typed row; None for those that the reference must do."""
        if not rows:
            return []
        groups: dict[str | None, list[int]] = {}
        for index, row in enumerate(rows):
            locale = row.get(LOCALE)
            key = locale if isinstance(locale, str) and locale else None
            groups.setdefault(key, []).append(index)
        if len(groups) == 1:
            return self._of_locale(rows, next(iter(groups)))
        made: list[Lines | None] = [None] * len(rows)
        for locale, places in groups.items():
            lines = self._of_locale([rows[place] for place in places], locale)
            for place, line in zip(places, lines, strict=True):
                made[place] = line
        return made

    def _of_locale(self, rows: Sequence[Row], locale: str | None) -> list[Lines | None]:
        plan = self._message.plan_for(locale)
        payloads = self._lines_of(plan.payload, rows, locale)
        if plan.fallback is None:
            return [None if each is None else (each, None) for each in payloads]
        fallbacks = self._lines_of(plan.fallback, rows, locale)
        return [
            None if payload is None or fallback is None else (payload, fallback)
            for payload, fallback in zip(payloads, fallbacks, strict=True)
        ]

    def _lines_of(
        self, root: Object, rows: Sequence[Row], locale: str | None
    ) -> list[bytes | None]:
        program = self._program(root, locale or DEFAULT_LOCALE)
        return [None] * len(rows) if program is None else program.lines(rows)

    def _program(self, root: Object, locale: str) -> Program | None:
        key = (id(root), locale if self._by_locale[id(root)] else DEFAULT_LOCALE)
        if key not in self._programs:
            if len(self._programs) >= MAX_PROGRAMS:
                return None
            self._programs[key] = program_of(self._message, root, key[1])
        return self._programs[key]

    @property
    def source(self) -> str:
        """The generated functions, of all that rows have needed so far."""
        return "\n\n".join(program.source for program in self._programs.values())


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
