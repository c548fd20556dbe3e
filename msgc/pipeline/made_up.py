"""A row made up of what `vars` says, where no sample is at hand."""

from __future__ import annotations

from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.prove.patterns import matching_texts
from msgc.recipients.describe import sample_row
from msgc.recipients.rows import RawRow, RowFault


def made_up_row(message: Message) -> dict[str, object]:
    """Return a typical row of a message's variables; `row_faults` tells whether it fits."""
    return sample_row(message.variables, matching_texts)


def row_faults(message: Message, row: dict[str, object]) -> tuple[RowFault, ...]:
    """Return why a row isn't one that a sound message takes."""
    return Compiler(message).reader.read(RawRow(1, row))[1]
