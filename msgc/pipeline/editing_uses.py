"""Where a message's variables are written: in expressions, in `vars`, in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from msgc.infer.declared import OPTIONAL
from msgc.infer.json_schema import looks_like_schema
from msgc.infer.scope import LOOP_NAME
from msgc.pipeline.editing_rows import words_of_rows, words_of_test_files
from msgc.pipeline.editing_words import ITEM, Role, Steps, Word, words_in
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.pipeline.uses import uses
from msgc.plan import roots_of
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex
from msgc.syntax import nodes

# Filters that hand on entries of the list they get.
HANDING_ON = (
    *("default", "d", "list", "reverse", "sort", "unique", "select", "selectattr"),
    *("reject", "rejectattr"),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A loop's name: the steps to what it stands for, and where it is bound."""

    steps: Steps | None
    head: Span


Names = Mapping[str, Bound]


def words_of(project: Project, name: str) -> list[Word]:
    """Return all words of a message that name a part of a row; a base's before its own."""
    words: list[Word] = []
    for path in project.sources(name):
        root = project.files.template(path)[0].root
        words += _declared(root.get("vars"), ())
        words += words_of_rows(root)
    words += words_of_test_files(project, name)
    expressions = expressions_of(project.message(name))
    return [*words, *(word for each in expressions for word in _uses(each, {}))]


def expressions_of(message: Message) -> Iterator[ex.Expr]:
    """Yield a message's expressions of all locales, loops around what they hold."""
    for plan in message.plans.values():
        for root in roots_of(plan):
            yield from uses(root)


def _declared(node: nodes.Node | None, steps: Steps, is_schema: bool = False) -> Iterator[Word]:
    """Yield the keys of `vars` that declare a variable or a field of one."""
    if isinstance(node, nodes.Sequence):
        for item in node.items:
            yield from _declared(item, (*steps, ITEM), is_schema)
    elif isinstance(node, nodes.Mapping) and steps and looks_like_schema(node):
        yield from _declared(node.get("items"), (*steps, ITEM), True)
        yield from _members(node.get("properties"), steps, True)
    elif isinstance(node, nodes.Mapping) and [e.key.value for e in node] == [OPTIONAL] and steps:
        yield from _declared(node.entries[0].value, steps, is_schema)
    else:
        yield from _members(node, steps, is_schema)


def _members(node: nodes.Node | None, steps: Steps, is_schema: bool) -> Iterator[Word]:
    for entry in node if isinstance(node, nodes.Mapping) else ():
        inner = (*steps, entry.key.value)
        yield Word(words_in(entry.key), inner, Role.DECLARED, is_schema=is_schema)
        yield from _declared(entry.value, inner, is_schema)


def _uses(expr: ex.Expr, bound: Names) -> Iterator[Word]:
    if isinstance(expr, ex.Name):
        loop = bound.get(expr.name)
        word = Word(expr.span, (expr.name,), Role.USE)
        yield replace(word, steps=None, role=Role.LOOP, head=loop.head) if loop else word
    elif isinstance(expr, ex.Field):
        yield from _uses(expr.target, bound)
        yield Word(expr.name_span, _steps(expr, bound), Role.USE)
    elif isinstance(expr, ex.For):
        yield from _loop(expr, bound)
    else:
        for child in ex.children(expr):
            yield from _uses(child, bound)


def _loop(expr: ex.For, bound: Names) -> Iterator[Word]:
    yield from _uses(expr.items, bound)
    owner = _steps(expr.items, bound)
    item = (*owner, ITEM) if owner and len(expr.names) == 1 else None
    names = {name: Bound(item, _head(expr, name)) for name in expr.names}
    inner = {**bound, **names, LOOP_NAME: Bound(None, expr.span)}
    for part in (expr.test, expr.body):
        yield from _uses(part, inner) if part else ()
    yield from _uses(expr.otherwise, bound) if expr.otherwise else ()


def _head(expr: ex.For, name: str) -> Span:
    """Return where a loop's name is written, right before what is looped over."""
    source, end = expr.items.span.source, expr.items.span.start
    found = list(re.finditer(rf"\b{re.escape(name)}\b", source.text[:end]))
    return Span(source, *found[-1].span()) if found else expr.span


def _steps(expr: ex.Expr, bound: Names) -> Steps | None:
    """Return the steps from a row to what an expression picks out of it."""
    if isinstance(expr, ex.Name):
        return bound[expr.name].steps if expr.name in bound else (expr.name,)
    if isinstance(expr, ex.Slice) or (isinstance(expr, ex.Filter) and expr.name in HANDING_ON):
        return _steps(expr.target, bound)
    if isinstance(expr, ex.Field | ex.Item):
        owner = _steps(expr.target, bound)
        step = expr.name if isinstance(expr, ex.Field) else ITEM
        return (*owner, step) if owner else None
    return None
