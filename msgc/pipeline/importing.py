"""Payloads read from an input, each made the text of a message file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from msgc.config import Config
from msgc.diagnostics import Diagnostic, finding, has_errors, pointer
from msgc.infer.scope import Scope
from msgc.lift.messages import message_text, unwritable
from msgc.lift.sources import Payload, payloads_of
from msgc.lower.context import Context
from msgc.lower.layers import envelope
from msgc.pipeline.payloads import check_payload
from msgc.records import dataclass
from msgc.syntax.nodes import Mapping as MappingNode
from msgc.syntax.nodes import Node
from msgc.syntax.values import to_value

Tree = dict[str, object]


@dataclass(frozen=True, slots=True)
class Imported:
    """A payload's message file, None where the API's schema refuses the payload."""

    number: int | None
    text: str | None
    found: tuple[Diagnostic, ...] = ()


def import_payloads(text: str, name: str, config: Config | None) -> Iterator[Imported]:
    """Yield the message file of each payload in an input; `config` is the catalog's, if any."""
    defaults = _default_fields(config)
    for payload in payloads_of(text, name):
        yield _imported(payload, defaults)


def _imported(payload: Payload, defaults: Mapping[str, object]) -> Imported:
    node = payload.node
    if node is None or has_errors(payload.found):
        return Imported(payload.number, None, payload.found)
    broken = [replace(d, payload=payload.number) for d in check_payload(node) if d.is_error]
    value = to_value(node)
    if broken or not isinstance(value, dict):
        return Imported(payload.number, None, (*payload.found, *broken))
    path = unwritable(value)
    if path is not None:
        what = "a null stands beside a key `if` or `for`, which no message file can hold"
        fault = replace(finding("MSG130", what, node.span), pointer=pointer(path))
        return Imported(payload.number, None, (*payload.found, fault))
    return Imported(payload.number, message_text(value, defaults, None), payload.found)


def _default_fields(config: Config | None) -> Tree:
    """Return the API fields that a catalog's defaults write, as a tree of names."""
    if config is None or config.defaults is None:
        return {}
    tree = envelope([config.defaults], Context(config.channel, Scope({}), False))
    return {entry.key.value: _names(entry.value) for entry in tree}


def _names(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {entry.key.value: _names(entry.value) for entry in node}
    return None
