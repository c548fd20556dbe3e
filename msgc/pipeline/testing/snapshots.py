"""Snapshots: what tests made when somebody last looked, kept in `MESSAGE.snap.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from msgc.diagnostics import Diagnostic, finding
from msgc.pipeline.compiling import Compiled
from msgc.pipeline.testing import SNAPSHOT
from msgc.pipeline.testing.model import Case, Result
from msgc.pipeline.testing.values import changes
from msgc.records import dataclass
from msgc.source import Span
from msgc.vocabulary import ENDING

SNAPSHOT_ENDING = ".snap.json"
SPOILT = "Restore it, or write it anew with `msgc test --update`."
UPDATE = "Look at it, then write it with `msgc test --update`."


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots of a message's tests by the tests' names; `is_readable` unless it's spoiled."""

    path: Path
    kept: dict[str, object] = field(default_factory=dict)
    is_readable: bool = True

    @classmethod
    def of(cls, message: Path) -> Snapshots:
        """Read the snapshots beside a message file; OSError where the file can't be read."""
        path = snapshot_file(message)
        if not path.is_file():
            return cls(path)
        try:
            document = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            return cls(path, {}, False)
        return cls(path, document) if isinstance(document, dict) else cls(path, {}, False)


def snapshot_file(message: Path) -> Path:
    """Return the path of the snapshots of a message file's tests."""
    return message.with_name(message.name.removesuffix(ENDING) + SNAPSHOT_ENDING)


def snapshot_of(compiled: Compiled) -> dict[str, object]:
    """Return what is kept of a test: the payload, and the fallback's where there is one."""
    more = {} if compiled.fallback is None else {"fallback": compiled.fallback}
    return {"payload": compiled.payload, **more}


def snapshot_findings(
    name: str, place: Span, compiled: Compiled, snapshots: Snapshots
) -> Iterator[Diagnostic]:
    """Yield how a test's payload differs from its snapshot."""
    file = snapshots.path.name
    if not snapshots.is_readable:
        what = f"`{file}` can't be read as a JSON object"
        yield finding(SNAPSHOT, what, place, help=SPOILT)
    elif name not in snapshots.kept:
        yield finding(SNAPSHOT, f"`{file}` has no snapshot of `{name}`", place, help=UPDATE)
    else:
        made = snapshot_of(compiled)
        yield from differing(snapshots.kept[name], made, place, f"the snapshot in `{file}`")


def differing(old: object, new: object, place: Span, what: str) -> Iterator[Diagnostic]:
    """Yield one finding where a value isn't the one that was kept, with each place in its help."""
    told = [change.sentence for change in changes(old, new)]
    if told:
        help = "\n".join([*told, UPDATE])
        yield finding(SNAPSHOT, f"{what} isn't what is sent now", place, help=help)


def updated(
    snapshots: Snapshots, results: Iterable[Result], cases: Iterable[Case], all_read: bool
) -> dict[str, object] | None:
    """Return what a message's snapshots are now; None where nobody can tell what is to be kept.

    A snapshot goes with its test, or when that asks for none. That of a test which has no payload
    now, or (unless `all_read`) couldn't be read, stays: it was approved, and nothing stands in its
    place.
    """
    asks = {case.name: case.snapshot is not None for case in cases}
    compiled = {each.name: each.compiled for each in results if not each.of_sample}
    made: dict[str, object] = {
        name: snapshot_of(it) for name in asks if asks[name] and (it := compiled.get(name))
    }
    if all_read and len(made) == sum(asks.values()):
        return made
    if not snapshots.is_readable:
        return None
    old = {name: it for name, it in snapshots.kept.items() if asks.get(name, not all_read)}
    return {**old, **made}
