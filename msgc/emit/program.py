"""The fast copy of the reference: a payload's plan, specialised once for a message.

It answers byte for byte what the reference answers, or declines a row. It may be deleted, and
msgc is only slower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from msgc.check.kinds import Kinds
from msgc.check.rules.engine import Rules
from msgc.emit.answers import answers_function
from msgc.emit.attempts import Line, Run, attempt, ended, parts_of, without
from msgc.emit.columns import columns_program
from msgc.emit.declined import CantGenerateError
from msgc.emit.duties import Key
from msgc.emit.limits import MANY, MAX_ROUNDS, MAX_SHAPES
from msgc.emit.shapes import Settleable, Shape
from msgc.emit.source import Function
from msgc.emit.tiers import Tier, tier_of
from msgc.emit.together import Together
from msgc.emit.world import World
from msgc.plan import Object
from msgc.recipients.tables import Row, RowTable, Table

# Rows taken at a time: their columns fit the second-level cache.
CHUNK = 512
Way = tuple[Sequence[int], Callable[[Table], bytes | list[Line]]]


@dataclass(slots=True)
class _Limits:
    """What all shapes of a program share: how many more of them there may be."""

    shapes: int = MAX_SHAPES


class Program:
    """Writes the payloads of one plan's rows, for rows of one locale.

    `rows` are as `RowReader` leaves them, of the types in `variables`, as a list or as a table.
    """

    def __init__(self, root: Object, kinds: Kinds, rules: Rules, world: World) -> None:
        self.top = ProgramNode(Shape(root, kinds), world, rules, _Limits())

    def lines(self, rows: Sequence[Row], chunk: int = CHUNK) -> list[Line]:
        """Return each row's payload as a line without its break; None where it is declined."""
        lines: list[Line] = []
        for start in range(0, len(rows), chunk):
            lines += self.table_lines(RowTable(rows[start : start + chunk]))
        return lines

    def table_lines(self, table: Table) -> list[Line]:
        """Return the same for a table, all of whose rows are taken at a time."""
        written = self.written(table)
        return parts_of(written) if isinstance(written, bytes) else written

    def written(self, table: Table) -> bytes | list[Line]:
        """Return all lines of a table, each with its break; a list where it isn't of one piece."""
        return self.top.written(table)

    @property
    def source(self) -> str:
        """The generated functions, of all shapes that rows have had so far."""
        return "\n\n".join(self.top.sources())


def specialise(root: Object, kinds: Kinds, rules: Rules, world: World) -> Program:
    """Return the program of a payload's plan.

    `kinds` are the types of its holes for rows of `world`'s variables and locale; `rules` those
    that the reference holds payloads to.
    """
    return Program(root, kinds, rules, world)


@dataclass(slots=True)
class ProgramNode:
    """A shape, and what its rows run: columns, or what parts them into shapes, or neither."""

    shape: Shape
    world: World
    rules: Rules
    limits: _Limits
    level: int = 0
    _open: list[Settleable] = field(default_factory=list)
    function: Function | None = None
    together: Together | None = None
    shapes: dict[Key, ProgramNode] = field(default_factory=dict)
    tier: Tier | None = None

    def written(self, rows: Table) -> bytes | list[Line]:
        """Return the lines of rows of this shape, in one piece if they have been made so."""
        self.specialise()
        if self.tier is Tier.REFERENCE or not len(rows):
            return [None] * len(rows)
        if self.tier is Tier.SHAPES:
            return self._of_shapes(rows)
        assert self.function is not None
        run = self.function.run
        try:
            return run(rows)  # type: ignore[no-any-return]
        except Exception as error:
            return without(error, listed(run), rows)

    def _of_shapes(self, rows: Table) -> bytes | list[Line]:
        run = self.together.run if self.together and len(rows) >= MANY else None
        if run is not None:
            try:
                return run(rows)
            except Exception as error:
                if self._are_known(rows):
                    return without(error, listed(run), rows)
        lines = attempt(self._parted, rows)
        if all(lines):
            return b"".join(lines)  # type: ignore[arg-type]
        return [None if line is None else line[:-1] for line in lines]

    def _are_known(self, rows: Table) -> bool:
        """Tell whether no row is of a shape that the program of all hasn't met."""
        assert self.function is not None and self.together is not None
        try:
            return self.together.known.issuperset(zip(*self.function.run(rows), strict=True))
        except Exception:
            return True

    def sources(self) -> Iterator[str]:
        """Yield the source of this shape's function, and of those below it."""
        for function in (self.function, self.together and self.together.function):
            if function:
                yield function.source
        for each in self.shapes.values():
            yield from each.sources()

    def specialise(self) -> None:
        """Make what rows of this shape run, where it isn't there yet."""
        if self.tier is not None:
            return
        self._open = self.shape.open_nodes()
        self.tier = tier_of(self._open, self.level, self.limits.shapes)
        try:
            if self.tier is Tier.COLUMNS:
                self.limits.shapes -= 1
                self.function = columns_program(self.shape, self.world, self.rules)
            elif self.tier is Tier.SHAPES:
                self.function = answers_function(self.shape, self._open, self.world)
                if self.level == 0:
                    self.together = Together(self.shape, self._open, self.world, self.rules)
        except (CantGenerateError, SyntaxError, RecursionError, MemoryError):
            # Python can't compile what nests very deep; neither is it worth while.
            self.tier = Tier.REFERENCE

    def _parted(self, rows: Table) -> list[Line]:
        """Return the lines of rows, with their breaks, each group of a shape done for itself."""
        assert self.function is not None
        answers = self.function.run(rows)
        groups: dict[Key, list[int]] = defaultdict(list)
        for index, key in enumerate(zip(*answers, strict=True)):
            groups[key].append(index)
        lines: list[Line] = [None] * len(rows)
        for places, written in self._ways(groups, len(rows) >= MANY):
            for place, line in zip(places, ended(written(rows.take(places))), strict=True):
                lines[place] = line
        return lines

    def _ways(self, groups: Mapping[Key, list[int]], are_many: bool) -> Iterator[Way]:
        """Yield the places of rows that are done alike, and how."""
        known: set[Key] = set()
        if self.together is not None and are_many:
            self.together.learn(filter(self._is_within, groups), self.limits.shapes)
            known = self.together.known & groups.keys()
            if (run := self.together.run) is not None and known:
                places = sorted(place for key in known for place in groups[key])
                yield places, partial(attempt, listed(run))
        for key in groups.keys() - known:
            node = self.shape_of(key)
            if node is not None:
                yield groups[key], node.written

    def met(self) -> list[Key]:
        """Return the shapes that rows have had, in an order that doesn't change."""
        known = self.together.known if self.together else set()
        return sorted(known | self.shapes.keys())

    def shape_of(self, key: Key) -> ProgramNode | None:
        """Return the program of a shape, None where there would be too many."""
        if key not in self.shapes:
            if self.limits.shapes <= 0 or not self._is_within(key):
                return None
            answers = {id(node): answer for node, answer in zip(self._open, key, strict=True)}
            shape = self.shape.settle(answers)
            self.shapes[key] = ProgramNode(
                shape, self.world, self.rules, self.limits, self.level + 1
            )
        return self.shapes[key]

    def _is_within(self, key: Key) -> bool:
        return max(key) <= MAX_ROUNDS


def listed(run: Callable[[Table], bytes]) -> Run:
    """Return a run that gives lines instead of one piece of them."""
    return lambda rows: parts_of(run(rows))
