"""Jinja's nodes by the names of their classes: those that are kept, those that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgc.late import Late

if TYPE_CHECKING:
    from jinja2 import nodes
else:
    nodes = Late("jinja2.nodes")

# What Jinja calls its nodes: by name, so that a text that needs none of them is read without it.
ARITHMETIC: dict[str, str] = {
    "Add": "+",
    "Sub": "-",
    "Mul": "*",
    "Div": "/",
    "FloorDiv": "//",
    "Mod": "%",
    "Pow": "**",
}
UNARY: dict[str, str] = {"Not": "not", "Neg": "-", "Pos": "+"}
LOGIC: dict[str, str] = {"And": "and", "Or": "or"}
REFUSED: dict[str, tuple[str, str]] = {
    "Call": ("there are no calls", "What computes is a filter: write `value | filter`."),
    "Assign": ("`set` isn't allowed", "Give the row a variable, or use `constants`."),
    "AssignBlock": ("`set` isn't allowed", "Give the row a variable, or use `constants`."),
    "Macro": ("macros aren't allowed", 'Share text with `{% include "file" %}`.'),
    "CallBlock": ("macros aren't allowed", 'Share text with `{% include "file" %}`.'),
    "Import": ("imports aren't allowed", 'Share text with `{% include "file" %}`.'),
    "FromImport": ("imports aren't allowed", 'Share text with `{% include "file" %}`.'),
    "Extends": ("`{% extends %}` isn't allowed", "Write the key `extends:` in the file."),
    "Block": ("`{% block %}` isn't allowed", 'Share text with `{% include "file" %}`.'),
    "FilterBlock": ("filter blocks aren't allowed", "Write `{{ value | filter }}`."),
    "Scope": ("`{% autoescape %}` isn't allowed", "Take it away: nothing is escaped."),
    "With": ("`{% with %}` isn't allowed", "Write the expression where it is used."),
}


def name_of(node: nodes.Node) -> str:
    """Return what Jinja calls a node."""
    return type(node).__name__


def is_unicode(text: str) -> bool:
    """Tell whether a text holds no half of a character."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def offset_of(node: nodes.Node) -> int:
    """Return where a node stands; the frame that Jinja puts around some tags has no place."""
    placed = (each.lineno for each in (node, *node.find_all(nodes.Node)))
    return next((offset for offset in placed if offset is not None), 0)


def first_child(node: nodes.Node) -> list[nodes.Node]:
    """Return what a call is made of, nothing for other nodes."""
    return [node.node] if isinstance(node, nodes.Call) else []


def made_names(node: nodes.Node) -> tuple[str, ...]:
    """Return the names that a refused tag would have made, so that their uses aren't faults too."""
    if isinstance(node, nodes.Assign | nodes.AssignBlock):
        return target_names(node.target)
    if isinstance(node, nodes.Macro):
        return (node.name,)
    return (node.target,) if isinstance(node, nodes.Import) else ()


def target_names(target: nodes.Node) -> tuple[str, ...]:
    """Return the names that a loop or an assignment makes."""
    if isinstance(target, nodes.Tuple):
        return tuple(name for item in target.items for name in target_names(item))
    return (target.name,) if isinstance(target, nodes.Name) else ()
