"""A message's layers lowered: one plan with its payload and, where there is one, its fallback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgc.facts.shapes import message_shape
from msgc.lower.build import Bind, Builder
from msgc.lower.context import Context
from msgc.lower.layers import content, envelope, kind_of
from msgc.lower.trees import mapping, merge
from msgc.plan import Plan
from msgc.syntax.nodes import Mapping
from msgc.vocabulary import FILE_KEYS, TEMPLATE

FALLBACK = "fallback"
RECIPIENT = ("to", "receiver")


def lower(layers: Sequence[Mapping], context: Context, bind: Bind) -> Plan | None:
    """Return the plan of a message's layers, the outermost (`defaults`) first.

    A fallback takes the message's envelope and has its own kind. None where the message has no
    kind; every fault is in `context.found`.
    """
    words = [_words(layer) for layer in layers]
    heads = envelope(words, context)
    kind = kind_of(words, context)
    if kind is None:
        return None
    last = layers[-1].span
    tree = mapping(merge(heads, content(words, kind, context)), last)
    builder = Builder(context, bind)
    payload = builder.object(tree, message_shape())
    fallback = _fallback(layers, heads, context)
    plan = Plan(payload, None, last, kind.name)
    if fallback is None:
        return plan
    return replace(plan, fallback=builder.object(fallback, message_shape()))


def _words(layer: Mapping) -> Mapping:
    return mapping((entry for entry in layer if entry.key.value not in FILE_KEYS), layer.span)


def _refuse_recipients(words: Sequence[Mapping], context: Context) -> None:
    help = "A fallback goes to the message's own recipient: take it away."
    for key in (entry.key for layer in words for entry in layer):
        if key.value in RECIPIENT:
            context.report("MSG110", f"`{key.value}` has no place in a fallback", key.span, help)


def _fallback(layers: Sequence[Mapping], heads: Mapping, context: Context) -> Mapping | None:
    entries = [entry for layer in layers if (entry := layer.entry(FALLBACK))]
    if not entries:
        return None
    words = [entry.value for entry in entries if isinstance(entry.value, Mapping)]
    if not words:
        return None
    _refuse_recipients(words, context)
    kind = kind_of(words, context)
    if kind is not TEMPLATE:
        if kind:
            help = "Outside the service window only an approved template may be sent."
            context.report("MSG128", "a fallback is a template", entries[-1].key.span, help)
        return None
    return merge(merge(heads, envelope(words, context)), content(words, kind, context))
