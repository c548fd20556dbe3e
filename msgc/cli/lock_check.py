"""`msgc lock --check`: what has changed in the account since `msgc.lock` was written."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from msgc.cli.ci import add_step_summary, checkout
from msgc.cli.settings import settings, terminal_width, write_out
from msgc.diagnostics import Diagnostic, finding, has_errors
from msgc.lock import FILE
from msgc.lock.changes import changes, gone
from msgc.lock.document import LockFile
from msgc.lock.model import Lock
from msgc.pipeline.fetching import Fetched
from msgc.pipeline.projects import Project
from msgc.report import FORMATS
from msgc.report.summary import Summary

CHANGED = "MSG499"
RENEW = "Run `msgc lock`, look at what it changes, and commit the file."


def check_lock(opened: Project, old: LockFile, fresh: Fetched, format_: str) -> int:
    """Report each change as a finding at its place in `msgc.lock`; return the exit code."""
    lock = old.lock or Lock()
    for id in _unseen(lock, fresh):
        settings().say(f"not checked: the project `{id}`, of which there is no answer")
    found = opened.ruled(changed(old, fresh))
    if not found and format_ == "text":
        settings().say(f"The account's templates are as `{FILE}` has them.")
        return 0
    _report(found, format_)
    return 1 if has_errors(found) else 0


def changed(old: LockFile, fresh: Fetched) -> list[Diagnostic]:
    """Return a finding for each thing that the account has otherwise than the lock."""
    told = (*changes(old.lock or Lock(), fresh.lock), *map(gone, fresh.missing))
    return [finding(CHANGED, each.what, old.span(each.path), help=RENEW) for each in told]


def _unseen(lock: Lock, fresh: Fetched) -> Iterator[str]:
    for id in lock.projects:
        if fresh.lock.project(id) is None and id not in fresh.missing:
            yield id


def _report(found: list[Diagnostic], format_: str) -> None:
    color = format_ == "text" and settings().wants_color(sys.stdout)
    summary = Summary.of(found, files=1, messages=0)
    width, root = terminal_width(), checkout()
    write_out(FORMATS[format_](found, color=color, width=width, summary=summary, root=root))
    if format_ == "github":
        add_step_summary(found, summary)
