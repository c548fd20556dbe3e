"""Names and fields as columns, each checked once to be of its declared type."""

from __future__ import annotations

from collections.abc import Callable

from msgc.emit.declined import CantGenerateError
from msgc.emit.domain import ANY, LIST, NONE, TEXT, TRUTH, WHOLE, classes_of
from msgc.emit.located import LOOP_CODES, LOOP_FIELDS, Located, constant, literal_code
from msgc.emit.paths import LOOP, declared_at, lacks, row_path
from msgc.emit.runtime import counts_of, entries_of, expect, expect_inside, field_of
from msgc.emit.shapes import Items, Round, Scope, Some
from msgc.emit.source import ROWS, Body, Code, value_of
from msgc.emit.world import World
from msgc.plan import Region
from msgc.syntax.expr import Expr, Field, For, Name
from msgc.types import Field as Declared
from msgc.types import ListType, ObjectType, OptionalType, StringType, Type, UnknownType, present

LOCALE = "locale"

Lists = Callable[[For, Expr | None, Scope], Located]
"""Returns what a loop goes through: (loop, its further condition, scope); CantGenerateError."""


class Names:
    """The columns of a function's names.

    `sizes` are those whose length counts, texts and lists, each with the most that its type tells;
    `inside` are those that have a value for each entry of a list.
    """

    def __init__(self, body: Body, world: World, lists: Lists) -> None:
        self._body = body
        self._lists = lists
        self.world = world
        # A method is another object each time that it is asked for, and what has another name is
        # made again.
        self._environments = world.environments
        self.sizes: dict[str, int | None] = {}
        self.inside: set[str] = set()

    def code(self, expr: Name | Field, scope: Scope) -> Code:
        """Return the code of a name or field."""
        found = self.located(expr, scope)
        if found.column is None:
            return literal_code(found.literal)
        if found.classes == ANY:
            raise CantGenerateError
        has_size = bool(found.classes & (TEXT | LIST))
        return Code(value_of(found.column), found.classes, (found.column,), times=int(has_size))

    def located(self, expr: Expr, scope: Scope) -> Located:
        """Return what a name or a chain of fields stands for."""
        if isinstance(expr, Name):
            return self._name(expr.name, scope)
        if not isinstance(expr, Field):
            raise CantGenerateError
        path = row_path(expr, scope, self.world.variables)
        if path is not None:
            return self._of_row(path, scope)
        is_loop = isinstance(expr.target, Name) and expr.target.name == LOOP
        if is_loop and isinstance(scope, Round | Items):
            return self._of_loop(expr.name, scope)
        return self._field(self.located(expr.target, scope), expr.name)

    def _name(self, name: str, scope: Scope) -> Located:
        if isinstance(scope, Round):
            return self._in_round(name, scope)
        if isinstance(scope, Items):
            return self._in_items(name, scope)
        variables = self.world.variables.fields
        if name in variables:
            return self._of_row((name,), scope)
        if name in self.world.constants:
            return self._of_catalog(name)
        if name == LOCALE:
            return self._read_from(scope, (LOCALE,), StringType(), True)
        raise CantGenerateError

    def _of_catalog(self, name: str) -> Located:
        if name == LOCALE:
            raise CantGenerateError
        return constant(self.world.constants[name])

    def _of_row(self, path: tuple[str, ...], scope: Scope) -> Located:
        """Return what stands at a path of the rows' table, or of that of some rows."""
        declared = declared_at(path, self.world.variables)
        return self._read_from(scope, path, present(declared.type), lacks(declared))

    def _read_from(
        self, scope: Scope, path: tuple[str, ...], kind: Type, may_lack: bool
    ) -> Located:
        rows = scope.rows if isinstance(scope, Some) else ROWS
        made = f"{rows}.column({path!r}, {may_lack})"
        return self._checked(made, kind, may_lack, isinstance(scope, Some))

    def _in_round(self, name: str, scope: Round) -> Located:
        loop = scope.region.loop
        if loop is None or name == LOOP:
            raise CantGenerateError
        if name not in loop.names:
            return self._name(name, scope.around)
        if len(loop.names) > 1:
            raise CantGenerateError
        items = self.items(scope.region, scope.around)
        if items is None or not isinstance(items.kind, ListType):
            raise CantGenerateError
        item = items.kind.item
        made = f"[x[{scope.index}] for x in {items.column}]"
        return self._checked(made, item, isinstance(item, OptionalType | UnknownType))

    def _in_items(self, name: str, scope: Items) -> Located:
        if name == LOOP:
            raise CantGenerateError
        column = scope.lists.column
        if name in scope.loop.names:
            items = scope.lists.kind
            item = items.item if isinstance(items, ListType) else UnknownType()
            made, may_lack = self._entries(column), isinstance(item, OptionalType)
            return self._checked(made, item, may_lack, inside=True)
        outer = self._name(name, scope.around)
        if outer.column is None:
            return outer
        again = f"[x for x, y in zip({outer.column}, {column}) for _ in y]"
        found = self._body.column(again)
        self.inside.add(found)
        return Located(outer.kind, found, outer.classes)

    def counts(self, scope: Items) -> str:
        """Return the column of how many entries each row's list has."""
        return self.counts_of(scope.lists)

    def counts_of(self, lists: Located) -> str:
        """Return the column of how many entries each of some lists has."""
        return self._body.column(f"{self._body.helper(counts_of)}({lists.column})")

    def entries(self, scope: Items) -> str:
        """Return a column that has a value for each entry."""
        return self._body.column(self._entries(scope.lists.column))

    def _entries(self, lists: str | None) -> str:
        return f"{self._body.helper(entries_of)}({lists})"

    def _of_loop(self, name: str, scope: Round | Items) -> Located:
        if name not in LOOP_FIELDS:
            raise CantGenerateError
        if isinstance(scope, Round):
            return constant(LOOP_FIELDS[name](scope.index, scope.count))
        made = f"[{LOOP_CODES[name]} for k in {self.counts(scope)} for i in range(k)]"
        classes = TRUTH if name in ("first", "last") else WHOLE
        column = self._body.column(made)
        self.inside.add(column)
        return Located(UnknownType(), column, classes)

    def items(self, region: Region, scope: Scope) -> Located | None:
        """Return the list that a `for` goes through, if it is a column."""
        try:
            return self._lists(region.loop, region.condition, scope) if region.loop else None
        except CantGenerateError:
            return None

    def _field(self, owner: Located, name: str) -> Located:
        if owner.column is None:
            value = owner.literal.get(name) if isinstance(owner.literal, dict) else None
            return constant(value)
        kind = present(owner.kind)
        if not isinstance(kind, ObjectType) or name not in kind.fields:
            raise CantGenerateError
        return self._read(owner.column, name, kind.fields[name], bool(owner.classes & NONE))

    def _read(
        self, owner: str, name: str, declared: Declared, owner_may_lack: bool = False
    ) -> Located:
        inside = owner in self.inside
        may_lack = lacks(declared)
        if owner_may_lack:
            read = f"x.get({name!r})" if may_lack else f"x[{name!r}]"
            made = f"[None if x is None else {read} for x in {owner}]"
        else:
            made = f"{self._body.helper(field_of)}({owner}, {name!r}, {may_lack})"
        return self._checked(made, present(declared.type), may_lack or owner_may_lack, inside)

    def _checked(self, made: str, kind: Type, optional: bool, inside: bool = False) -> Located:
        column, classes = self._body.column(made), classes_of(kind, optional)
        if inside:
            self.inside.add(column)
        if classes != ANY:
            check = self._body.helper(expect_inside if inside else expect)
            self._body.do(f"{check}({column}, {self._body.name(classes, 't')})")
        if classes & (TEXT | LIST):
            self.sizes[column] = kind.max_length if isinstance(kind, StringType) else None
        return Located(present(kind), column, classes)

    def environments(self, scope: Scope) -> str:
        """Return the column of what the reference's closures see."""
        if isinstance(scope, Items | Some):
            raise CantGenerateError
        if scope is None:
            make = self._body.name(self._environments, "environments")
            return self._body.column(f"{make}({ROWS}.rows())")
        return self._body.column(f"[x[{scope.index}] for x in {self.rounds(scope)}]")

    def rounds(self, scope: Round) -> str:
        """Return the column of all rounds of a `for`, as the reference goes round."""
        return self.rounds_of(scope.region, scope.around)

    def rounds_of(self, region: Region, around: Scope) -> str:
        """Return the column of the rounds of a `for` that stands in a scope."""
        go = self._body.name(self.world.rounds(region), "f")
        return self._body.column(f"[{go}(x) for x in {self.environments(around)}]")
