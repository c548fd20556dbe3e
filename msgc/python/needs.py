"""What a row must hold, in the forms that people and programs want it."""

from __future__ import annotations

import csv
import io

from msgc.pipeline.made_up import made_up_row, row_faults
from msgc.pipeline.messages import Message
from msgc.pipeline.samples import sample_data
from msgc.recipients.describe import csv_cells, csv_header
from msgc.recipients.needs import needs_table as needs_table
from msgc.recipients.row_schema import json_schema as json_schema


def typical_row(message: Message) -> dict[str, object]:
    """Return a message's first sample, or else a row made up of the types."""
    sample = next(iter(message.samples.values()), None)
    row = sample_data(sample, message.variables) if sample and message.is_sound else {}
    return row or made_up_row(message)


def typical_faults(message: Message) -> tuple[str, ...]:
    """Return why the typical row of a sound message isn't one that it takes."""
    return tuple(each.message for each in row_faults(message, typical_row(message)))


def csv_text(message: Message) -> str:
    """Return a header and a typical row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(csv_header(message.variables))
    writer.writerow(csv_cells(message.variables, typical_row(message)))
    return text.getvalue()
