"""The generated functions of a message, for people to read."""

from __future__ import annotations

from collections.abc import Iterator

from msgc.pipeline.compiling import Compiler
from msgc.pipeline.made_up import made_up_row
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import sample_data
from msgc.pipeline.specialising import Specialised
from msgc.recipients.rows import RawRow

NONE = "# No function is generated: every row is done by the reference.\n"
NO_ROW = (
    "# No typical row could be made up of `vars`, so functions that wait for a row, for its `if`\n"
    "# and `for`, aren't shown. One in `samples:` shows them.\n\n"
)


def program_source(message: Message) -> str:
    """Return the source that a sound message's samples make the fast way generate.

    A message without samples is tried with a typical row; where none can be made, the source is
    what is generated before any row is seen.
    """
    specialised = Specialised(message)
    rows = list(_rows(message))
    if rows:
        specialised.lines(rows)
    else:
        specialised.prepare()
    return ("" if rows else NO_ROW) + (specialised.source or NONE)


def _rows(message: Message) -> Iterator[dict[str, object]]:
    """Yield the samples, or else a typical row, where they fit."""
    reader = Compiler(message).reader
    samples = [sample_data(sample, message.variables) for sample in message.samples.values()]
    for data in samples or [made_up_row(message)]:
        row, _ = reader.read(RawRow(1, data))
        if row is not None:
            yield row
