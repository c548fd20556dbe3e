"""Fields of a row that are reached through objects which no row lacks: columns of their own."""

from __future__ import annotations

from msgc.emit.shapes import Round, Scope, Some
from msgc.syntax.expr import Expr, Field, Name
from msgc.types import Field as Declared
from msgc.types import ObjectType, OptionalType

LOOP = "loop"


def row_path(expr: Expr, scope: Scope, variables: ObjectType) -> tuple[str, ...] | None:
    """Return the names that lead from a row to a name or field; None where it isn't one of those.

    No name on the way stands for something that a row may lack.
    """
    if isinstance(expr, Name):
        while isinstance(scope, Round) and not _is_of_loop(expr.name, scope):
            scope = scope.around
        is_row = scope is None or isinstance(scope, Some)
        return (expr.name,) if is_row and expr.name in variables.fields else None
    outer = row_path(expr.target, scope, variables) if isinstance(expr, Field) else None
    if outer is None or not isinstance(expr, Field):
        return None
    declared = declared_at(outer, variables)
    kind, may_lack = declared.type, declared.optional or declared.default is not None
    is_there = isinstance(kind, ObjectType) and expr.name in kind.fields and not may_lack
    return (*outer, expr.name) if is_there else None


def declared_at(path: tuple[str, ...], variables: ObjectType) -> Declared:
    """Return what is declared at a path through objects."""
    declared = Declared(variables)
    for name in path:
        assert isinstance(declared.type, ObjectType)
        declared = declared.type.fields[name]
    return declared


def lacks(declared: Declared) -> bool:
    """Tell whether a row may have nothing where this is declared."""
    may_lack = declared.optional or isinstance(declared.type, OptionalType)
    return may_lack and declared.default is None


def _is_of_loop(name: str, scope: Round) -> bool:
    loop = scope.region.loop
    return loop is None or name == LOOP or name in loop.names
