"""A plan as JSON in which what isn't known yet says what it can become."""

from __future__ import annotations

from msgc.check.breach import UNKNOWN
from msgc.check.kinds import Kinds
from msgc.check.possible import (
    MAYBE,
    ONCE,
    OpenDict,
    OpenEntries,
    Possible,
    Rounds,
    entries_of,
    is_open,
)
from msgc.plan import Array, Hole, Object, PlanNode, Region, Static
from msgc.syntax.expr import Join, Name, Text, walk
from msgc.types import StringType, may_omit


def abstract(node: PlanNode, kinds: Kinds) -> object:
    """Return a plan as JSON, with a `Possible` for each hole.

    Objects and lists in which something isn't known are an `OpenDict` or `OpenEntries`; indices
    count the plan's entries.
    """
    if isinstance(node, Static):
        return node.value
    if isinstance(node, Hole):
        return _hole(node, kinds)
    return _object(node, kinds) if isinstance(node, Object) else _array(node, kinds)


def literal(node: PlanNode | Region) -> object:
    """Return the JSON that a plan without expressions stands for, `UNKNOWN` for one with some.

    So it is for one of which all that was in a shorthand is omitted, and it with that.
    """
    if isinstance(node, Static):
        return node.value
    if isinstance(node, Object):
        members = {member.name: literal(member.value) for member in node.members}
        has_left = node.made and not members
        return UNKNOWN if has_left or UNKNOWN in members.values() else members
    if isinstance(node, Array):
        entries = [literal(item) for item in node.items]
        return UNKNOWN if UNKNOWN in entries else entries
    return UNKNOWN


def _hole(node: Hole, kinds: Kinds) -> object:
    kind = kinds.of(node)
    if isinstance(kind, StringType) and kind.enum is not None and len(kind.enum) == 1:
        return kind.enum[0]
    return Possible(kind, node, _begins(node, kinds), kinds.pieces)


def _begins(node: Hole, kinds: Kinds) -> str:
    """Return the words of a text before the first that depend on the row."""
    known = ""
    for part in node.expr.parts if isinstance(node.expr, Join) else ():
        kind = kinds.pieces.get(id(part))
        if isinstance(part, Text):
            known += part.value
        elif kind is not None and kind.enum is not None and len(kind.enum) == 1:
            known += kind.enum[0]
        else:
            break
    return known


def _object(node: Object, kinds: Kinds) -> object:
    members: dict[str, object] = {}
    maybe: list[str] = []
    has_open = False
    for member in node.members:
        name, made = member.name, member.value
        # Most of most payloads is literal, which is always there and has nothing open in it.
        if type(made) is Static:
            members[name] = made.value
            continue
        members[name] = value = abstract(made, kinds)
        has_open = has_open or is_open(value)
        if may_be_absent(made, value):
            maybe.append(name)
    if not maybe and not has_open:
        return members
    result = OpenDict(members)
    result.maybe = frozenset(maybe)
    return result


def _array(node: Array, kinds: Kinds) -> object:
    bodies = [item.body if isinstance(item, Region) else item for item in node.items]
    entries = [abstract(body, kinds) for body in bodies]
    rounds = [_rounds(*each, kinds) for each in zip(node.items, entries, strict=True)]
    if not any(map(is_open, entries)) and all(each == ONCE for each in rounds):
        return entries
    return OpenEntries(entries, rounds)


def _rounds(item: PlanNode | Region, value: object, kinds: Kinds) -> Rounds:
    if isinstance(item, Region):
        least, most = kinds.rounds(item)
        return (0, most) if _may_drop(item.body, value, kinds) else (least, most)
    return MAYBE if _may_drop(item, value, kinds) else ONCE


def _may_drop(node: PlanNode, value: object, kinds: Kinds) -> bool:
    if isinstance(node, Hole):
        is_typed = id(node) in kinds.holes
        return may_omit(kinds.of(node)) if is_typed else _names_omit(node)
    return may_be_absent(node, value)


def _names_omit(node: Hole) -> bool:
    return any(isinstance(part, Name) and part.name == "omit" for part in walk(node.expr))


def may_be_absent(node: PlanNode, value: object) -> bool:
    """Tell whether what a node makes may be left out of the payload."""
    if isinstance(node, Hole):
        return isinstance(value, Possible) and may_omit(value.kind)
    if isinstance(node, Object):
        names = {member.name for member in node.members}
        return node.made and isinstance(value, OpenDict) and names <= value.maybe
    if isinstance(node, Array):
        can_empty = isinstance(value, OpenEntries) and entries_of(value)[0] == 0
        return node.may_be_left_out and can_empty
    return False
