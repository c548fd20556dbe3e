"""Payload files checked: JSON as it would be posted, against the API's schema and the platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.check.breach import Breach
from msgc.check.clock import clock_breaches
from msgc.diagnostics import Diagnostic, finding, pointer
from msgc.facts.platform import PLATFORM
from msgc.late import Late
from msgc.pipeline.platform import clock_rules_for, rules_for
from msgc.records import dataclass
from msgc.source import SourceFile, Span
from msgc.syntax.decode import decode
from msgc.syntax.nodes import Mapping, Node, Scalar, Sequence
from msgc.syntax.values import to_value

# Most runs check no payloads.
if TYPE_CHECKING:
    from msgc.check import misplaced, payload_fixes, schema, verifying
    from msgc.syntax import json_nodes
else:
    misplaced, payload_fixes = Late("msgc.check.misplaced"), Late("msgc.check.payload_fixes")
    schema, verifying = Late("msgc.check.schema"), Late("msgc.check.verifying")
    json_nodes = Late("msgc.syntax.json_nodes")

LINES = (".ndjson", ".jsonl")
TWICE = "MSG106"
ENDINGS = (".json", *LINES)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What payloads are held to: the channel's rules, at a time (aware)."""

    now: datetime
    channel: str


def check_payload_file(
    path: Path, name: str, now: datetime, channel: str = PLATFORM
) -> list[Diagnostic]:
    """Return what is wrong with the payloads of a file; OSError where it can't be read.

    On the channel `any` they are held to the API's schema alone.
    """
    asked = _Asked(now, channel)
    source, found = decode(name, path.read_bytes(), path)
    if found:
        return found
    if path.suffix.lower() in LINES and (spread := _spread_document(source)):
        return [spread]
    if path.suffix.lower() in LINES:
        return [
            d
            for n, node, f in json_nodes.parse_json_lines(source)
            for d in _numbered(node, f, n, asked)
        ]
    tree, found = json_nodes.parse_json(source)
    if isinstance(tree, Sequence):
        entries = list(enumerate(tree.items, start=1))
        told = [_within(each, entries) for each in found]
        return [*told, *(d for n, node in entries for d in _numbered(node, [], n, asked))]
    return [*(_pointed(each, tree) for each in found), *_check(tree, asked)]


def _within(found: Diagnostic, entries: list[tuple[int, Node]]) -> Diagnostic:
    """Return a fault of the JSON with the number of the payload that it stands in."""
    for number, node in entries:
        if node.span.start <= found.span.start < node.span.end:
            return replace(_pointed(found, node), payload=number)
    return found


def _pointed(found: Diagnostic, root: Node | None) -> Diagnostic:
    """Return a repeated key's fault with the pointer to the key; others as they are."""
    if found.code != TWICE or root is None:
        return found
    path = [*_path_to(root, found.span.start), found.span.text.strip('"')]
    return replace(found, pointer=pointer(path))


def _path_to(node: Node, offset: int) -> list[str | int]:
    """Return the path to the innermost mapping that an offset lies in."""
    if isinstance(node, Mapping):
        parts: list[tuple[str | int, Node]] = [(e.key.value, e.value) for e in node]
    else:
        parts = list(enumerate(node.items)) if isinstance(node, Sequence) else []
    for part, inner in parts:
        if inner.span.start <= offset < inner.span.end and not isinstance(inner, Scalar):
            return [part, *_path_to(inner, offset)]
    return []


def _spread_document(source: SourceFile) -> Diagnostic | None:
    """Return the finding of one document over several lines, where each line is to hold one."""
    lines = json_nodes.parse_json_lines(source)
    if len(lines) < 2 or not lines[0][2] or json_nodes.parse_json(source)[0] is None:
        return None
    what = "one payload stands over several lines, and in this file each line is one"
    help = "Name the file `.json`, or write the payload on one line."
    return finding("MSG127", what, source.span(0, 1), help=help)


def _numbered(
    node: Node | None, found: list[Diagnostic], number: int, asked: _Asked
) -> Iterator[Diagnostic]:
    for diagnostic in (*(_pointed(each, node) for each in found), *_check(node, asked)):
        yield replace(diagnostic, payload=number)


def _check(node: Node | None, asked: _Asked) -> list[Diagnostic]:
    if node is None:
        return []
    value = to_value(node)
    broken = verifying.breaches(value, rules_for(asked.channel))
    late = clock_breaches(value, asked.now, clock_rules_for(asked.channel, asked.now))
    return [_finding(breach, node) for breach in (*broken, *late)]


def check_payload_line(
    source: SourceFile, number: int, now: datetime, channel: str = PLATFORM
) -> list[Diagnostic]:
    """Return what is wrong with the payload of one line, which is the `number`th of its file."""
    asked = _Asked(now, channel)
    return [
        d
        for _, node, f in json_nodes.parse_json_lines(source)
        for d in _numbered(node, f, number, asked)
    ]


def check_payload(node: Node) -> list[Diagnostic]:
    """Return what a payload's tree breaks of the API's schema, each at its place in the file."""
    return [_finding(breach, node) for breach in schema.verify(to_value(node))]


def _finding(breach: Breach, root: Node) -> Diagnostic:
    breach = misplaced.in_words(breach)
    span = _span(root, breach)
    found = finding(
        breach.code,
        breach.message,
        span,
        help=breach.help,
        fix=payload_fixes.payload_fix(breach, span, root),
        severity=breach.severity,
    )
    return replace(found, pointer=pointer(breach.path))


def _span(node: Node, breach: Breach) -> Span:
    span = node.span
    for depth, part in enumerate(breach.path):
        if isinstance(node, Mapping):
            entry = node.entry(str(part))
            assert entry is not None
            is_key = breach.at_key and depth == len(breach.path) - 1
            node, span = entry.value, entry.key.span if is_key else entry.value.span
        elif isinstance(node, Sequence) and isinstance(part, int):
            node = node.items[part]
            span = node.span
    return span
