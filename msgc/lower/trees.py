"""Trees of the API's fields, made of the author's nodes; what is made keeps the author's span."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgc.source import Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from msgc.vocabulary import STRUCTURE, Path


def word(text: str, span: Span) -> Scalar:
    """Return a text that the language adds, at the place that asks for it; never Jinja."""
    return Scalar(text, Style.JSON, span, None, text)


def key(name: str, span: Span) -> Scalar:
    """Return a mapping's key, standing at `span`."""
    return Scalar(name, Style.PLAIN, span)


class Made(Mapping):
    """A mapping that only a shorthand's path has made: where all in it is omitted, so is it."""

    __slots__ = ()


class Faulty(Scalar):
    """Stands where a fault has been reported, so that nothing more is said of it."""

    __slots__ = ()


def faulty(span: Span) -> Faulty:
    """Return what stands for a node that has been reported."""
    return Faulty("", Style.PLAIN, span)


def nest(path: Path, value: Node, span: Span) -> Mapping:
    """Return `value` under a path of keys: `("a", "b")` makes `{a: {b: value}}`."""
    for name in reversed(path):
        value = Made((Entry(key(name, span), value),), value.span)
    assert isinstance(value, Mapping)
    return value


def mapping(entries: Iterable[Entry], span: Span) -> Mapping:
    """Return a mapping of entries."""
    return Mapping(tuple(entries), span)


OnClash = Callable[[Entry, Entry], None]


def merge(below: Mapping, above: Mapping, on_clash: OnClash | None = None) -> Mapping:
    """Merge two trees key by key; where both hold something else than mappings, `above` wins.

    `on_clash` is told each time that something is replaced.
    """
    merged = {entry.key.value: entry for entry in below.entries}
    for entry in above.entries:
        name = entry.key.value
        merged[name] = _merged(merged[name], entry, on_clash) if name in merged else entry
    made = isinstance(below, Made) and isinstance(above, Made)
    span = above.span if above.entries else below.span
    return (Made if made else Mapping)(tuple(merged.values()), span)


def _merged(below: Entry, above: Entry, on_clash: OnClash | None) -> Entry:
    if isinstance(below.value, Mapping) and isinstance(above.value, Mapping):
        return Entry(above.key, merge(below.value, above.value, on_clash))
    if on_clash:
        on_clash(below, above)
    return above


def structure_of(node: Mapping) -> tuple[Entry, ...]:
    """Return the `if` and `for` entries of a list's entry."""
    return tuple([entry for entry in node.entries if is_structure(entry)])


def is_structure(entry: Entry) -> bool:
    """Tell `if` and `for` from keys of the API that are called so (see `as_data`)."""
    return entry.key.value in STRUCTURE and entry.key.style is not Style.JSON


def content_of(node: Mapping) -> tuple[Entry, ...]:
    """Return the entries of a list's entry that aren't `if` or `for`."""
    return tuple([entry for entry in node.entries if not is_structure(entry)])


def as_data(node: Node) -> Node:
    """Return the tree with every `if` and `for` a plain key, as in a file of JSON."""
    if isinstance(node, Sequence):
        return Sequence(tuple(as_data(item) for item in node.items), node.span)
    if isinstance(node, Scalar):
        return node
    entries = (Entry(_data_key(entry.key), as_data(entry.value)) for entry in node)
    return Mapping(tuple(entries), node.span)


def _data_key(scalar: Scalar) -> Scalar:
    if scalar.value not in STRUCTURE:
        return scalar
    return Scalar(scalar.value, Style.JSON, scalar.span, scalar.where, scalar.value)
