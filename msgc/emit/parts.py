"""A payload's JSON in parts: literals, and the columns between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from msgc.emit.coder import Coder
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import SCALAR
from msgc.emit.leaves import Leaf, json_column
from msgc.emit.runtime import woven, woven_pieces
from msgc.emit.shapes import Settleable
from msgc.emit.source import Code, columns_of, value_of
from msgc.plan import Array, Hole, Object, PlanNode, Region, Static

Piece = Callable[[Settleable, str, str], str]
"""Returns the column of what is there in some rows, of the text before it and behind it, and of
nothing in the others."""


def no_piece(node: Settleable, before: str, behind: str) -> str:
    """Return nothing: all entries and fields are known. Raises CantGenerateError."""
    raise CantGenerateError


class Parts:
    """Writes the JSON of payloads, or of a part of them; `leaves` are by the hole's identity.

    `open_nodes`, by their identities, stand in some rows alone; `piece` writes those.
    """

    def __init__(
        self,
        coder: Coder,
        leaves: Mapping[int, Leaf],
        open_nodes: frozenset[int] = frozenset(),
        piece: Piece = no_piece,
    ) -> None:
        self._coder = coder
        self._body = coder.body
        self._leaves = leaves
        self._open = open_nodes
        self._piece = piece
        self._parts: list[str | Code] = []

    def write(self, node: PlanNode | Region) -> None:
        """Write a part of the payload. Raises CantGenerateError."""
        if isinstance(node, Static):
            self.literal(_dumped(node.value))
        elif isinstance(node, Hole):
            self._leaf(self._leaves[id(node)])
        elif isinstance(node, Object):
            self._object(node)
        elif isinstance(node, Array):
            self._some("[", [("", item) for item in node.items], "]")

    def literal(self, text: str) -> None:
        """Write what is the same in each row."""
        if self._parts and isinstance(self._parts[-1], str):
            self._parts[-1] += text
        else:
            self._parts.append(text)

    def _object(self, node: Object) -> None:
        names = [member.name for member in node.members]
        if len(set(names)) < len(names):
            raise CantGenerateError
        self._some("{", [(f"{_dumped(m.name)}:", m.value) for m in node.members], "}")

    def _some(
        self, first: str, entries: Sequence[tuple[str, PlanNode | Region]], last: str
    ) -> None:
        """Write entries or fields; commas go with what may not be there."""
        fixed = [index for index, (_, node) in enumerate(entries) if id(node) not in self._open]
        self.literal(first)
        if entries and not fixed:
            self._none_fixed(entries)
        for index, (key, node) in enumerate(entries if fixed else ()):
            if index in fixed:
                self.literal(f",{key}" if index > fixed[0] else key)
                self.write(node)
            elif index < fixed[0]:
                self._column(self._piece(_settleable(node), key, ","))
            else:
                self._column(self._piece(_settleable(node), f",{key}", ""))
        self.literal(last)

    def _none_fixed(self, entries: Sequence[tuple[str, PlanNode | Region]]) -> None:
        pieces = [self._piece(_settleable(node), f",{key}", "") for key, node in entries]
        codes = [Code(value_of(piece), SCALAR, (piece,)) for piece in pieces]
        together = " + ".join(code.text for code in codes)
        # Without the comma before the first that is there.
        code = Code(f"({together})[1:]", SCALAR, columns_of(codes))
        self._column(self._body.each(code))

    def _leaf(self, leaf: Leaf) -> None:
        if leaf.value is not None:
            if not leaf.value.classes <= SCALAR:
                raise CantGenerateError
            self._hole(leaf.value, is_text=False)
            return
        self.literal('"')
        for piece in leaf.pieces:
            if isinstance(piece, str):
                self.literal(_dumped(piece)[1:-1])
            else:
                self._hole(piece, is_text=True)
        self.literal('"')

    def _hole(self, code: Code, is_text: bool) -> None:
        self._column(json_column(self._coder, code, is_text))

    def _column(self, column: str) -> None:
        self._parts.append(Code(value_of(column), SCALAR, (column,)))

    def whole(self) -> str:
        """Return the expression of all payloads at once."""
        return f"{self._body.helper(woven)}(n, {self._woven()})"

    def each(self, counts: str) -> str:
        """Return the column of what each row has: the parts, as often as a column of counts tells.

        A column of the parts' has one value for each time.
        """
        return self._body.column(f"{self._body.helper(woven_pieces)}({counts}, {self._woven()})")

    def _woven(self) -> str:
        """Return the literals, which columns stand between them, and the columns."""
        literals, columns = [""], []
        for part in self._parts:
            if isinstance(part, Code):
                columns.append(part.columns[0])
                literals.append("")
            else:
                literals[-1] += part
        given = list(dict.fromkeys(columns))
        order = tuple(map(given.index, columns))
        words = (repr(tuple(each.encode("utf-8") for each in literals)), repr(order))
        return ", ".join((*words, *given))


def _settleable(node: PlanNode | Region) -> Settleable:
    assert isinstance(node, Hole | Region)
    return node


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
