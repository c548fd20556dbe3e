"""Variables of a message that declares none: plain names are strings, the rest must be declared."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import field

from msgc.diagnostics import Diagnostic, finding
from msgc.infer.scope import LOCALE, LOOP_NAME, OMIT_NAME
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex
from msgc.texts import ROW_STRING
from msgc.types import Field, ListType, ObjectType, Type

# The filters and tests that ask whether a value is missing.
DEFAULTS = ("default", "d")
OF_PRESENCE = ("defined", "undefined", "none")


@dataclass(slots=True)
class Sketch:
    """What the uses of a name tell about it; `why` is the first use that a string can't have.

    `may_lack` tells that a use asks whether it is missing.
    """

    fields: dict[str, Sketch] = field(default_factory=dict)
    item: Sketch | None = None
    why: tuple[str, Span] | None = None
    may_lack: bool = False

    def field_named(self, name: str, span: Span) -> Sketch:
        """Return the sketch of a field, which makes this an object."""
        self.because("has a field", span)
        return self.fields.setdefault(name, Sketch())

    def looped(self, span: Span) -> Sketch:
        """Return the sketch of an entry, which makes this a list."""
        self.because("is looped over", span)
        self.item = self.item or Sketch()
        return self.item

    def because(self, why: str, span: Span) -> None:
        """Remember the first use that needs a declaration."""
        self.why = self.why or (why, span)

    def type(self) -> Type:
        """Return the type that fits the uses."""
        if self.item:
            return ListType(self.item.type())
        if self.fields:
            return ObjectType(
                fields={name: Field(part.type()) for name, part in self.fields.items()}
            )
        return ROW_STRING

    def written(self) -> str:
        """Write the type as the author would declare it."""
        if self.item:
            return f"[{self.item.written()}]"
        if self.fields:
            inner = ", ".join(f"{name}: {part.written()}" for name, part in self.fields.items())
            return f"{{{inner}}}"
        return "boolean" if self.why and self.why[0] == "is a condition" else "string"

    def declared(self) -> str:
        """Write the type, and that it is optional."""
        if not self.may_lack:
            return self.written()
        is_word = not self.item and not self.fields
        return f"optional {self.written()}" if is_word else f"{{optional: {self.written()}}}"


def infer_variables(
    expressions: Iterable[ex.Expr], constants: Iterable[str], needed: Container[str] = ()
) -> tuple[ObjectType, list[Diagnostic]]:
    """Return the variables that the expressions use, and a finding for each to be declared.

    Those that are asked whether they are missing are optional, unless another use has `needed` them
    all the same.
    """
    uses = _Uses({LOCALE, OMIT_NAME, LOOP_NAME, *constants})
    for expr in expressions:
        uses.visit(expr, {})
    for name, sketch in uses.names.items():
        sketch.may_lack = sketch.may_lack and name not in needed
    fields = {name: Field(each.type(), each.may_lack) for name, each in uses.names.items()}
    return ObjectType(fields=fields), _undeclared(uses.names)


def _undeclared(names: Mapping[str, Sketch]) -> list[Diagnostic]:
    lines = "\n".join(f"  {name}: {sketch.declared()}" for name, sketch in names.items())
    block = f"Add to the file:\nvars:\n{lines}"
    untold = [(name, sketch) for name, sketch in names.items() if sketch.why]
    return [
        _must_declare(name, sketch, block if index == 0 else f"Declare `{name}` too, as above.")
        for index, (name, sketch) in enumerate(untold)
    ]


def _must_declare(name: str, sketch: Sketch, help: str) -> Diagnostic:
    assert sketch.why is not None
    why, span = sketch.why
    return finding("MSG211", f"`{name}` {why}, so it must be declared", span, help=help)


class _Uses:
    def __init__(self, known: set[str]) -> None:
        self.names: dict[str, Sketch] = {}
        self._known = known

    def visit(self, expr: ex.Expr, bound: Mapping[str, Sketch]) -> Sketch | None:
        """Note the uses below an expression; return the sketch of a name or field."""
        if isinstance(expr, ex.Name):
            return self._name(expr, bound)
        if isinstance(expr, ex.Field):
            owner = self.visit(expr.target, bound)
            return owner.field_named(expr.name, expr.span) if owner else None
        if isinstance(expr, ex.For):
            self._loop(expr, bound)
            return None
        if isinstance(expr, ex.Broken):
            self._known.update(expr.names)
        self._conditions(expr, bound)
        self._asked(expr, bound)
        for child in ex.children(expr):
            self.visit(child, bound)
        return None

    def _name(self, expr: ex.Name, bound: Mapping[str, Sketch]) -> Sketch | None:
        if expr.name in bound:
            return bound[expr.name]
        if expr.name in self._known:
            return None
        return self.names.setdefault(expr.name, Sketch())

    def _loop(self, expr: ex.For, bound: Mapping[str, Sketch]) -> None:
        items = self.visit(expr.items, bound)
        item = items.looped(expr.items.span) if items else Sketch()
        inner = {**bound, LOOP_NAME: Sketch(), **{name: Sketch() for name in expr.names}}
        if len(expr.names) == 1:
            inner[expr.names[0]] = item
        for part in (expr.test, expr.body, expr.otherwise):
            if part is not None:
                self.visit(part, inner)

    def _conditions(self, expr: ex.Expr, bound: Mapping[str, Sketch]) -> None:
        for test in _tests(expr):
            if isinstance(test, ex.Name):
                sketch = self._name(test, bound)
                if sketch is not None:
                    sketch.because("is a condition", test.span)

    def _asked(self, expr: ex.Expr, bound: Mapping[str, Sketch]) -> None:
        """Note a name that is asked whether it is missing."""
        if not isinstance(expr, ex.Filter | ex.Test) or not isinstance(expr.target, ex.Name):
            return
        asks = DEFAULTS if isinstance(expr, ex.Filter) else OF_PRESENCE
        sketch = self._name(expr.target, bound)
        if sketch is not None and expr.name in asks:
            sketch.may_lack = True


def _tests(expr: ex.Expr) -> list[ex.Expr]:
    """Return the operands that decide an expression by being there or not."""
    if isinstance(expr, ex.If):
        return [branch.test for branch in expr.branches]
    if isinstance(expr, ex.Choice):
        return [expr.test]
    if isinstance(expr, ex.Logic):
        return [expr.left, expr.right]
    return [expr.operand] if isinstance(expr, ex.Unary) and expr.op == "not" else []
