"""A payload for people to look at while they write: what fails shows the words as written."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.emit.breaks import without_final_break
from msgc.emit.reference import Origins, Reference
from msgc.evaluate.compiled import compiled, loop_rounds
from msgc.evaluate.values import Env, EvalError, truth, written
from msgc.plan import Hole, Object, PlanNode, Region, Static
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: what it says, where it is written, and whether it is a row's data."""

    text: str
    span: Span
    is_data: bool = False


class Draft(Reference):
    """The definition, but that a value which can't be made is shown as it is written."""

    def __init__(self, payload: Object) -> None:
        super().__init__(payload)
        self.unmade: set[tuple[str | int, ...]] = set()
        self.uncounted: set[tuple[str | int, ...]] = set()

    def draft(self, row: Row, locale: str) -> tuple[object, Origins]:
        """Return the payload of a row, and which node of the plan each of its places comes from.

        `unmade` then holds the places of values that couldn't be made whole, `uncounted` those of
        lists of which nobody knows how many entries they have.
        """
        origins: Origins = {}
        return self._value(self._payload, Env(row, locale), (), origins), origins

    def _value(
        self,
        node: PlanNode,
        env: Env,
        path: tuple[str | int, ...],
        origins: Origins | None,
    ) -> object:
        try:
            return super()._value(node, env, path, origins)
        except EvalError:
            # Only a hole raises it: what is around one gets the words as they are written.
            assert isinstance(node, Hole)
            self.unmade.add(path)
            text = "".join(piece.text for piece in pieces_of(node.expr, env))
            return without_final_break(text) if node.is_block else text

    def _region(
        self,
        region: Region,
        env: Env,
        path: tuple[str | int, ...],
        result: list[object],
        origins: Origins | None,
    ) -> None:
        try:
            super()._region(region, env, path, result, origins)
        except EvalError:
            # Nobody knows how often it would stand there: once shows what it looks like.
            self.uncounted.add(path)
            self._append(region.body, env, path, result, origins)


def pieces_of(expr: ex.Expr, env: Env) -> Iterator[Piece]:
    """Yield the pieces of a text; one that can't be made is the words that were written."""
    if isinstance(expr, ex.Text):
        yield Piece(expr.value, expr.span)
    elif isinstance(expr, ex.Join):
        for part in expr.parts:
            yield from pieces_of(part, env)
    elif isinstance(expr, ex.Include) and expr.body is not None:
        yield from pieces_of(expr.body, env)
    elif isinstance(expr, ex.If):
        yield from _chosen(expr, env)
    elif isinstance(expr, ex.For):
        yield from _rounds(expr, env)
    else:
        yield _piece(expr, env)


def _chosen(expr: ex.If, env: Env) -> Iterator[Piece]:
    for branch in expr.branches:
        if _is_true(branch.test, env):
            yield from pieces_of(branch.body, env)
            return
    if expr.otherwise is not None:
        yield from pieces_of(expr.otherwise, env)


def _is_true(test: ex.Expr, env: Env) -> bool:
    try:
        return truth(compiled(test)(env))
    except EvalError:
        return False


def _rounds(expr: ex.For, env: Env) -> Iterator[Piece]:
    try:
        rounds = loop_rounds(expr, None)(env)
    except EvalError:
        rounds = [env]
    for inner in rounds:
        yield from pieces_of(expr.body, inner)
    if not rounds and expr.otherwise is not None:
        yield from pieces_of(expr.otherwise, env)


def _piece(expr: ex.Expr, env: Env) -> Piece:
    try:
        return Piece(written(compiled(expr)(env), expr.span), expr.span, True)
    except EvalError:
        return Piece(f"{{{{ {expr.span.text} }}}}", expr.span, True)


def texts_of(
    payload: object, origins: Origins, row: Row, locale: str
) -> Iterator[tuple[tuple[str | int, ...], tuple[Piece, ...]]]:
    """Yield the pieces of each text outside of lists that repeat their entries, by its path.

    A text whose pieces don't make it up again has none: an entry of a list may see names of its
    own, which aren't known here.
    """
    for path, node in origins.items():
        value = _at(payload, path)
        if isinstance(value, str) and value and (pieces := _pieces(node, row, locale)):
            whole = "".join(piece.text for piece in pieces)
            if whole == value or without_final_break(whole) == value:
                yield path, pieces


def _pieces(node: PlanNode | Region, row: Row, locale: str) -> tuple[Piece, ...]:
    if isinstance(node, Hole):
        return tuple(pieces_of(node.expr, Env(row, locale)))
    if isinstance(node, Static) and isinstance(node.value, str):
        return (Piece(node.value, node.span),)
    return ()


def _at(value: object, path: tuple[str | int, ...]) -> object:
    for part in path:
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value
