"""Text: its pieces, tags that choose and repeat, included files."""

from __future__ import annotations

from msgc.infer import operations
from msgc.infer.inference import Inference
from msgc.infer.scope import Scope, loop_scope
from msgc.syntax import expr as ex
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
    return StringType()


def join_type(inference: Inference, expr: ex.Join, scope: Scope) -> Type:
    """Check the pieces of a text."""
    for part in expr.parts:
        inference.write(part, scope)
    return StringType()


def if_type(inference: Inference, expr: ex.If, scope: Scope) -> Type:
    """Check a choice within a text."""
    for branch in expr.branches:
        inference.type_of(branch.test, scope)
        inference.type_of(branch.body, scope.given(branch.test))
        scope = scope.given(branch.test, False)
    if expr.otherwise:
        inference.type_of(expr.otherwise, scope)
    return StringType()


def for_type(inference: Inference, expr: ex.For, scope: Scope) -> Type:
    """Check a loop within a text."""
    inner = loop_body(inference, expr, scope)
    inference.type_of(expr.body, inner)
    if expr.otherwise:
        inference.type_of(expr.otherwise, scope)
    return StringType()


def loop_body(inference: Inference, expr: ex.For, scope: Scope) -> Scope:
    """Check a loop's head and return the scope of its body."""
    items = inference.needed(expr.items, scope)
    if not isinstance(items, ListType) and not operations.is_unknown(items):
        what = f"`{expr.items.span.text}` is {items.phrase}, and only a list can be looped over"
        help = "Declare it as a list in `vars`: `[string]`, `[{name: string}]`."
        inference.report("MSG207", what, expr.items, help)
    item = items.item if isinstance(items, ListType) else UnknownType()
    inner = loop_scope(scope, expr.names, item)
    if expr.test is None:
        return inner
    inference.type_of(expr.test, inner)
    return inner.given(expr.test)


def include_type(inference: Inference, expr: ex.Include, scope: Scope) -> Type:
    """Check the text of an included file."""
    if expr.body:
        inference.type_of(expr.body, scope)
    return StringType()
