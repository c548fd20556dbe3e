"""A file of payloads, checked line by line, as what may go into a plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from msgc.bulk.batches import RowResult
from msgc.bulk.rejects import reject_line
from msgc.diagnostics import has_errors
from msgc.pipeline.payload_lines import PayloadLine, PayloadLines
from msgc.push.candidates import Candidate, Item, Refusal
from msgc.report.json import diagnostic_dict


class PlannedPayloads:
    """The payloads of a file, held to a channel's rules at a time (aware)."""

    def __init__(self, path: Path, channel: str, now: datetime, limit: int | None = None) -> None:
        self._path = path
        self._limit = limit
        self._lines = PayloadLines(str(path), now, channel)

    def digest(self) -> str:
        """Return the SHA-256 of the file. Raises OSError."""
        with self._path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def items(self) -> Iterator[Item]:
        """Yield what each line comes to, in their order. Raises OSError."""
        with self._path.open("rb") as stream:
            for line in islice(self._lines.read(stream), self._limit):
                yield _item(line)


def _item(line: PayloadLine) -> Item:
    if not has_errors(line.found):
        return Candidate(line.number, line.written, found=line.found, line=line.line)
    written = line.written.decode("utf-8", errors="surrogateescape")
    result = RowResult(line.number, raw=written, found=line.found)
    return Refusal(line.number, line.found, reject_line(result, diagnostic_dict))
