"""Actions and the rows of a list: one word each, or as the API writes them."""

from __future__ import annotations

from msgc.lower.context import Context, shape_word
from msgc.lower.trees import (
    OnClash,
    content_of,
    faulty,
    key,
    mapping,
    merge,
    nest,
    structure_of,
    word,
)
from msgc.nearby import near
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence
from msgc.syntax.rewording import renamed, replaced
from msgc.vocabulary import ACTION_WORDS, ROWS_WORD, STRUCTURE, Action, Word

TYPE = "type"
EXAMPLE = "Write `- reply: Yes`, or `- postback: Track it` with a `payload:`."


def lower_actions(node: Node, context: Context) -> Node:
    """Return a list of actions as the API has them; anything but a list is left as it is."""
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(lower_action(item, context) for item in node.items), node.span)


def lower_action(node: Node, context: Context) -> Node:
    """Return one action as the API has it."""
    if isinstance(node, Scalar):
        return _bare_word(node, context)
    if isinstance(node, Sequence):
        context.report("MSG113", "an action can't be a list", node.span, EXAMPLE)
        return faulty(node.span)
    if TYPE in node:
        return node
    named = [entry for entry in content_of(node) if entry.key.value in ACTION_WORDS]
    if len(named) != 1:
        _report_words(node, named, context)
        return faulty(node.span)
    return _from_word(node, named[0], context)


def _bare_word(node: Scalar, context: Context) -> Node:
    action = ACTION_WORDS.get(node.value)
    if action is None or action.needs_text:
        what = (
            f"`{node.value}` isn't an action" if action is None else f"`{node.value}` has no text"
        )
        context.report("MSG113", what, node.span, EXAMPLE)
        return faulty(node.span)
    return nest((TYPE,), word(node.value, node.span), node.span)


def _report_words(node: Mapping, named: list[Entry], context: Context) -> None:
    if named:
        second = named[1].key
        what = f"an action has one word, and `{named[0].key.value}` and `{second.value}` are two"
        context.report("MSG112", what, second.span, "Write a list entry of its own for each.")
        return
    first = next(iter(content_of(node)), None)
    meant = near(first.key.value, ACTION_WORDS) if first else None
    what = f"`{first.key.value}` isn't an action" if first else "the action has no word"
    span = first.key.span if first else node.span
    fix = renamed(span, first.key.value, ACTION_WORDS) if first else None
    context.report("MSG110", what, span, f"Did you mean `{meant}`?" if meant else EXAMPLE, fix)


def _from_word(node: Mapping, named: Entry, context: Context) -> Node:
    action = ACTION_WORDS[named.key.value]
    span = named.key.span
    tag = Entry(key(TYPE, span), word(action.name, span))
    inner = _inner(node, named, action, context)
    entries: tuple[Entry, ...] = (*structure_of(node), tag)
    if inner.entries or action.needs_text:
        entries = (*entries, Entry(named.key, inner))
    return mapping(entries, node.span)


def _inner(node: Mapping, named: Entry, action: Action, context: Context) -> Mapping:
    """Return the action's own object: its text, and the words beside it at their paths."""
    inner = mapping(_text(named, action, context), named.value.span)
    for entry in content_of(node):
        if entry is named:
            continue
        beside = next((w for w in action.words if w.name == entry.key.value), None)
        if beside is None:
            _report_beside(entry, node, action, context)
            continue
        inner = merge(inner, _placed(entry, beside), clash(context))
    return inner


def _placed(entry: Entry, beside: Word) -> Mapping:
    if len(beside.path) == 1:
        return mapping((Entry(entry.key, entry.value),), entry.key.span)
    return nest(beside.path, entry.value, entry.key.span)


def _text(named: Entry, action: Action, context: Context) -> tuple[Entry, ...]:
    value = named.value
    if not isinstance(value, Scalar):
        what = f"`{action.name}` takes its text, not {shape_word(value)}"
        help = f"Write `- {action.name}: Text`, or the API's form with `type: {action.name}`."
        context.report("MSG113", what, value.span, help)
        return ()
    if value.is_null and not action.needs_text:
        return ()
    return (Entry(key("text", named.key.span), value),)


