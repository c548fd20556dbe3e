"""One program for rows of many shapes: what only some rows have is a column of pieces.

A piece is a field or an entry under `if`, or all entries of a `for`, as JSON; where a row has none,
it is empty. What is checked is what the shapes that rows have had must pass, each of which is asked
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgc.check.rules.engine import Rules
from msgc.emit.answers import answers
from msgc.emit.checking import Checker
from msgc.emit.checks import one_of
from msgc.emit.columns import holes_in
from msgc.emit.declined import CantGenerateError
from msgc.emit.duties import Duties, Key
from msgc.emit.expressions import new_coder
from msgc.emit.leaves import leaf_of
from msgc.emit.limits import MAX_ROUNDS
from msgc.emit.parts import Parts
from msgc.emit.runtime import places_where
from msgc.emit.shapes import Items, Scope, Settleable, Shape, Some
from msgc.emit.source import ROWS, Body, Function
from msgc.emit.world import World
from msgc.plan import Region
from msgc.recipients.tables import Table


class Together:
    """The program of a plan's rows, of all shapes that are `known`; rows of others are declined."""

    def __init__(self, shape: Shape, nodes: list[Settleable], world: World, rules: Rules) -> None:
        self.known: set[Key] = set()
        self.function: Function | None = None
        self._shape = shape
        self._nodes = nodes
        self._world = world
        self._duties = Duties(shape, nodes, rules)
        self._can = bool(nodes)

    @property
    def run(self) -> Callable[[Table], bytes] | None:
        """The generated function, None where there is none yet, or can't be."""
        return self.function.run if self.function else None

    def learn(self, keys: Iterable[Key], most: int) -> None:
        """Have the program do rows of further shapes too, of `most` together, if that can be."""
        new = [key for key in keys if self._can and key not in self.known]
        added = {key for key in new[: max(most - len(self.known), 0)] if self._added(key)}
        if not added:
            return
        self.known |= added
        writer = _Writer(self._shape, self._nodes, self._world, self._duties)
        try:
            self.function = writer.function(self.known)
        except (CantGenerateError, SyntaxError, RecursionError, MemoryError):
            self._can, self.known, self.function = False, set(), None

    def _added(self, key: Key) -> bool:
        try:
            self._duties.add(key)
        except CantGenerateError:
            return False
        return True


class _Writer:
    def __init__(self, shape: Shape, nodes: list[Settleable], world: World, duties: Duties) -> None:
        self._shape = shape
        self._nodes = nodes
        self._duties = duties
        self._coder = new_coder(Body(), world)
        self._counts: Mapping[int, str] = {}

    def function(self, known: set[Key]) -> Function:
        coder, root = self._coder, self._shape.root
        self._count(known)
        open_nodes = frozenset(self._counts)
        leaves = {id(hole): leaf_of(coder, hole, None) for hole in holes_in(root, open_nodes)}
        checker = Checker(coder, root, leaves)
        for node, obligation in self._duties.of_all():
            checker.write_of(node, obligation)
        parts = Parts(coder, leaves, open_nodes, self._piece)
        parts.write(root)
        parts.literal("\n")
        for column in map(self._list, self._nodes):
            # No known shape has more rounds.
            coder.names.sizes |= {column: MAX_ROUNDS} if column else {}
        coder.finish()
        return coder.body.function(parts.whole())

    def _count(self, known: set[Key]) -> None:
        """Write how often each node stands in a row, and that no row is of another shape."""
        coder, body = self._coder, self._coder.body
        self._counts = {id(node): answers(coder, self._shape, node) for node in self._nodes}
        keys = f"zip({', '.join(self._counts.values())})"
        shapes = body.column(f"{{{', '.join(sorted(map(repr, known)))}}}")
        # Most chunks have no others, and need no list of what their rows have.
        other = f"{body.helper(one_of)}({shapes}, list({keys}))"
        body.do(f"if not {shapes}.issuperset({keys}): {other}")

    def _piece(self, node: Settleable, before: str, behind: str) -> str:
        coder, body, count = self._coder, self._coder.body, self._counts[id(node)]
        scope, rows = self._scope(node, count)
        inner = node.body if isinstance(node, Region) else node
        with body.of_some(rows), coder.many(MAX_ROUNDS):
            leaves = {id(hole): leaf_of(coder, hole, scope) for hole in holes_in(inner)}
            checker = Checker(coder, self._shape.root, leaves)
            for hole, obligation in self._duties.of(leaves):
                checker.write_of(hole, obligation)
            parts = Parts(coder, leaves)
            parts.literal(before)
            parts.write(inner)
            parts.literal(behind)
            return parts.each(count)

    def _list(self, node: Settleable) -> str | None:
        """Return the column of the lists that a node goes through, None where it is none."""
        items = self._coder.names.items(node, None) if isinstance(node, Region) else None
        return items.column if items else None

    def _scope(self, node: Settleable, count: str) -> tuple[Scope, str]:
        """Return a node's scope, and what tells the row of each of its places."""
        coder, body = self._coder, self._coder.body
        if isinstance(node, Region) and node.loop is not None:
            lists = coder.names.items(node, None)
            if lists is None:
                raise CantGenerateError
            items = Items(node.loop, None, lists)
            rows = f"[i for i, k in enumerate({count}) for _ in range(k)]"
            return items, rows
        rows = body.column(f"{body.helper(places_where)}({count})")
        return Some(body.column(f"{ROWS}.take({rows})")), rows
