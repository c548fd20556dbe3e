"""Fields of samples' and tests' rows that no variable has, where one can only be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgc.diagnostics import Diagnostic, finding
from msgc.nearby import surely
from msgc.recipients.rows import LOCALE
from msgc.syntax.nodes import Entry, Mapping, Node
from msgc.syntax.nodes import Sequence as SequenceNode
from msgc.syntax.rewording import replaced
from msgc.types import ListType, ObjectType, Type, present

CODE = "MSG222"


def slips(row: Node, variables: ObjectType) -> Iterator[Diagnostic]:
    """Yield the fields of a row that are misspelt: an author wrote it for this message.

    A recipient's row may hold whatever else its source has.
    """
    if isinstance(row, Mapping):
        yield from _in_object(row, variables, (*variables.fields, LOCALE), None)


def _inside(node: Node, kind: Type, where: str) -> Iterator[Diagnostic]:
    kind = present(kind)
    if isinstance(node, SequenceNode) and isinstance(kind, ListType):
        for item in node.items:
            yield from _inside(item, kind.item, f"an entry of {where}")
    elif isinstance(node, Mapping) and isinstance(kind, ObjectType) and not kind.open:
        yield from _in_object(node, kind, kind.fields, where)


def _in_object(
    node: Mapping, kind: ObjectType, names: Collection[str], where: str | None
) -> Iterator[Diagnostic]:
    for entry in node:
        name = entry.key.value
        if name in kind.fields:
            yield from _inside(entry.value, kind.fields[name].type, f"`{name}`")
        elif name not in names and (meant := surely(name, names)) and meant not in node:
            yield _slip(entry, meant, where)


def _slip(entry: Entry, meant: str, where: str | None) -> Diagnostic:
    key = entry.key
    what = f"{where} has no field `{key.value}`" if where else f"there is no variable `{key.value}`"
    fix = replaced(key.span, key.value, meant)
    return finding(CODE, what, key.span, help=f"Did you mean `{meant}`?", fix=fix)
