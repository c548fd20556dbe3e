"""A payload's `template`: by its id or name with words beside it, or the API's whole object."""

from __future__ import annotations

from functools import cache

from msgc.facts.formats import FORMATS
from msgc.facts.shapes import TAG, message_shape
from msgc.lift.marks import Document, has_marks
from msgc.lift.paths import Tree
from msgc.lift.structure import as_expressions
from msgc.vocabulary import TEMPLATE

PROJECT, NAME = "projectId", "name"
PARAMETERS = "parameters"
_WHOLE = {TAG, "key", "value"}
_TOLD_BY_VALUE = ("string", "number", "boolean")


def lift_template(value: Tree) -> Tree:
    """Return the words for a template."""
    tree = as_expressions(value, message_shape().member("template"))
    assert isinstance(tree, dict)
    told = [name for name in (PROJECT, NAME) if name in tree]
    words = {word.name for word in TEMPLATE.words}
    if len(told) != 1 or not set(tree) <= {told[0], *words}:
        return {"template": tree}
    if FORMATS["uuid"](str(tree[told[0]])) != (told[0] == PROJECT):
        return {"template": tree}
    return {"template": tree[told[0]], **_beside(tree)}


def _beside(tree: Tree) -> Tree:
    return {
        word.name: lift_parameters(tree[word.name]) if word.name == PARAMETERS else tree[word.name]
        for word in TEMPLATE.words
        if word.name in tree
    }


def lift_parameters(value: Document) -> Document:
    """Return the parameters as a mapping where that has room for all of them."""
    if not isinstance(value, list) or not value or not all(map(_has_form, value)):
        return value
    keys = [item["key"] for item in value]
    if len(set(keys)) != len(keys) or any(map(has_marks, keys)):
        return value
    return {item["key"]: _parameter(item[TAG], item["value"]) for item in value}


def _has_form(item: Document) -> bool:
    return isinstance(item, dict) and set(item) == _WHOLE


def _parameter(tag: str, value: Document) -> Document:
    is_short = tag in _TOLD_BY_VALUE or (tag == "object" and not _looks_typed(value))
    return value if is_short else {TAG: tag, "value": value}


def _looks_typed(value: Document) -> bool:
    """Tell whether an object would be read as the API's `{type, value}`."""
    return isinstance(value, dict) and set(value) == {TAG, "value"} and value[TAG] in _tags()


@cache
def _tags() -> tuple[object, ...]:
    parameters = message_shape().member("template").member(PARAMETERS)
    return parameters.items.member(TAG).enum or ()
