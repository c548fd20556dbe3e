"""What is known of the words at a place: an expression's type and range, a filter's use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgc.filters import FILTERS, TESTS, usage
from msgc.filters.words import described
from msgc.infer.scope import field_type
from msgc.pipeline.editing import messages_of
from msgc.pipeline.editing_seen import Seen, holds, seen_at
from msgc.pipeline.editing_types import described_type
from msgc.pipeline.editing_uses import words_of
from msgc.pipeline.editing_words import ITEM, Role, Steps, words_at
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax import expr as ex
from msgc.types import ListType, ObjectType, Type, present

# How many characters of an expression are shown.
MAX_WORDS = 80


@dataclass(frozen=True, slots=True)
class Hover:
    """What is told of the words at `span`, as Markdown."""

    span: Span
    text: str


def hover_at(project: Project, path: Path, offset: int) -> Hover | None:
    """Return what is known of the words at an offset of a file; None where there is nothing."""
    for name in messages_of(project, path):
        message = project.message(name)
        seen = seen_at(message, path, offset)
        if seen is not None:
            return _of_expression(seen, offset)
        if found := _of_key(project, message, path, offset):
            return found
    return None


def _of_expression(seen: Seen, offset: int) -> Hover:
    expr = seen.expr
    told = _code(expr.span.text, described_type(seen.kind))
    if isinstance(expr, ex.Filter | ex.Test) and holds(expr.name_span, offset):
        return Hover(expr.span, "\n\n".join([told, *_of_callee(expr)]))
    return Hover(expr.span, told)


def _code(words: str, told: str) -> str:
    words = " ".join(words.split())
    shown = words if len(words) <= MAX_WORDS else words[: MAX_WORDS - 1] + "…"
    return f"`{shown}`: {told}"


def _of_callee(expr: ex.Filter | ex.Test) -> Iterator[str]:
    table = FILTERS if isinstance(expr, ex.Filter) else TESTS
    row = table.get(expr.name)
    if row is not None:
        takes = described(row.takes) if row.takes else "any value"
        yield f"`{row.name}` takes {takes}. {usage(row)}"


def _of_key(project: Project, message: Message, path: Path, offset: int) -> Hover | None:
    """Return the type of the variable whose key, in `vars` or a row, is at an offset."""
    for word in words_at(words_of(project, message.name), path, offset):
        if word.role in (Role.DECLARED, Role.ROW) and word.steps:
            kind = type_at(message.variables, word.steps)
            written = ".".join(word.steps).replace(f".{ITEM}", ITEM)
            return Hover(word.span, _code(written, described_type(kind))) if kind else None
    return None


def type_at(variables: ObjectType, steps: Steps) -> Type | None:
    """Return the type of what steps lead to from a row, None where `vars` doesn't tell."""
    kind: Type | None = variables
    for step in steps:
        kind = _inner(present(kind), step) if kind else None
    return kind


def _inner(kind: Type, step: str) -> Type | None:
    if isinstance(kind, ListType) and step == ITEM:
        return kind.item
    if isinstance(kind, ObjectType) and step in kind.fields:
        return field_type(kind.fields[step])
    return None
