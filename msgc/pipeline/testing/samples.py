"""Samples as tests: each has to compile, to what `build/` holds of it where that is committed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.pipeline.building import BUILD
from msgc.pipeline.messages import Message
from msgc.pipeline.projects import Project
from msgc.pipeline.samples import SampleResult
from msgc.pipeline.testing import SNAPSHOT
from msgc.pipeline.testing.model import Result
from msgc.pipeline.testing.pointers import NOTHING
from msgc.pipeline.testing.snapshots import SPOILT, UPDATE, differing
from msgc.source import Span


def sample_results(project: Project, name: str) -> Iterator[Result]:
    """Yield what each sample of a sound message comes to."""
    message, folder = project.message(name), project.catalog.root / BUILD
    for sample in project.samples(name):
        place = _place(message, sample.name)
        found = [each for each in project.ruled(sample.found) if each.is_error]
        if sample.compiled is not None and folder.is_dir():
            found += _against_build(folder, name, sample, place)
        named = tuple(with_context(found, message_name=name, sample=sample.name))
        path = place.source.path or message.path
        yield Result(name, sample.name, place, path, True, named, sample.compiled)


def _place(message: Message, name: str) -> Span:
    sample = message.samples.get(name)
    return sample.entry.key.span if sample else message.template.root.span


def _against_build(
    folder: Path, message: str, sample: SampleResult, place: Span
) -> Iterator[Diagnostic]:
    assert sample.compiled is not None
    made = {"": sample.compiled.payload, ".fallback": sample.compiled.fallback}
    for suffix, payload in made.items():
        if payload is None:
            continue
        path = folder / message / f"{sample.name}{suffix}.json"
        shown = f"`{path.relative_to(folder.parent).as_posix()}`"
        if not path.is_file():
            yield finding(SNAPSHOT, f"{shown} isn't there", place, help=UPDATE)
        elif (kept := _document(path)) is NOTHING:
            yield finding(SNAPSHOT, f"{shown} can't be read as JSON", place, help=SPOILT)
        else:
            yield from differing(kept, payload, place, shown)


def _document(path: Path) -> object:
    """Return a file's JSON, NOTHING where it doesn't parse."""
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return NOTHING
