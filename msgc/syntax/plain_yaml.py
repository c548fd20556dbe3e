"""YAML of the plainest kind as plain values, for who only asks whether all is well with a file.

Where it gives values, `yaml_nodes` reads the same words and has nothing to say; where it gives none
it isn't sure, and `yaml_nodes` tells. Events to values without a node, a span or a map of offsets
take a quarter of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from msgc.late import regex
from msgc.syntax.nodes import Mapping, Node, Sequence, Style
from msgc.syntax.plain_values import UnsureError, Value

# Deeper files are left to who tells how deep they may be.
MAX_DEPTH = 40
# Words of a list's entry that aren't its content, and YAML's own.
REFUSED_KEYS = frozenset({"if", "for", "<<"})
# Jinja, comments that silence, and escapes that may write what isn't a character.
MARKS = ("{{", "{%", "{#", "msgc:", "\\u", "\\U", "\\x")
# Characters that YAML can't hold, or that its old version takes for line breaks; named one by one,
# as the pattern of all others takes 5 ms to compile.
_UNUSUAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# A comment behind words, which may be meant to be some of them.
_LATE_COMMENT = regex(r"[^\s][ \t]+#")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_mapping(data: bytes) -> dict[str, Value]:
    """Return the mapping that a file holds. Raises UnsureError."""
    return plain_document(plain_text(data))


def plain_text(data: bytes) -> str:
    """Return a file's text, which has nothing but YAML in it. Raises UnsureError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnsureError from error
    if _holds_mark(text) or _UNUSUAL.search(text):
        raise UnsureError
    if "#" in text and _LATE_COMMENT.search(text):
        raise UnsureError
    return text


def plain_document(text: str) -> dict[str, Value]:
    """Return the mapping that the text of a file holds. Raises UnsureError."""
    try:
        return _document(_LOADER(text).get_event)
    except yaml.YAMLError as error:
        raise UnsureError from error


def _holds_mark(text: str) -> bool:
    # `any` of a generator takes four times as long.
    for mark in MARKS:  # noqa: SIM110
        if mark in text:
            return True
    return False


def _document(next_event: Callable[[], Any]) -> dict[str, Value]:
    next_event()
    start = next_event()
    if type(start) is not DocumentStartEvent or start.version or start.tags:
        raise UnsureError
    root = next_event()
    if type(root) is not MappingStartEvent or root.anchor or root.tag:
        raise UnsureError
    found = _mapping(root, next_event, 1)
    next_event()
    if type(next_event()) is not StreamEndEvent:
        raise UnsureError
    return found


def _mapping(start: Any, next_event: Callable[[], Any], depth: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    while type(event := next_event()) is ScalarEvent:
        name, value = event.value, _value(next_event(), next_event, depth)
        if event.anchor or event.tag or name in found or name in REFUSED_KEYS:
            raise UnsureError
        found[name] = value
    # `{name}` is a mapping of a name to nothing, for YAML.
    if type(event) is not MappingEndEvent or (start.flow_style and "" in found.values()):
        raise UnsureError
    return found


def _value(event: Any, next_event: Callable[[], Any], depth: int) -> Value:
    kind = type(event)
    if kind is AliasEvent or event.anchor or event.tag or depth > MAX_DEPTH:
        raise UnsureError
    if kind is ScalarEvent:
        style: str = event.style
        text: str = event.value
        return _written(text, style) if style else text
    if kind is MappingStartEvent:
        return _mapping(event, next_event, depth + 1)
    items: list[Value] = []
    while type(event := next_event()) is not SequenceEndEvent:
        items.append(_value(event, next_event, depth + 1))
    return items


def _written(text: str, style: str) -> tuple[str, ...]:
    if style in ("|", ">"):
        return text.removesuffix("\n"), style
    # Escapes can write two braces of which the file's text has one.
    if style == '"' and "{" in text:
        raise UnsureError
    return (text,)


def plain_members(node: Mapping) -> dict[str, Value]:
    """Return a tree that was read as plain values. Raises UnsureError."""
    if any(entry.key.value in REFUSED_KEYS for entry in node):
        raise UnsureError
    return {entry.key.value: _plain(entry.value) for entry in node}


def _plain(node: Node) -> Value:
    if isinstance(node, Mapping):
        return plain_members(node)
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if _holds_mark(node.value):
        raise UnsureError
    if node.style is Style.PLAIN:
        return node.value
    return _written(node.value, "|" if node.style is Style.BLOCK else "'")