def _report_beside(entry: Entry, node: Mapping, action: Action, context: Context) -> None:
    names = [*(beside.name for beside in action.words), *STRUCTURE]
    meant = near(entry.key.value, names)
    known = ", ".join(f"`{name}`" for name in names)
    help = f"Did you mean `{meant}`?" if meant else f"Beside `{action.name}` may stand {known}."
    help = help if meant else _owner_of(entry.key.value) or help
    what = f"`{entry.key.value}` has no place beside `{action.name}`"
    free = [name for name in names if name not in node]
    fix = renamed(entry.key.span, entry.key.value, free) if meant in free else None
    context.report("MSG110", what, entry.key.span, help, fix)


def _owner_of(name: str) -> str | None:
    """Return which action a word, perhaps misspelt, belongs to."""
    owners = {beside.name: owner.name for owner in ACTION_WORDS.values() for beside in owner.words}
    word = name if name in owners else near(name, owners)
    return f"`{word}` stands beside `{owners[word]}`." if word else None


def clash(context: Context) -> OnClash:
    """Return what reports a shorthand and its API field, both written."""

    def report(below: Entry, above: Entry) -> None:
        what = f"`{above.key.span.text}` and `{below.key.span.text}` both write the same field"
        context.report("MSG116", what, above.key.span, "Keep one of the two.")

    return report


def lower_rows(node: Node, context: Context) -> Node:
    """Return a list's `items`: plain rows become one untitled item, sections keep their own."""
    if not isinstance(node, Sequence):
        return node
    sections = [item for item in node.items if not _is_row(item)]
    if not sections:
        rows = lower_actions(node, context)
        return Sequence((nest(("actions",), rows, node.span),), node.span) if node.items else node
    if len(sections) != len(node.items):
        _report_mixture(node, context)
        return faulty(node.span)
    return Sequence(tuple(_section(item, context) for item in sections), node.span)


def _is_row(node: Node) -> bool:
    if not isinstance(node, Mapping):
        return isinstance(node, Scalar)
    return TYPE in node or any(entry.key.value in ACTION_WORDS for entry in content_of(node))


def _report_mixture(node: Sequence, context: Context) -> None:
    first = _is_row(node.items[0])
    other = next(item for item in node.items if _is_row(item) != first)
    words = ("a row", "a section") if first else ("a section", "a row")
    what = f"the list begins with {words[0]}, and this is {words[1]}"
    help = "Put every row into a section's `rows:`, or write no sections at all."
    context.report("MSG118", what, other.span, help)


def _section(node: Node, context: Context) -> Node:
    if not isinstance(node, Mapping):
        context.report(
            "MSG113", "a section must be a mapping", node.span, "Write `title:` and `rows:`."
        )
        return faulty(node.span)
    entries = [_section_entry(e, context) for e in node if not _means_rows(e, context)]
    keys = [entry.key for entry in entries if entry.key.value == "actions"]
    if len(keys) > 1:
        what = "`rows` and `actions` both write the same field"
        context.report("MSG116", what, keys[1].span, "Keep one of the two.")
        entries.remove(next(e for e in entries if e.key is keys[1]))
    return mapping(entries, node.span)


def _means_rows(entry: Entry, context: Context) -> bool:
    """Report a misspelt `rows`, the section's one word that isn't the API's."""
    name = entry.key.value
    if name == ROWS_WORD or near(name, (ROWS_WORD,)) is None:
        return False
    what = f"there is no key `{name}` in a section"
    fix = replaced(entry.key.span, name, ROWS_WORD)
    context.report("MSG110", what, entry.key.span, f"Did you mean `{ROWS_WORD}`?", fix)
    return True


def _section_entry(entry: Entry, context: Context) -> Entry:
    if entry.key.value not in (ROWS_WORD, "actions"):
        return entry
    return Entry(key("actions", entry.key.span), lower_actions(entry.value, context))


def lower_cards(node: Node, context: Context) -> Node:
    """Return a carousel's cards, their actions as the API has them."""
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(with_actions(card, context) for card in node.items), node.span)


def with_actions(node: Node, context: Context) -> Node:
    """Return a mapping with its `actions` as the API has them."""
    if not isinstance(node, Mapping):
        return node
    return mapping(
        (
            Entry(e.key, lower_actions(e.value, context)) if e.key.value == "actions" else e
            for e in node
        ),
        node.span,
    )
