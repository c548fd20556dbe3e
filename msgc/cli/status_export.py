"""`msgc status --export`: every payload of a run as a table."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click

from msgc.cli.settings import settings
from msgc.cli.status_runs import FoundRun
from msgc.cli.telling import counted
from msgc.emit.writers import EVERYONE, OWNER_ONLY, output_set
from msgc.push.exporting import FORMATS, Line, as_ndjson, lines_of
from msgc.push.ledger.model import Ledger

STDOUT = "-"


def require_format(target: str) -> None:
    """Raise a usage error where a file's ending doesn't tell how it is written."""
    if target != STDOUT and Path(target).suffix.lower() not in FORMATS:
        endings = ", ".join(FORMATS)
        raise click.UsageError(f"--export takes a file that ends in one of {endings}; or `-`")


def export(
    found: FoundRun,
    ledger: Ledger,
    left_out: frozenset[bytes],
    target: str,
    with_recipients: bool,
) -> None:
    """Write a run's payloads to a file, or as NDJSON to standard output for ``-``.

    Whoever is planned and `left_out`, by digests, has none.

    With recipients the file is its owner's alone. Raises LedgerError, PlanError, OSError.
    """
    plan = found.plan(ledger)
    reader = plan.reader() if plan else None
    known = left_out | ledger.others()
    lines = lines_of(ledger, reader, known, time.time())
    if target == STDOUT:
        sys.stdout.buffer.writelines(as_ndjson(lines, with_recipients))
        sys.stdout.buffer.flush()
        return
    _write(Path(target), lines, with_recipients)


def _write(path: Path, lines: Iterator[Line], with_recipients: bool) -> None:
    numbers = count(1)
    counted_lines = (line for line, _ in zip(lines, numbers, strict=False))
    pieces = FORMATS[path.suffix.lower()](counted_lines, with_recipients)
    with output_set() as outputs:
        stream = outputs.open(path, OWNER_ONLY if with_recipients else EVERYONE).stream
        stream.writelines(pieces)
    settings().say(f"{counted(next(numbers) - 1, 'payload')} written to {path}")
