"""The values that a message gives to a template's variables, whichever way they are written."""

from __future__ import annotations

from dataclasses import field

from msgc.check.templates.findings import TEMPLATE, Kinds, Path, values_of
from msgc.plan import Array, Object, PlanNode, Region, Static
from msgc.records import dataclass
from msgc.source import Span
from msgc.types import may_omit

PARAMETERS = "parameters"
VARIABLES = "variables"
# In `variables`, the value of every variable that isn't named.
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Given:
    """One value: its key, its type where one is told, and where it is written.

    `is_sure` tells that no condition can take it away.
    """

    key: str
    type: PlanNode | None
    value: PlanNode | None
    key_span: Span
    path: Path
    is_sure: bool


@dataclass(slots=True)
class AllGiven:
    """What a message gives; `is_open` where a key isn't known, or where one value serves all."""

    span: Span
    path: Path
    values: list[Given] = field(default_factory=list)
    is_open: bool = False


def given_by(node: Object, kinds: Kinds) -> AllGiven:
    """Return what `parameters` and `variables` give; where both are written, what either does."""
    parameters, variables = node.get(PARAMETERS), node.get(VARIABLES)
    written = PARAMETERS if _is_there(parameters) else VARIABLES
    member = next((m for m in node.members if m.name == written and _is_there(m.value)), None)
    path = (TEMPLATE,) if member is None else (TEMPLATE, written)
    result = AllGiven(member.key_span if member else _template_span(node), path)
    _add_parameters(parameters, kinds, result)
    _add_variables(variables, kinds, result)
    return result


def _template_span(node: Object) -> Span:
    for name in ("projectId", "name"):
        named = node.get(name)
        if named is not None:
            return named.span
    return node.span


def _is_there(node: PlanNode | None) -> bool:
    return node is not None and not (isinstance(node, Static) and node.value is None)


def _add_parameters(node: PlanNode | None, kinds: Kinds, result: AllGiven) -> None:
    if not isinstance(node, Array):
        result.is_open |= _is_there(node)
        return
    for index, item in enumerate(node.items):
        body = item.body if isinstance(item, Region) else item
        path = (TEMPLATE, PARAMETERS, index)
        _add_parameter(body, path, not isinstance(item, Region), kinds, result)


def _add_parameter(
    body: PlanNode, path: Path, is_sure: bool, kinds: Kinds, result: AllGiven
) -> None:
    key = body.get("key") if isinstance(body, Object) else None
    if (
        not isinstance(body, Object)
        or not isinstance(key, Static)
        or not isinstance(key.value, str)
    ):
        result.is_open = True
        return
    value = body.get("value")
    sure = is_sure and not _may_go(value, kinds)
    result.values.append(Given(key.value, body.get("type"), value, key.span, path, sure))


def _add_variables(node: PlanNode | None, kinds: Kinds, result: AllGiven) -> None:
    if not isinstance(node, Object):
        result.is_open |= _is_there(node)
        return
    for member in node.members:
        if member.name == DEFAULT:
            result.is_open = True
            continue
        path = (TEMPLATE, VARIABLES, member.name)
        sure = not _may_go(member.value, kinds)
        result.values.append(Given(member.name, None, member.value, member.key_span, path, sure))


def _may_go(value: PlanNode | None, kinds: Kinds) -> bool:
    kind = kinds.get(id(value))
    return kind is not None and may_omit(kind)


def type_word(given: Given, kinds: Kinds) -> str | None:
    """Return the type that a parameter says it has; None where it says none, or one of several."""
    words = values_of(given.type, kinds)
    return words[0] if words and len(words) == 1 else None
