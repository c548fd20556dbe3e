"""The program of a payload whose structure is settled: literals, and columns between them."""

from __future__ import annotations

import json

from msgc.check.rules.engine import Rules
from msgc.emit.checking import Checker
from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import SCALAR
from msgc.emit.expressions import new_coder
from msgc.emit.leaves import Leaf, json_column, leaf_of
from msgc.emit.obligations import obligations
from msgc.emit.shapes import Shape
from msgc.emit.source import Body, Code, Function
from msgc.emit.world import World
from msgc.plan import Array, Hole, Object, PlanNode, Region, Static


def columns_program(shape: Shape, world: World, rules: Rules) -> Function:
    """Return the function from rows to their payloads' lines, each with its line break.

    Raises CantGenerateError where only the reference can do such rows.
    """
    return _Columns(shape, world, rules).function()


class _Columns:
    def __init__(self, shape: Shape, world: World, rules: Rules) -> None:
        self._shape = shape
        self._rules = rules
        self._body = Body()
        self._coder = new_coder(self._body, world)
        self._leaves: dict[int, Leaf] = {}
        self._parts: list[str | Code] = []

    def function(self) -> Function:
        shape = self._shape
        self._fill(shape.root)
        checker = Checker(self._coder, shape.root, self._leaves)
        for obligation in obligations(shape.root, shape.kinds, self._rules):
            checker.write(obligation)
        self._write(shape.root)
        self._literal("\n")
        self._coder.finish()
        return self._body.function(self._assembled())

    def _fill(self, node: PlanNode | Region) -> None:
        """Write the code of all leaves."""
        if isinstance(node, Hole):
            self._leaves[id(node)] = leaf_of(self._coder, node, self._shape.scope(node))
        elif isinstance(node, Object):
            for member in node.members:
                self._fill(member.value)
        elif isinstance(node, Array):
            for item in node.items:
                self._fill(item)
        elif isinstance(node, Region):
            raise CantGenerateError

    def _write(self, node: PlanNode | Region) -> None:
        """Write the payload's JSON: literals, and the columns between them."""
        if isinstance(node, Static):
            self._literal(_dumped(node.value))
        elif isinstance(node, Hole):
            self._leaf(self._leaves[id(node)])
        elif isinstance(node, Object):
            self._object(node)
        elif isinstance(node, Array):
            self._list(node)

    def _object(self, node: Object) -> None:
        names = [member.name for member in node.members]
        if len(set(names)) < len(names):
            raise CantGenerateError
        for index, member in enumerate(node.members):
            self._literal(f"{',' if index else '{'}{_dumped(member.name)}:")
            self._write(member.value)
        self._literal("}" if node.members else "{}")

    def _list(self, node: Array) -> None:
        for index, item in enumerate(node.items):
            self._literal("," if index else "[")
            self._write(item)
        self._literal("]" if node.items else "[]")

    def _leaf(self, leaf: Leaf) -> None:
        if leaf.value is not None:
            if not leaf.value.classes <= SCALAR:
                raise CantGenerateError
            self._hole(leaf.value, is_text=False)
            return
        self._literal('"')
        for piece in leaf.pieces:
            if isinstance(piece, str):
                self._literal(_dumped(piece)[1:-1])
            else:
                self._hole(piece, is_text=True)
        self._literal('"')

    def _literal(self, text: str) -> None:
        if self._parts and isinstance(self._parts[-1], str):
            self._parts[-1] += text
        else:
            self._parts.append(text)

    def _hole(self, code: Code, is_text: bool) -> None:
        column = json_column(self._coder, code, is_text)
        self._parts.append(Code(column, SCALAR))

    def _assembled(self) -> str:
        """Write the lines of all rows at once, and return the expression that joins them."""
        whole = [each.encode("utf-8") if isinstance(each, str) else None for each in self._parts]
        self._body.statements.append(f"out = {whole!r} * n")
        for index, part in enumerate(self._parts):
            if isinstance(part, Code):
                # A column of another length can't be assigned so: rows are never mixed up.
                self._body.statements.append(f"out[{index}::{len(self._parts)}] = {part.text}")
        return "b''.join(out)"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
