"""What a message's files declare: variables by their types, and named rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.config import Config
from msgc.diagnostics import Diagnostic, finding
from msgc.infer.declared import OPTIONAL, read_variables
from msgc.late import Late
from msgc.pipeline.files import Files
from msgc.pipeline.messages import Message, Sample
from msgc.source import Span
from msgc.syntax.nodes import Mapping, Node
from msgc.syntax.nodes import Sequence as SequenceNode
from msgc.template import Template
from msgc.types import Field, ListType, ObjectType, Type

# Few variables have a JSON Schema of their own.
if TYPE_CHECKING:
    from msgc.check import author_faults
else:
    author_faults = Late("msgc.check.author_faults")


def declare(message: Message, templates: Sequence[Template]) -> None:
    """Read the `vars` of all files, nearer ones over farther ones."""
    fields: dict[str, Field] = {}
    for template in templates:
        entry = template.root.entry("vars")
        if entry is None:
            continue
        message.declared = message.declared or not isinstance(entry.value, SequenceNode)
        if not isinstance(entry.value, Mapping):
            continue
        variables, found = read_variables(entry.value)
        message.found += found
        message.found += _schema_faults(variables, entry.value)
        message.found += _hidden_constants(message.config, variables, entry.value)
        fields.update(variables.fields)
    message.variables = ObjectType(fields=fields)


def _schema_faults(variables: ObjectType, node: Mapping) -> list[Diagnostic]:
    help = "Mend it: a variable's schema is written in JSON Schema 2020-12."
    what = "the JSON Schema of `{0}` can't be used: {1}"
    return [
        finding("MSG124", what.format(name, reason), span, help=help)
        for name, span, schema in _schemas_of_fields(variables, node, "")
        if (reason := author_faults.fault_of(schema))
    ]


def _schemas_of_fields(
    owner: ObjectType, node: Mapping, above: str
) -> Iterator[tuple[str, Span, author_faults.Schema]]:
    """Yield the JSON Schemas among fields, at any depth: the field's name, its key, the schema."""
    for entry in node:
        name = entry.key.value
        if name in owner.fields:
            kind, value = owner.fields[name].type, entry.value
            yield from _schemas(kind, _unwrapped(value), above + name, entry.key.span)


def _unwrapped(node: Node) -> Node:
    is_wrapped = isinstance(node, Mapping) and [each.key.value for each in node] == [OPTIONAL]
    return node.entries[0].value if isinstance(node, Mapping) and is_wrapped else node


def _schemas(
    kind: Type, node: Node, name: str, at: Span
) -> Iterator[tuple[str, Span, author_faults.Schema]]:
    if kind.schema is not None:
        yield name, at, kind.schema
    elif isinstance(kind, ListType) and isinstance(node, SequenceNode):
        for item in node.items[:1]:
            yield from _schemas(kind.item, item, name, item.span)
    elif isinstance(kind, ObjectType) and isinstance(node, Mapping):
        yield from _schemas_of_fields(kind, node, f"{name}.")


def _at(node: Mapping, name: str) -> Span:
    entry = node.entry(name)
    return entry.key.span if entry else node.span


def _hidden_constants(config: Config, variables: ObjectType, node: Mapping) -> list[Diagnostic]:
    help = "Rename the variable, or take the constant out of `msgc.yaml`."
    return [
        finding("MSG218", f"`{name}` is a constant of the catalog", _at(node, name), help=help)
        for name in variables.fields
        if name in config.constants
    ]


def samples_of(
    message: Message, chain: Sequence[Path], locale_paths: Sequence[Path], files: Files
) -> dict[str, Sample]:
    """Return the samples of the message's own files, or else of the nearest base that has some."""
    own = (chain[-1], *locale_paths)
    samples = {s.name: s for path in own for s in _samples_in(files.template(path)[0])}
    bases = reversed(chain[:-1])
    while not samples and (base := next(bases, None)):
        samples = {s.name: s for s in _samples_in(files.template(base)[0])}
    return samples


def _samples_in(template: Template) -> list[Sample]:
    entry = template.entry("samples")
    if entry is None:
        return []
    if not isinstance(entry.value, Mapping):
        return []
    return [Sample(each.key.value, each, template.name.locale) for each in entry.value]
