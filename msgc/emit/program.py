"""The fast copy of the reference: a payload's plan, specialised once for a message.

It answers byte for byte what the reference answers, or declines a row. It may be deleted, and
msgc is only slower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgc.check.kinds import Kinds
from msgc.check.rules.engine import Rules
from msgc.emit.attempts import Line, attempt, ended, parts_of, without
from msgc.emit.coder import Coder
from msgc.emit.columns import columns_program
from msgc.emit.declined import CantGenerateError
from msgc.emit.expressions import new_coder
from msgc.emit.shapes import Settleable, Shape
from msgc.emit.source import Body, Function
from msgc.emit.tiers import MAX_ROUNDS, MAX_SHAPES, Tier, tier_of
from msgc.emit.world import World
from msgc.plan import Object, Region
from msgc.recipients.tables import Row, RowTable, Table

# Rows taken at a time: their columns fit the second-level cache.
CHUNK = 512


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
    shapes: dict[tuple[int, ...], ProgramNode] = field(default_factory=dict)
    tier: Tier | None = None

    def written(self, rows: Table) -> bytes | list[Line]:
        """Return the lines of rows of this shape, in one piece if they have been made so."""
        if self.tier is None:
            self._specialise()
        if self.tier is Tier.REFERENCE or not len(rows):
            return [None] * len(rows)
        if self.tier is Tier.SHAPES:
            lines = attempt(self._parted, rows)
            if all(lines):
                return b"".join(lines)  # type: ignore[arg-type]
            return [None if line is None else line[:-1] for line in lines]
        assert self.function is not None
        run = self.function.run
        try:
            return run(rows)  # type: ignore[no-any-return]
        except Exception as error:
            return without(error, lambda rows: parts_of(run(rows)), rows)

    def sources(self) -> Iterator[str]:
        """Yield the source of this shape's function, and of those below it."""
        if self.function is not None:
            yield self.function.source
        for each in self.shapes.values():
            yield from each.sources()

    def _specialise(self) -> None:
        self._open = self.shape.open_nodes()
        self.tier = tier_of(self._open, self.level, self.limits.shapes)
        try:
            if self.tier is Tier.COLUMNS:
                self.limits.shapes -= 1
                self.function = columns_program(self.shape, self.world, self.rules)
            elif self.tier is Tier.SHAPES:
                self.function = _shape_function(self.shape, self._open, self.world)
        except (CantGenerateError, SyntaxError, RecursionError, MemoryError):
            # Python can't compile what nests very deep; neither is it worth while.
            self.tier = Tier.REFERENCE

    def _parted(self, rows: Table) -> list[Line]:
        """Return the lines of rows, with their breaks, each group of a shape done for itself."""
        assert self.function is not None
        answers = self.function.run(rows)
        groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for index, key in enumerate(zip(*answers, strict=True)):
            groups[key].append(index)
        lines: list[Line] = [None] * len(rows)
        for key, places in groups.items():
            node = self._shape_of(key)
            if node is not None:
                found = ended(node.written(rows.take(places)))
                for place, line in zip(places, found, strict=True):
                    lines[place] = line
        return lines

    def _shape_of(self, key: tuple[int, ...]) -> ProgramNode | None:
        if key not in self.shapes:
            if self.limits.shapes <= 0 or max(key) > MAX_ROUNDS:
                return None
            answers = {id(node): answer for node, answer in zip(self._open, key, strict=True)}
            shape = self.shape.settle(answers)
            self.shapes[key] = ProgramNode(
                shape, self.world, self.rules, self.limits, self.level + 1
            )
        return self.shapes[key]


def _shape_function(shape: Shape, nodes: list[Settleable], world: World) -> Function:
    """Return the function from rows to columns: how often each open node stands there."""
    coder = new_coder(Body(), world)
    columns = [_answers(coder, shape, node) for node in nodes]
    coder.finish()
    return coder.body.function(f"[{', '.join(columns)}]")


def _answers(coder: Coder, shape: Shape, node: Settleable) -> str:
    scope, body = shape.scope(node), coder.body
    if not isinstance(node, Region):
        return body.column(f"list(map(bool, {body.each(coder.there(node.expr, scope))}))")
    if node.loop is None:
        assert node.condition is not None
        condition = body.each(coder.operand(node.condition, scope))
        return body.column(f"list(map(bool, {condition}))")
    items = coder.names.items(node, scope)
    column = items.column if items else coder.rounds(node, scope)
    return body.column(f"list(map(len, {column}))")
