"""What a CI tells msgc through the environment, and where it wants to be told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.diagnostics import Diagnostic
from msgc.late import Late
from msgc.report.summary import Summary

if TYPE_CHECKING:
    import click
else:
    click = Late("click")

# The variables in which GitHub and GitLab name the folder of the checkout.
CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def default_format() -> str:
    """Return the report's format where none is asked for."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def checkout() -> Path:
    """Return the folder to which paths in a CI's reports are relative.

    It is the checkout's where we are inside of it, else the folder in which msgc runs.
    """
    here = Path.cwd()
    named = [Path(os.environ[name]).resolve() for name in CHECKOUTS if os.environ.get(name)]
    return next((folder for folder in named if here.is_relative_to(folder)), here)


def add_step_summary(found: Sequence[Diagnostic], summary: Summary) -> None:
    """Add all findings to the page that GitHub shows of the step, where it wants one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    # Few runs are a step of GitHub's.
    from msgc.report.step_summary import step_summary

    text = step_summary(found, summary, checkout())
    try:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        click.echo(f"The step summary can't be written: {error.strerror}", err=True)
