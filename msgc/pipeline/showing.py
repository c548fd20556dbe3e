"""The generated functions of a message, for people to read."""

from __future__ import annotations

from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import sample_data
from msgc.pipeline.specialising import Specialised
from msgc.recipients.describe import sample_row
from msgc.recipients.rows import RawRow

NONE = "# No function is generated: every row is done by the reference.\n"


def program_source(message: Message) -> str:
    """Return the source that a sound message's samples make the fast way generate.

    A message without samples is tried with a typical row.
    """
    reader, specialised = Compiler(message).reader, Specialised(message)
    samples = [sample_data(sample, message.variables) for sample in message.samples.values()]
    read = [reader.read(RawRow(1, data))[0] for data in samples or [sample_row(message.variables)]]
    specialised.lines([row for row in read if row is not None])
    return specialised.source or NONE
