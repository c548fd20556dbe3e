"""A plan as JSON in which what isn't known yet says what it can become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from msgc.check.breach import UNKNOWN, OpenList, Unknown
from msgc.check.kinds import Kinds, Rounds
from msgc.plan import Array, Hole, Object, PlanNode, Region, Static
from msgc.records import dataclass
from msgc.syntax.expr import Join, Name, Text, walk
from msgc.types import StringType, Type, may_omit, present

ONCE: Rounds = (1, 1)
MAYBE: Rounds = (0, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Possible(Unknown):
    """Stands for what fills a hole: any value of the type. `hole` is where it is written.

    `begins` are the words that a text begins with, whatever the row; `pieces` are the types of what
    is written in the message's texts, by the expression's identity.
    """

    kind: Type
    hole: Hole | None = None
    begins: str = ""
    pieces: Mapping[int, StringType] = field(default_factory=dict)


class OpenDict(dict[str, object]):
    """An object with something unknown in it; `maybe` are the members that may not be there."""

    maybe: frozenset[str] = frozenset()


class OpenEntries(OpenList):
    """A list with something unknown in it; `rounds` tell how often each entry stands there."""

    def __init__(self, entries: list[object], rounds: list[Rounds]) -> None:
        super().__init__(entries)
        self.rounds = rounds


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


def is_open(value: object) -> bool:
    """Tell whether there is anything in a value that isn't known yet."""
    return isinstance(value, Unknown | OpenDict | OpenEntries)


def entries_of(value: object) -> tuple[int, int | None]:
    """Return how many entries a list has: least, and most (None: no bound)."""
    if not isinstance(value, OpenEntries):
        assert isinstance(value, list)
        return len(value), len(value)
    mosts = [most for _, most in value.rounds]
    known = [most for most in mosts if most is not None]
    return sum(least for least, _ in value.rounds), sum(known) if len(known) == len(mosts) else None


def rounds_of(value: list[object]) -> list[Rounds]:
    """Return how often each entry of a list stands there."""
    return value.rounds if isinstance(value, OpenEntries) else [ONCE] * len(value)


def literal_words(value: object) -> list[str]:
    """Return the words that surely stand in what isn't known yet, piece by piece."""
    expr = value.hole.expr if isinstance(value, Possible) and value.hole else None
    parts = expr.parts if isinstance(expr, Join) else ()
    return [part.value for part in parts if isinstance(part, Text)]


def kind_of(value: object) -> Type | None:
    """Return the type of what isn't known yet (without `omit`), None for what is known."""
    return present(value.kind) if isinstance(value, Possible) else None
