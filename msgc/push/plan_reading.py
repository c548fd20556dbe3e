"""A plan read: refused where a byte of it isn't as it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from msgc.push.entries import Entry, read_entries
from msgc.push.plans import CHUNK, VERSION, PlanError, PlanPaths, PlanSummary, is_unaltered


class _Versioned(msgspec.Struct):
    version: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that is whole and unaltered."""

    summary: PlanSummary
    paths: PlanPaths

    def reader(self) -> PlanReader:
        """Return what reads its entries."""
        return PlanReader(self.paths.entries, self.summary.chunks)


class PlanReader:
    """Reads a plan's entries from any of them on.

    `chunks` are the offsets of the first entry and of every 5,000th after it. Several readings may
    go on at once.
    """

    def __init__(self, path: Path, chunks: Sequence[int]) -> None:
        self._path = path
        self._chunks = chunks

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        """Yield the entries from `start` until before `stop`; beyond the last there are none.

        Raises PlanError where the file can't be read.
        """
        chunk, skipped = divmod(start, CHUNK)
        if start >= stop or chunk >= len(self._chunks):
            return
        try:
            with self._path.open("rb") as stream:
                stream.seek(self._chunks[chunk])
                for _ in islice(stream, skipped):
                    pass
                yield from islice(read_entries(stream), stop - start)
        except (OSError, msgspec.MsgspecError) as error:
            raise PlanError(f"`{self._path}` can't be read: {_reason(error)}") from None


def read_plan(path: Path) -> Plan:
    """Return the plan whose summary stands at `path`.

    Raises PlanError where it isn't there, is no plan, a newer msgc's, or altered.
    """
    summary = _summary(path)
    paths = PlanPaths.of(path)
    try:
        with paths.entries.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise PlanError(f"`{paths.entries}` can't be read: {_reason(error)}") from None
    if digest != summary.digests.entries:
        raise PlanError(f"`{paths.entries}` isn't what the plan was made with: make the plan anew")
    return Plan(summary, paths)


def _summary(path: Path) -> PlanSummary:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanError(f"`{path}` can't be read: {_reason(error)}") from None
    try:
        version = msgspec.json.decode(data, type=_Versioned).version
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise PlanError(f"`{path}` is no plan, or has been altered: make it anew") from None
    if version > VERSION:
        raise PlanError(f"`{path}` was made by a newer msgc: push it with that one")
    if not is_unaltered(data):
        raise PlanError(f"`{path}` has been altered since it was made: make it anew")
    return _decoded(data, path)


def _decoded(data: bytes, path: Path) -> PlanSummary:
    try:
        return msgspec.json.decode(data, type=PlanSummary)
    except msgspec.MsgspecError:
        raise PlanError(f"`{path}` lacks what a plan says: make it anew") from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or "a line isn't an entry"
