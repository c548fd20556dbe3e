"""What `push` is to send: a plan that is there, or one that is made first."""

from __future__ import annotations

from pathlib import Path

import click

from msgc.cli.planning import make_plan
from msgc.cli.planning_options import PlanOptions
from msgc.cli.push_options import PushOptions, RefusedError
from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.pipeline.projects import Project
from msgc.push.plan_reading import Plan, read_plan
from msgc.push.plans import ENTRIES, SUMMARY, PlanError, PlanPaths


def planned(
    project: Project, target: str, rows: str | None, campaign: str | None, options: PushOptions
) -> tuple[Plan, int]:
    """Return the plan that TARGET names, or that is made of it; a usage error where it's unfit.

    With it comes how many rows were left out of it where it was made, since they can't be sent.
    """
    if target.endswith((SUMMARY, ENTRIES)):
        if rows is not None or campaign is not None:
            raise click.UsageError("a plan has its rows and its campaign already")
        return read(Path(target)), 0
    asked = PlanOptions(
        source=target,
        rows=rows,
        campaign=campaign,
        profile=options.profile,
        suppress=options.suppress,
        allow_revised=options.allow_revised,
    )
    return _made(project, asked)


def _made(project: Project, asked: PlanOptions) -> tuple[Plan, int]:
    made = make_plan(project, asked)
    if made.rejected:
        left_out = counted(made.rejected, "row")
        settings().say(f"{left_out} left out, which can't be sent: see {made.paths.rejects}")
    return read(made.paths.summary), made.rejected


def read(path: Path) -> Plan:
    """Return the plan at a path; RefusedError where it isn't one, or was altered."""
    try:
        return read_plan(PlanPaths.of(path).summary)
    except PlanError as error:
        raise RefusedError(str(error)) from None
