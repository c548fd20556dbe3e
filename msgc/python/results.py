"""What rows, samples and files of recipients come to, as plain data."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, BinaryIO

from msgc.python.errors import MessageError
from msgc.python.findings import Finding
from msgc.python.opening import PathLike
from msgc.records import dataclass

Payload = dict[str, Any]
"""A payload as the API takes it."""

FAST, REFERENCE = "fast", "reference"
ENGINES = (FAST, REFERENCE)
"""How rows are compiled, to the same bytes: by generated code, or by the definition."""

# What a stream of recipients is called in findings.
STREAM = "-"


@dataclass(frozen=True, slots=True)
class Result:
    """What a row came to: `payload` (and `fallback`, where the message has one) as they are posted,
    in UTF-8 without a line break; or None, and the `findings` that say why. `row` counts from 1.
    """

    row: int
    payload: bytes | None
    fallback: bytes | None
    findings: tuple[Finding, ...]

    def json(self) -> Payload:
        """Return the payload as a dict. Raises MessageError where there is none."""
        return _document(self.payload, self.findings)


@dataclass(frozen=True, slots=True)
class Sample:
    """What a sample came to, as `Result` says it of a row."""

    name: str
    payload: bytes | None
    fallback: bytes | None
    findings: tuple[Finding, ...]

    def json(self) -> Payload:
        """Return the payload as a dict. Raises MessageError where there is none."""
        return _document(self.payload, self.findings)


def _document(payload: bytes | None, findings: tuple[Finding, ...]) -> Payload:
    if payload is None:
        raise MessageError(findings)
    return dict(json.loads(payload))


@dataclass(frozen=True, slots=True)
class Recipients:
    """The rows of a file or stream, and how they are compiled."""

    rows: PathLike | BinaryIO
    format: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    limit: int | None = None
    jobs: int = 1
    strict: bool = False
    engine: str = FAST

    @property
    def name(self) -> str:
        """What the recipients are called in findings."""
        return os.fspath(self.rows) if isinstance(self.rows, str | os.PathLike) else STREAM

    @property
    def stream(self) -> BinaryIO | None:
        """The rows themselves, where they aren't in a file."""
        return None if isinstance(self.rows, str | os.PathLike) else self.rows


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a file of recipients came to: how many rows, and how many of them were rejected.

    `payloads` and the others are the files written: `fallbacks`, line for line, where the message
    has one; `rejects` where a row was rejected; `manifest`. All are None where a stream was written
    to. `findings` has one of each thing that is wrong with the rows; the rejects' file has all.
    """

    rows: int
    rejected: int
    payloads: Path | None = None
    fallbacks: Path | None = None
    rejects: Path | None = None
    manifest: Path | None = None
    findings: tuple[Finding, ...] = ()
    programs: object = field(default=None, repr=False, compare=False)

    @property
    def made(self) -> int:
        """How many payloads were made."""
        return self.rows - self.rejected
