"""What `plan` is asked for, and `push` where it plans first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import click

from msgc.cli.planning_notes import WindowFields
from msgc.push.plans import ENTRIES

# The endings of files of payloads; anything else names a message.
PAYLOADS = (".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What is to be planned, and how.

    `source` is a message, or a file of payloads; `rows` are the message's recipients. `expires` is
    a time (aware), or the time from now on.
    """

    source: str
    rows: str | None = None
    rows_format: str | None = None
    output: str | None = None
    limit: int | None = None
    jobs: int = 1
    campaign: str | None = None
    profile: str | None = None
    suppress: tuple[Path, ...] = ()
    expires: datetime | timedelta | None = None
    fields: WindowFields = field(default_factory=WindowFields)
    allow_revised: bool = False


def is_payloads(options: PlanOptions) -> bool:
    """Tell whether a file of payloads is to be planned; a usage error where nothing can be."""
    is_file = options.source.endswith(PAYLOADS)
    if is_file and (options.rows is not None or options.fields.names):
        raise click.UsageError("-r, --last-inbound and --contact-id go with a message, not a file")
    if is_file and options.source.endswith(ENTRIES):
        raise click.UsageError(f"`{options.source}` holds a plan's entries: it is planned already")
    if is_file and not Path(options.source).is_file():
        raise click.UsageError(f"there is no file `{options.source}`")
    if not is_file and options.rows is None:
        raise click.UsageError(
            f"name the recipients of `{options.source}` with -r, or a file of payloads (.ndjson)"
        )
    return is_file
