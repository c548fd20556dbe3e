"""Snapshots: what tests made when somebody last looked, kept in `MESSAGE.snap.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path

from msgc.diagnostics import Diagnostic, finding
from msgc.emit.reference import dump_indented
from msgc.pipeline.compiling import Compiled
from msgc.pipeline.testing.model import SNAPSHOT, Case, Result
from msgc.pipeline.testing.values import changes
from msgc.records import dataclass
from msgc.source import Span
from msgc.vocabulary import ENDING

SNAPSHOT_ENDING = ".snap.json"
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
        yield finding(
            SNAPSHOT, what, place, help="Restore it, or write it anew with `msgc test --update`."
        )
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


def snapshots_text(results: Iterable[Result], cases: Iterable[Case]) -> str:
    """Return the text of a message's snapshot file; empty where no test asks for a snapshot."""
    asked = {case.name for case in cases if case.snapshot is not None}
    made = {
        result.name: snapshot_of(result.compiled)
        for result in results
        if not result.of_sample and result.name in asked and result.compiled is not None
    }
    return dump_indented(made) if made else ""
