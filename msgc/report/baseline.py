"""A baseline: the findings that a team has and knows, so that a run fails only on what is new."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from msgc.diagnostics import Diagnostic
from msgc.report.documents import json_text
from msgc.report.fingerprints import fingerprints
from msgc.report.places import path_of
from msgc.report.public import public_sentence

VERSION = 1


class BaselineError(Exception):
    """A file that is no baseline: why, to follow its name in a sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A known finding; all but the fingerprint is for people, and to say which file it was in."""

    file: str
    code: str
    message: str
    fingerprint: str


def known_of(diagnostics: Sequence[Diagnostic], root: Path) -> list[Known]:
    """Return what a baseline in the folder `root` holds of each finding, in their order."""
    prints = fingerprints(diagnostics, root)
    return [
        Known(path_of(each.span.source, root), each.code, public_sentence(each), print_)
        for each, print_ in zip(diagnostics, prints, strict=True)
    ]


def baseline_text(known: Iterable[Known]) -> str:
    """Return the file's text: the same for the same findings, by file and code."""
    return json_text({"version": VERSION, "findings": [asdict(each) for each in sorted(known)]})


def read_baseline(text: str) -> list[Known]:
    """Read a baseline's text. Raises BaselineError."""
    try:
        document = json.loads(text)
    except ValueError:
        raise BaselineError("isn't JSON") from None
    if not isinstance(document, dict) or not isinstance(document.get("findings"), list):
        raise BaselineError("isn't a baseline")
    if document.get("version") != VERSION:
        raise BaselineError(f"is a baseline of another version of msgc, not of version {VERSION}")
    return [_known(entry) for entry in document["findings"]]


def _known(entry: object) -> Known:
    names = [field.name for field in fields(Known)]
    if not isinstance(entry, dict) or not all(isinstance(entry.get(n), str) for n in names):
        raise BaselineError("holds an entry that isn't a finding")
    return Known(**{name: entry[name] for name in names})
