"""What a plan is made from: a message's recipients, or a file of payloads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from msgc.cli.opening import chosen
from msgc.cli.output_paths import hashes
from msgc.cli.planning_options import PlanOptions
from msgc.cli.planning_payloads import PlannedPayloads
from msgc.cli.planning_rows import PlannedRows, RowsAsked
from msgc.cli.telling import tell
from msgc.diagnostics import has_errors
from msgc.pipeline.locking import lock_file, sends_template
from msgc.pipeline.profiles import DEFAULT_RATE
from msgc.pipeline.projects import Project
from msgc.push.candidates import Item
from msgc.push.plan_writing import Terms
from msgc.push.planner import Rules
from msgc.push.plans import LockState

Parts = tuple[str, Terms, Iterator[Item]]
"""A plan's name, what it is told about itself, and what it is made of."""


def of_payloads(project: Project, options: PlanOptions, now: datetime) -> Parts:
    """Return what a file of payloads is planned from, at a time (aware)."""
    path = Path(options.source)
    payloads = PlannedPayloads(path, project.channel or project.config.channel, now, options.limit)
    rules = Rules(options.campaign or path.stem, str(path), now.timestamp())
    terms = Terms(rules, now, DEFAULT_RATE, expires=_expiry(options, now))
    return path.stem, replace(terms, rows_digest=payloads.digest), payloads.items()


def of_message(project: Project, options: PlanOptions, now: datetime) -> Parts:
    """Return what a message's recipients are planned from, at a time (aware).

    Raises Exit 1 where the message has errors.
    """
    name = _sound(project, options.source)
    asked = RowsAsked(
        options.rows or "", options.rows_format, options.limit, options.jobs, options.fields
    )
    rows = PlannedRows(project.message(name), asked, now)
    rules = Rules(options.campaign or name, asked.rows, now.timestamp())
    terms = Terms(rules, now, DEFAULT_RATE, name, expires=_expiry(options, now))
    lock, sources = _lock_state(project, name), hashes(project, name)
    return name, replace(terms, lock=lock, sources=sources, rows_digest=rows.digest), rows.items()


def _sound(project: Project, selector: str) -> str:
    """Return the name of the one message that is selected, which can be compiled."""
    (name, *others) = chosen(project, (selector,))
    if others:
        raise click.UsageError(f"`{selector}` is several messages; a plan is of one")
    found = project.findings(name)
    tell(found, 1)
    if not project.message(name).is_sound or has_errors(found):
        raise click.exceptions.Exit(1)
    return name


def _expiry(options: PlanOptions, now: datetime) -> datetime | None:
    expires = options.expires
    try:
        moment = now + expires if isinstance(expires, timedelta) else expires
        # The time in another zone may be the last of all years, and beyond it in this one.
        moment = moment.astimezone(UTC) if moment else None
    except OverflowError:
        raise click.UsageError("--expires lies beyond all calendars") from None
    if moment is not None and moment <= now:
        raise click.UsageError("--expires is a time that has passed: nothing could be sent")
    return moment


def _lock_state(project: Project, name: str) -> LockState:
    if not sends_template(project.message(name)):
        return LockState("unneeded")
    if lock_file(project.catalog.root) is None:
        return LockState("missing")
    return LockState("locked", len(project.not_checked(name)))
