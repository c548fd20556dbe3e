"""The payloads of an input: one, a list of them, one a line, or those that `curl` commands post."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from msgc.diagnostics import Diagnostic, finding
from msgc.lift.curl import Posted, looks_like_curl, posted
from msgc.records import dataclass
from msgc.source import SourceFile, Span
from msgc.syntax.json_nodes import parse_json, parse_json_lines
from msgc.syntax.nodes import Node, Sequence

LINES = (".ndjson", ".jsonl")
# What a line of the input is never shown for: it may hold a key.
_SECRET = re.compile(r"authorization|accesskey|bearer|cookie|api[-_]?key|--?u(?:ser)?\s", re.I)


@dataclass(frozen=True, slots=True)
class Payload:
    """One payload: its tree (None where it doesn't parse), and its faults as JSON.

    `number` (from 1) tells it among several, and is None for the only one.
    """

    node: Node | None
    found: tuple[Diagnostic, ...] = ()
    number: int | None = None


def payloads_of(text: str, name: str) -> list[Payload]:
    """Return the payloads of an input's text; `name` is shown in diagnostics.

    The headers of a `curl` command are dropped before anything else is read, and no diagnostic
    shows a line of one.
    """
    if looks_like_curl(text):
        return _numbered([each for part in posted(text) for each in _of_curl(part, name)])
    if not text.lstrip().startswith(("{", "[")) and _SECRET.search(text):
        return [_no_json(name)]
    source = SourceFile(name, text)
    is_lines = name.lower().endswith(LINES)
    payloads = _lines(source) if is_lines else _document_or_lines(source)
    # What isn't JSON may be a command behind a prompt such as `[me@host ~]$`, with a key in it.
    if any(each.node is None for each in payloads) and _SECRET.search(text):
        return [_no_json(name)]
    return _numbered(payloads)


def _numbered(payloads: list[Payload]) -> list[Payload]:
    if len(payloads) == 1:
        return payloads
    return [
        Payload(each.node, tuple(replace(found, payload=n) for found in each.found), n)
        for n, each in enumerate(payloads, 1)
    ]


def _of_curl(part: Posted, name: str) -> list[Payload]:
    if part.fault is not None:
        return [_unreadable(name, part.fault, part.help)]
    payloads = _document_or_lines(SourceFile(name, part.text, first_line=part.line))
    # Where the quotes don't fit, a header can have come into the data.
    is_exposed = any(each.node is None for each in payloads) and _SECRET.search(part.text)
    return [_no_json(name)] if is_exposed else payloads


def _no_json(name: str) -> Payload:
    help = "Import the JSON alone, or the whole curl command."
    return _unreadable(name, "the input holds no JSON that can be read", help)


def _unreadable(name: str, fault: str, help: str | None) -> Payload:
    """Return a fault of the whole input, at a place that shows nothing of it."""
    return Payload(None, (finding("MSG130", fault, SourceFile(name, "").span(), help=help),))


def _document_or_lines(source: SourceFile) -> list[Payload]:
    tree, found = parse_json(source)
    if tree is None:
        lines = _lines(source)
        # Several lines, the first of them a document: one payload a line.
        if len(lines) > 1 and lines[0].node is not None:
            return lines
        return [Payload(None, tuple(found))]
    if not isinstance(tree, Sequence):
        return [Payload(tree, tuple(found))]
    if not tree.items:
        help = "Write the payloads between the brackets."
        return [Payload(None, (finding("MSG130", "the list is empty", tree.span, help=help),))]
    return [Payload(item, tuple(_inside(found, item.span))) for item in tree.items]


def _lines(source: SourceFile) -> list[Payload]:
    return [Payload(node, tuple(found)) for _, node, found in parse_json_lines(source)]


def _inside(found: Iterable[Diagnostic], span: Span) -> list[Diagnostic]:
    return [each for each in found if span.start <= each.span.start < span.end]
