"""Samples: rows that the author wrote, read by the declared types and compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from msgc.diagnostics import Diagnostic, finding
from msgc.late import Late
from msgc.nearby import surely
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.pipeline.messages import Message, Sample
from msgc.recipients.rows import RawRow, RowFault
from msgc.records import dataclass
from msgc.source import Span
from msgc.syntax.nodes import Entry, Mapping, Node, Scalar, Style
from msgc.syntax.nodes import Sequence as SequenceNode
from msgc.syntax.rewording import replaced
from msgc.syntax.values import json_number, scalar_value
from msgc.template import SAMPLE_NAME
from msgc.types import (
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
    present,
)

if TYPE_CHECKING:
    from msgc.pipeline import slips
else:
    slips = Late("msgc.pipeline.slips")

DEFAULT = "default"
LOCALE = "locale"
MISSING = "MSG506"


@dataclass(frozen=True, slots=True)
class SampleResult:
    """A sample compiled, or what keeps it from being; and what is odd in how it is written."""

    name: str
    compiled: Compiled | None
    found: tuple[Diagnostic, ...] = ()


def compile_samples(message: Message, compiler: Compiler) -> list[SampleResult]:
    """Compile every sample of a sound message.

    A message with neither variables nor samples has one, `default`.
    """
    if not message.samples and not message.variables.fields:
        return [_compile(message, DEFAULT, {}, message.template.root.span, compiler)]
    return [_sample(message, sample, compiler) for sample in message.samples.values()]


def _sample(message: Message, sample: Sample, compiler: Compiler) -> SampleResult:
    faults = _name_faults(sample)
    if not isinstance(sample.entry.value, Mapping) and not _is_empty(sample.entry.value):
        what = f"the sample `{sample.name}` must be a mapping of variables"
        faults.append(finding("MSG215", what, sample.entry.value.span))
        return SampleResult(sample.name, None, tuple(faults))
    data = sample_data(sample, message.variables)
    row, row_faults = compiler.reader.read(RawRow(1, data))
    faults += [_row_fault(fault, sample, message.variables) for fault in row_faults]
    told = {fault.span for fault in faults}
    slipped = slips.slips(sample.entry.value, message.variables)
    odd = [slip for slip in slipped if slip.span not in told]
    if row is None or faults:
        return SampleResult(sample.name, None, (*faults, *odd))
    made = _compile(message, sample.name, row, sample.entry.key.span, compiler)
    return replace(made, found=(*made.found, *odd))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _name_faults(sample: Sample) -> list[Diagnostic]:
    if SAMPLE_NAME.fullmatch(sample.name):
        return []
    help = "A sample's name is letters, digits, `-` and `_`; it names a file in `build/`."
    what = f"`{sample.name}` can't be a sample's name"
    return [finding("MSG123", what, sample.entry.key.span, help=help)]


def _compile(
    message: Message, name: str, row: dict[str, object], place: Span, compiler: Compiler
) -> SampleResult:
    outcome = compiler.compile(row)
    if isinstance(outcome, Compiled):
        return SampleResult(name, outcome)
    return SampleResult(name, None, tuple(replace(d, sample=name, columns=()) for d in outcome))


def sample_data(sample: Sample, variables: ObjectType) -> dict[str, object]:
    """Return a sample's row as written, read by the declared types."""
    node = sample.entry.value
    data = row_value(node, variables) if isinstance(node, Mapping) else {}
    assert isinstance(data, dict)
    if sample.locale is not None:
        data.setdefault(LOCALE, sample.locale)
    return data


def row_value(node: Node, kind: Type) -> object:
    """Return a YAML value as a row holds it: where a string is declared, the text as written."""
    kind = present(kind)
    if isinstance(node, Scalar):
        return _scalar(node, kind)
    if isinstance(node, SequenceNode):
        item = kind.item if isinstance(kind, ListType) else UnknownType()
        return [row_value(each, item) for each in node.items]
    return {entry.key.value: _member(entry, kind) for entry in node}


def _scalar(node: Scalar, kind: Type) -> object:
    """Return what a scalar stands for where a type is declared: its text, or JSON's number."""
    if isinstance(kind, StringType) and not node.is_null:
        return node.value
    wants_number = isinstance(kind, IntegerType | NumberType) and node.style is Style.PLAIN
    number = json_number(node.value) if wants_number else None
    return scalar_value(node) if number is None else number


def _member(entry: Entry, kind: Type) -> object:
    if entry.key.value == LOCALE:
        return row_value(entry.value, StringType())
    fields = kind.fields if isinstance(kind, ObjectType) else {}
    known = fields.get(entry.key.value)
    return row_value(entry.value, known.type if known else UnknownType())


def _row_fault(fault: RowFault, sample: Sample, variables: ObjectType) -> Diagnostic:
    span = _place(sample, (fault.field or "").split("."))
    what = f"the sample `{sample.name}` doesn't fit: {fault.message}"
    help, fix = fault.help, None
    if meant := _misspelt(fault, sample, variables):
        span, help = meant.span, f"Did you mean `{fault.field}`?"
        fix = replaced(span, meant.value, str(fault.field))
    found = finding("MSG215", what, span, help=help, fix=fix)
    return replace(found, sample=sample.name)


def _misspelt(fault: RowFault, sample: Sample, variables: ObjectType) -> Scalar | None:
    """Return the sample's key that can only be a slip for the variable that is missing."""
    node, name = sample.entry.value, fault.field
    if fault.code != MISSING or name is None or not isinstance(node, Mapping) or name in node:
        return None
    known = (*variables.fields, LOCALE)
    slips = [e.key for e in node if e.key.value not in known and surely(e.key.value, known) == name]
    return slips[0] if len(slips) == 1 else None


def _place(sample: Sample, path: Sequence[str]) -> Span:
    node: Node | None = sample.entry.value
    span = sample.entry.key.span
    for part in path:
        if isinstance(node, Mapping):
            node = node.get(part)
        elif isinstance(node, SequenceNode) and part.isdigit() and int(part) < len(node.items):
            node = node.items[int(part)]
        else:
            return span
        if node is None:
            return span
        span = node.span
    return span
