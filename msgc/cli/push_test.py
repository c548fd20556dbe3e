"""`msgc push --to`: one sample of a message, sent to a number of one's own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from msgc.cli.opening import chosen
from msgc.cli.output_paths import payloads_path
from msgc.cli.push_options import PushOptions
from msgc.cli.push_target import planned
from msgc.cli.pushing import push_plan
from msgc.cli.telling import tell
from msgc.diagnostics import has_errors
from msgc.emit.reference import dump
from msgc.emit.writers import output_set
from msgc.facts.formats import describe, is_phone
from msgc.pipeline.projects import Project


def push_test(
    project: Project, target: str, to: str, sample: str | None, options: PushOptions
) -> int:
    """Send one payload of a message, each time anew; return the exit code."""
    if not is_phone(to):
        raise click.BadParameter(f"`{to}` isn't {describe('phone')}", param_hint="--to")
    (name, *others) = chosen(project, (target,))
    if others:
        raise click.UsageError(f"`{target}` is several messages; a test message is of one")
    path = _write(project, name, _addressed(_payload(project, name, sample), to))
    anew = f"{datetime.now(UTC):%Y%m%dt%H%M%S%f}"
    asked = replace(options, new_run=anew, allow_revised=True)
    plan, rejected = planned(project, str(path), None, "test", asked)
    return push_plan(project, plan, asked, rejected)


def _payload(project: Project, name: str, sample: str | None) -> bytes:
    found = project.findings(name)
    tell(found, 1)
    if has_errors(found):
        raise click.exceptions.Exit(1)
    made = {each.name: each.compiled for each in project.samples(name) if each.compiled}
    if sample is None and len(made) == 1:
        sample = next(iter(made))
    compiled = made.get(sample or "")
    if compiled is None:
        names = ", ".join(made) or "none"
        raise click.UsageError(f"name the sample with --sample: `{name}` has {names}")
    return dump(compiled.payload)


def _addressed(payload: bytes, to: str) -> bytes:
    """Return a payload that goes to a number, and to nobody else."""
    document = json.loads(payload)
    contact = {"identifierKey": "phonenumber", "identifierValue": to}
    document["receiver"] = {"contacts": [contact]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _write(project: Project, name: str, line: bytes) -> Path:
    path = payloads_path(project, f"{name}.test", None)
    with output_set() as outputs:
        outputs.open(path).stream.write(line)
    return path
