"""The type of an expression, and every fault that can be seen without a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.diagnostics import Diagnostic, finding
from msgc.filters import FILTERS, TESTS
from msgc.filters.binding import bind
from msgc.filters.model import Filter as FilterRow
from msgc.filters.model import FilterError
from msgc.filters.model import Test as TestRow
from msgc.filters.words import described, fits
from msgc.infer import operations
from msgc.infer.scope import OMIT_NAME, Scope, field_type, loop_scope, path_of
from msgc.infer.written import missing_fault, text_faults
from msgc.nearby import near
from msgc.syntax import expr as ex
from msgc.types import (
    OMIT,
    BooleanType,
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    UnknownType,
    join,
    may_be_missing,
    may_omit,
    optional,
    present,
)

OPTIONAL_OPERANDS = ("defined", "undefined", "none")


class Inference:
    """Infers types within one message; `found` are its faults, `used` the names it has read."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.used: set[str] = set()
        self._refused: set[str] = set()

    def type_of(self, expr: ex.Expr, scope: Scope) -> Type:
        """Return what the expression can become in the scope."""
        kind = _RULES[type(expr)](self, expr, scope)
        path = path_of(expr)
        return _there(kind) if path in scope.there else kind

    def needed(self, expr: ex.Expr, scope: Scope) -> Type:
        """Return the type of an operand that must be there, without its "may be missing"."""
        kind = self.type_of(expr, scope)
        if may_omit(kind):
            self._omit_inside(expr)
        self.found += missing_fault(kind, expr.span)
        return present(kind)

    def write(self, expr: ex.Expr, scope: Scope) -> None:
        """Check an expression that is written out as a piece of text."""
        if isinstance(expr, ex.Text | ex.If | ex.For | ex.Include | ex.Join):
            self.type_of(expr, scope)
            return
        kind = self.type_of(expr, scope)
        if may_omit(kind):
            self._omit_inside(expr)
        else:
            self.found += text_faults(kind, expr.span)

    def _omit_inside(self, expr: ex.Expr) -> None:
        what = "`omit` drops a whole value, not a piece of one"
        self._report(
            "MSG219", what, expr, "Write it as the whole value: `{{ x | default(omit) }}`."
        )

    def _report(self, code: str, what: str, where: ex.Expr, help: str | None = None) -> None:
        self.found.append(finding(code, what, where.span, help=help))

    def const(self, expr: ex.Const, scope: Scope) -> Type:
        value = expr.value
        if isinstance(value, bool):
            return BooleanType()
        if isinstance(value, int):
            return IntegerType(minimum=value, maximum=value)
        if isinstance(value, float):
            return NumberType(minimum=value, maximum=value)
        if value is None:
            return OptionalType(NeverType())
        return StringType(enum=(value,), min_length=len(value), max_length=len(value))

    def name(self, expr: ex.Name, scope: Scope) -> Type:
        self.used.add(expr.name)
        if expr.name in scope.names:
            return scope.names[expr.name]
        if expr.name in self._refused:
            return UnknownType()
        meant = near(expr.name, [name for name in scope.names if name != OMIT_NAME])
        help = (
            f"Did you mean `{meant}`?" if meant else f"Declare it: `vars: {{{expr.name}: string}}`."
        )
        self._report("MSG203", f"there is no variable `{expr.name}`", expr, help)
        return UnknownType()

    def field(self, expr: ex.Field, scope: Scope) -> Type:
        owner = self.type_of(expr.target, scope)
        bare = present(owner)
        if isinstance(bare, ObjectType):
            kind = self._known_field(expr, bare)
            return optional(kind) if may_be_missing(owner) else kind
        if not operations.is_unknown(bare):
            what = f"`{expr.target.span.text}` is {bare.phrase}, and has no fields"
            self.found.append(finding("MSG204", what, expr.name_span))
        return UnknownType()

    def _known_field(self, expr: ex.Field, owner: ObjectType) -> Type:
        if expr.name in owner.fields:
            return field_type(owner.fields[expr.name])
        if not owner.open:
            meant = near(expr.name, owner.fields)
            help = f"Did you mean `{meant}`?" if meant else f"It has {_listed(owner.fields)}."
            what = f"`{expr.target.span.text}` has no field `{expr.name}`"
            self.found.append(finding("MSG204", what, expr.name_span, help=help))
        return UnknownType()

    def item(self, expr: ex.Item, scope: Scope) -> Type:
        owner, index = self.needed(expr.target, scope), self.needed(expr.index, scope)
        if isinstance(owner, ListType) and isinstance(index, IntegerType):
            return optional(owner.item)
        if isinstance(owner, StringType) and isinstance(index, IntegerType):
            return optional(StringType())
        if isinstance(owner, ObjectType) and isinstance(index, StringType):
            return optional(UnknownType())
        if not operations.is_unknown(owner, index):
            self._report("MSG207", f"{owner.phrase} can't be indexed with {index.phrase}", expr)
        return UnknownType()

    def slice(self, expr: ex.Slice, scope: Scope) -> Type:
        owner = self.needed(expr.target, scope)
        for bound in (expr.start, expr.stop, expr.step):
            kind = self.needed(bound, scope) if bound else IntegerType()
            if bound and not isinstance(kind, IntegerType | UnknownType):
                self._report("MSG207", f"a slice's bound is an integer, not {kind.phrase}", bound)
        if isinstance(owner, StringType | ListType):
            return StringType() if isinstance(owner, StringType) else ListType(owner.item)
        if not operations.is_unknown(owner):
            self._report("MSG207", f"{owner.phrase} can't be sliced", expr)
        return UnknownType()

    def filter(self, expr: ex.Filter, scope: Scope) -> Type:
        arguments = [self.type_of(arg, scope) for arg in expr.args]
        named = {name: self.type_of(arg, scope) for name, arg in expr.named}
        row = FILTERS.get(expr.name)
        if row is None:
            self.type_of(expr.target, scope)
            return self._unknown_word("filter", expr, FILTERS)
        if expr.name in ("default", "d"):
            return self._default(row, expr, scope, arguments, named)
        target = self.type_of(expr.target, scope)
        if not row.takes_missing:
            target = self._taken(expr, row, target)
        return self._result(row, expr, target, arguments, named)

    def _taken(self, expr: ex.Filter | ex.Test, row: FilterRow | TestRow, target: Type) -> Type:
        """Check the piped value against what the filter or test takes."""
        if may_omit(target):
            self._omit_inside(expr.target)
        self.found += missing_fault(target, expr.target.span)
        if not fits(row.takes, target):
            takes = described(row.takes)
            is_ = f"`{expr.target.span.text}` is {present(target).phrase}"
            self._report("MSG206", f"`{expr.name}` takes {takes}, and {is_}", expr.target)
        return present(target)

    def _default(
        self,
        row: FilterRow,
        expr: ex.Filter,
        scope: Scope,
        arguments: list[Type],
        named: Mapping[str, Type],
    ) -> Type:
        target = self.type_of(expr.target, scope)
        bound = self._bound(row, expr, arguments, named)
        fallback = bound.get("default_value", StringType(enum=("",), max_length=0))
        if not may_be_missing(target) and "boolean" not in bound and not _is_open(target):
            return target
        return join(_there(target), fallback)

    def _result(
        self,
        row: FilterRow,
        expr: ex.Filter,
        target: Type,
        arguments: list[Type],
        named: Mapping[str, Type],
    ) -> Type:
        bound = self._bound(row, expr, arguments, named)
        rest = tuple(arguments[len([p for p in row.parameters if not p.named_only]) :])
        try:
            return row.result(target, bound, rest)
        except FilterError as error:
            what = error.message.rstrip(".")
            self.found.append(finding("MSG206", what, expr.span, help=error.help))
            return UnknownType()

    def _bound(
        self,
        row: FilterRow | TestRow,
        expr: ex.Filter | ex.Test,
        arguments: list[Type],
        named: Mapping[str, Type],
    ) -> dict[str, Type]:
        """Bind the arguments' types to the parameters; what doesn't fit is a finding."""
        try:
            bound = bind(row, arguments, named).arguments
        except FilterError as error:
            what = error.message.rstrip(".")
            self.found.append(finding("MSG206", what, expr.name_span, help=error.help))
            return {}
        takes = {parameter.name: parameter.takes for parameter in row.parameters}
        places = dict(zip((p.name for p in row.parameters), expr.args, strict=False))
        places.update(dict(expr.named))
        for name, kind in bound.items():
            self._check_argument(expr.name, name, takes[name], kind, places.get(name, expr))
        return dict(bound)

    def _check_argument(
        self, callee: str, name: str, takes: tuple[str, ...], kind: Type, where: ex.Expr
    ) -> None:
        if kind != OMIT:
            self.found += missing_fault(kind, where.span)
        if not fits(takes, kind):
            what = f"`{callee}` takes {described(takes)} as `{name}`, not {present(kind).phrase}"
            self._report("MSG206", what, where)

    def _unknown_word(
        self, what: str, expr: ex.Filter | ex.Test, known: Mapping[str, object]
    ) -> Type:
        meant = near(expr.name, known)
        help = f"Did you mean `{meant}`?" if meant else f"The {what}s are {_listed(known)}."
        self.found.append(
            finding("MSG205", f"there is no {what} `{expr.name}`", expr.name_span, help=help)
        )
        return UnknownType()

    def test(self, expr: ex.Test, scope: Scope) -> Type:
        arguments = [self.type_of(arg, scope) for arg in expr.args]
        named = {name: self.type_of(arg, scope) for name, arg in expr.named}
        target = self.type_of(expr.target, scope)
        row = TESTS.get(expr.name)
        if row is None:
            self._unknown_word("test", expr, TESTS)
            return BooleanType()
        self._bound(row, expr, arguments, named)
        if not row.takes_missing and expr.name not in OPTIONAL_OPERANDS:
            self._taken(expr, row, target)
        return BooleanType()

    def unary(self, expr: ex.Unary, scope: Scope) -> Type:
        if expr.op == "not":
            self.type_of(expr.operand, scope)
            return BooleanType()
        kind = self.needed(expr.operand, scope)
        if operations.is_number(kind):
            return IntegerType() if isinstance(kind, IntegerType) else NumberType()
        if not operations.is_unknown(kind):
            self._report("MSG207", f"`{expr.op}` can't stand before {kind.phrase}", expr)
        return UnknownType()

    def binary(self, expr: ex.Binary, scope: Scope) -> Type:
        left, right = self.needed(expr.left, scope), self.needed(expr.right, scope)
        kind = operations.arithmetic(expr.op, left, right)
        if kind is None:
            what = f"`{expr.op}` can't combine {left.phrase} with {right.phrase}"
            help = "Join text with `~`; text becomes a number with `| int` or `| float`."
            self._report("MSG207", what, expr, help)
        return kind or UnknownType()

    def concat(self, expr: ex.Concat, scope: Scope) -> Type:
        for part in expr.parts:
            self.write(part, scope)
        return StringType()

    def logic(self, expr: ex.Logic, scope: Scope) -> Type:
        left = self.type_of(expr.left, scope)
        right = self.type_of(expr.right, scope.given(expr.left, expr.op == "and"))
        return join(_there(left) if expr.op == "or" else left, right)

    def compare(self, expr: ex.Compare, scope: Scope) -> Type:
        left, where = self.needed(expr.left, scope), expr.left
        result: Type = BooleanType()
        for op, operand in expr.rest:
            right = self.needed(operand, scope)
            if not operations.comparable(op, left, right):
                self._incomparable(op, left, right, where.span.to(operand.span))
                result = UnknownType()
            left, where = right, operand
        return result

    def _incomparable(self, op: str, left: Type, right: Type, span: Any) -> None:
        what = operations.mismatch(op, left, right)
        help = "Declare both with the same type, or convert one with `| int` or `| string`."
        self.found.append(finding("MSG207", what, span, help=help))

    def choice(self, expr: ex.Choice, scope: Scope) -> Type:
        self.type_of(expr.test, scope)
        then = self.type_of(expr.then, scope.given(expr.test))
        if expr.other is None:
            return optional(then)
        return join(then, self.type_of(expr.other, scope.given(expr.test, False)))

    def list_of(self, expr: ex.ListOf, scope: Scope) -> Type:
        item: Type = NeverType()
        for part in expr.items:
            item = join(item, self.type_of(part, scope))
        count = len(expr.items)
        return ListType(item, count, count)

    def dict_of(self, expr: ex.DictOf, scope: Scope) -> Type:
        for key, value in expr.items:
            self.needed(key, scope)
            self.type_of(value, scope)
        return ObjectType(open=True)

    def broken(self, expr: ex.Broken, scope: Scope) -> Type:
        self._refused.update(expr.names)
        return UnknownType()

    def text(self, expr: ex.Text, scope: Scope) -> Type:
        return StringType()

    def joined(self, expr: ex.Join, scope: Scope) -> Type:
        for part in expr.parts:
            self.write(part, scope)
        return StringType()

    def if_(self, expr: ex.If, scope: Scope) -> Type:
        for branch in expr.branches:
            self.type_of(branch.test, scope)
            self.type_of(branch.body, scope.given(branch.test))
            scope = scope.given(branch.test, False)
        if expr.otherwise:
            self.type_of(expr.otherwise, scope)
        return StringType()

    def for_(self, expr: ex.For, scope: Scope) -> Type:
        inner = self.loop(expr, scope)
        self.type_of(expr.body, inner)
        if expr.otherwise:
            self.type_of(expr.otherwise, scope)
        return StringType()

    def loop(self, expr: ex.For, scope: Scope) -> Scope:
        """Check a loop's head and return the scope of its body."""
        items = self.needed(expr.items, scope)
        if not isinstance(items, ListType) and not operations.is_unknown(items):
            what = f"`{expr.items.span.text}` is {items.phrase}, and only a list can be looped over"
            self._report("MSG207", what, expr.items)
        item = items.item if isinstance(items, ListType) else UnknownType()
        inner = loop_scope(scope, expr.names, item)
        if expr.test is None:
            return inner
        self.type_of(expr.test, inner)
        return inner.given(expr.test)

    def include(self, expr: ex.Include, scope: Scope) -> Type:
        if expr.body:
            self.type_of(expr.body, scope)
        return StringType()


def _there(kind: Type) -> Type:
    if not may_be_missing(kind):
        return kind
    return (
        OptionalType(present(kind), missing=False, omit=True) if may_omit(kind) else present(kind)
    )


def _is_open(kind: Type) -> bool:
    return isinstance(present(kind), UnknownType)


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


_RULES: dict[type[ex.Expr], Callable[[Inference, Any, Scope], Type]] = {
    ex.Const: Inference.const,
    ex.Name: Inference.name,
    ex.Field: Inference.field,
    ex.Item: Inference.item,
    ex.Slice: Inference.slice,
    ex.Filter: Inference.filter,
    ex.Test: Inference.test,
    ex.Unary: Inference.unary,
    ex.Binary: Inference.binary,
    ex.Concat: Inference.concat,
    ex.Logic: Inference.logic,
    ex.Compare: Inference.compare,
    ex.Choice: Inference.choice,
    ex.ListOf: Inference.list_of,
    ex.DictOf: Inference.dict_of,
    ex.Broken: Inference.broken,
    ex.Text: Inference.text,
    ex.Join: Inference.joined,
    ex.If: Inference.if_,
    ex.For: Inference.for_,
    ex.Include: Inference.include,
}
