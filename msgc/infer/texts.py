"""Text: its pieces, tags that choose and repeat, included files."""

from __future__ import annotations

from functools import reduce

from msgc.infer import operations
from msgc.infer.inference import Inference
from msgc.infer.scope import LOOP_NAME, Scope, loop_scope
from msgc.joins import join
from msgc.syntax import expr as ex
from msgc.texts import EMPTY, concat, literal_type, repeated, written_type
from msgc.types import (
    ListType,
    StringType,
    Type,
    UnknownType,
)


def broken_type(inference: Inference, expr: ex.Broken, scope: Scope) -> Type:
    """Return nothing known: the fault has been reported."""
    inference.refused.update(expr.names)
    return UnknownType()


def text_type(inference: Inference, expr: ex.Text, scope: Scope) -> Type:
    """Return the type of literal text."""
    return literal_type(expr.value)


def join_type(inference: Inference, expr: ex.Join, scope: Scope) -> Type:
    """Check the pieces of a text; return what they make together."""
    return concat([inference.write(part, scope) for part in expr.parts])


def if_type(inference: Inference, expr: ex.If, scope: Scope) -> Type:
    """Check a choice within a text; any of its branches may be the one that is written."""
    made: list[Type] = []
    for branch in expr.branches:
        inference.type_of(branch.test, scope)
        made.append(inference.type_of(branch.body, scope.given(branch.test)))
        scope = scope.given(branch.test, False)
    made.append(inference.type_of(expr.otherwise, scope) if expr.otherwise else EMPTY)
    return reduce(join, made)


def for_type(inference: Inference, expr: ex.For, scope: Scope) -> Type:
    """Check a loop within a text."""
    items = inference.needed(expr.items, scope)
    inner = loop_body(inference, expr, scope, items)
    least, most = rounds(expr, items)
    made = repeated(written_type(inference.type_of(expr.body, inner)), least, most)
    other = inference.type_of(expr.otherwise, scope) if expr.otherwise else EMPTY
    return made if least else join(made, other)


def rounds(expr: ex.For, items: Type) -> tuple[int, int | None]:
    """Return how often a loop over items goes round: least, and most (None: no bound)."""
    if not isinstance(items, ListType):
        return 0, None
    return 0 if expr.test else items.min_items, items.max_items


def loop_body(inference: Inference, expr: ex.For, scope: Scope, items: Type) -> Scope:
    """Check a loop's head, over items of a known type, and return the scope of its body."""
    if not isinstance(items, ListType) and not operations.is_unknown(items):
        what = f"`{expr.items.span.text}` is {items.phrase}, and only a list can be looped over"
        help = "Declare it as a list in `vars`: `[string]`, `[{name: string}]`."
        inference.report("MSG207", what, expr.items, help)
    item = items.item if isinstance(items, ListType) else UnknownType()
    most = items.max_items if isinstance(items, ListType) else None
    inner = loop_scope(scope, expr.names, item, most)
    if expr.test is None:
        return inner
    inference.type_of(expr.test, inner)
    return filtered(inner, expr.test)


def filtered(inner: Scope, test: ex.Expr) -> Scope:
    """Return the scope of the rounds that a loop's filter keeps.

    What the filter tells of `loop` says nothing of the body's: that counts the rounds kept.
    """
    return inner.given(test).bind({LOOP_NAME: inner.names[LOOP_NAME]})


def include_type(inference: Inference, expr: ex.Include, scope: Scope) -> Type:
    """Check the text of an included file."""
    return inference.type_of(expr.body, scope) if expr.body else StringType()
