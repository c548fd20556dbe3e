"""The names an expression may use, and what is known of them where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from msgc.infer.narrowing import Narrowing, Path, narrowings, path_of
from msgc.records import dataclass
from msgc.syntax.expr import Expr, Logic, Test, Unary
from msgc.texts import ROW_STRING
from msgc.types import (
    OMIT,
    BooleanType,
    IntegerType,
    ObjectType,
    Type,
    UnknownType,
    optional,
    present,
)
from msgc.types import Field as TypeField

LOCALE = "locale"
OMIT_NAME = "omit"
LOOP_NAME = "loop"


@dataclass(frozen=True, slots=True)
class Scope:
    """Names and their types, and what conditions around have proved of them.

    `there` are the paths that are there; `narrowings` say more of a path's value.
    """

    names: Mapping[str, Type]
    there: frozenset[Path] = field(default=frozenset())
    narrowings: tuple[Narrowing, ...] = ()

    def bind(self, names: Mapping[str, Type]) -> Scope:
        """Return the scope inside a loop that binds `names`."""
        there = frozenset(path for path in self.there if path[0] not in names)
        kept = tuple(each for each in self.narrowings if each.path[0] not in names)
        return Scope({**self.names, **names}, there, kept)

    def given(self, condition: Expr, outcome: bool = True) -> Scope:
        """Return the scope where `condition` has come out as `outcome`."""
        told = narrowings(condition, outcome)
        return Scope(self.names, self.there | proved(condition, outcome), self.narrowings + told)

    def narrowed_type(self, path: Path, kind: Type) -> Type:
        """Return the type of the value at a path by what conditions have told of it."""
        for each in self.narrowings:
            if each.path == path:
                kind = each.narrow(kind)
        return kind


def row_scope(variables: ObjectType, constants: Mapping[str, Type]) -> Scope:
    """Return the scope of a message: its variables, the catalog's constants, `locale`, `omit`."""
    names: dict[str, Type] = {LOCALE: ROW_STRING, OMIT_NAME: OMIT, **constants}
    names.update({name: field_type(item) for name, item in variables.fields.items()})
    return Scope(names)


def field_type(item: TypeField) -> Type:
    """Return the type of an object's field: "may be missing" unless it has a default."""
    return optional(item.type) if item.optional and item.default is None else item.type


def loop_scope(scope: Scope, names: Iterable[str], item: Type, most: int | None = None) -> Scope:
    """Return the scope inside a loop over at most `most` items of type `item`."""
    names = tuple(names)
    bound: dict[str, Type] = {name: UnknownType() for name in names}
    if len(names) == 1:
        bound[names[0]] = item
    return scope.bind({**bound, LOOP_NAME: _loop_type(item, most)})


def _loop_type(item: Type, most: int | None) -> ObjectType:
    ordinals = dict.fromkeys(("index", "revindex", "length"), IntegerType(1, most))
    last = None if most is None else max(most - 1, 0)
    offsets = dict.fromkeys(("index0", "revindex0"), IntegerType(0, last))
    fields = {name: TypeField(kind) for name, kind in {**ordinals, **offsets}.items()}
    fields |= {name: TypeField(BooleanType()) for name in ("first", "last")}
    neighbour = TypeField(present(item), optional=True)
    return ObjectType(fields={**fields, "previtem": neighbour, "nextitem": neighbour})


def proved(condition: Expr, outcome: bool) -> frozenset[Path]:
    """Return the paths that are there where `condition` comes out as `outcome`."""
    if isinstance(condition, Unary) and condition.op == "not":
        return proved(condition.operand, not outcome)
    if isinstance(condition, Logic):
        return _proved_by_both(condition, outcome)
    if isinstance(condition, Test):
        return _proved_by_test(condition, outcome)
    return _with_parents(path_of(condition)) if outcome else frozenset()


def _proved_by_both(condition: Logic, outcome: bool) -> frozenset[Path]:
    left, right = proved(condition.left, outcome), proved(condition.right, outcome)
    # `a and b` is true only where both are; `a or b` is false only where neither is.
    return left | right if (condition.op == "and") == outcome else left & right


def _proved_by_test(condition: Test, outcome: bool) -> frozenset[Path]:
    tells = {"defined": True, "undefined": False, "none": False}
    if condition.name in tells:
        is_there = tells[condition.name] == outcome
        return _with_parents(path_of(condition.target)) if is_there else frozenset()
    return _with_parents(path_of(condition.target)) if outcome else frozenset()


def _with_parents(path: Path | None) -> frozenset[Path]:
    return frozenset(path[:end] for end in range(1, len(path) + 1)) if path else frozenset()
