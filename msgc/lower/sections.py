"""`section:`, a list of messages without envelopes."""

from __future__ import annotations

from collections.abc import Callable

from msgc.lower.context import Context
from msgc.lower.trees import content_of, faulty, mapping, structure_of
from msgc.syntax.nodes import Mapping, Node, Sequence

BodyOf = Callable[[Mapping, Context], Node]


def lower_messages(node: Node, body_of: BodyOf, context: Context) -> Node:
    """Return the section's items as bodies; `body_of` lowers one of them."""
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(_message(item, body_of, context) for item in node.items), node.span)


def _message(node: Node, body_of: BodyOf, context: Context) -> Node:
    if not isinstance(node, Mapping):
        help = "Write its kind: `- text: Hello`."
        context.report("MSG113", "a section's entry is a message", node.span, help)
        return faulty(node.span)
    body = body_of(mapping(content_of(node), node.span), context)
    if not isinstance(body, Mapping):
        return body
    return mapping((*structure_of(node), *body), node.span)
